// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/button_press.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

#include "adapters/matrix/matrix_buttons.hpp"

namespace meldmaat {

namespace {

/// A button further up than this is of a conversation that went on long ago.
constexpr std::uint64_t lines_in_reach = 100;

/// The line that became this event. When none is known to have become it, one that is not known to be sent yet may be
/// it: people can be faster than our own note of what the homeserver called it. Only then: who presses an answered
/// question once more means that one, and not the next.
template <class IsIt>
std::optional<TranscriptLine> line_of(Store& store, const ConversationKey& key, IsIt is_it) {
  const auto last = store.last_sequence(key);
  const auto lines = store.transcript(key, last - std::min(last, lines_in_reach), lines_in_reach);
  std::optional<TranscriptLine> perhaps;
  for (const auto& line : std::views::reverse(lines)) {
    if (line.from_person || line.revises != 0 || line.message.options.empty()) continue;
    const auto remote_id = store.remote_id(key, line.sequence);
    if (!remote_id.empty() && is_it(read_remote_id(remote_id))) return line;
    if (remote_id.empty() && !line.replaced && !perhaps) perhaps = line;
  }
  return perhaps;
}

}  // namespace

std::optional<TypedPress> press_by(Store& store, const ConversationKey& key, const Voted& vote) {
  if (vote.answers.size() != 1) return std::nullopt;
  const auto line = line_of(store, key, [&](const SentEvents& sent) { return sent.poll == vote.poll; });
  if (!line) return std::nullopt;
  const std::string& answer = vote.answers.front();
  std::size_t number = 0;
  const auto [end, failed] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  const bool whole = failed == std::errc{} && end == answer.data() + answer.size();
  const auto options = numbered_options(line->message);
  if (!whole || number == 0 || number > options.size()) return std::nullopt;
  return TypedPress{line->sequence, Chose{{options[number - 1].id}}};
}

std::optional<TypedPress> press_by(Store& store, const ConversationKey& key, const Reacted& reaction) {
  const auto line = line_of(store, key, [&](const SentEvents& sent) { return sent.message == reaction.to; });
  if (!line) return std::nullopt;
  for (const auto& [reaction_key, option] : reaction_keys(line->message)) {
    if (reaction_key == reaction.key) return TypedPress{line->sequence, Chose{{option}}};
  }
  return std::nullopt;
}

}  // namespace meldmaat
