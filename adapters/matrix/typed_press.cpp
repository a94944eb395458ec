// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/typed_press.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace meldmaat {

namespace {

/// What stands further up is out of sight.
constexpr std::uint64_t lines_in_sight = 20;

/// "2", "2.", " 2) "; 0 for anything else.
std::size_t number_in(std::string_view text) {
  constexpr std::string_view around = " \t\r\n.)";
  const auto begin = text.find_first_not_of(around);
  if (begin == std::string_view::npos) return 0;
  text = text.substr(begin, text.find_last_not_of(around) - begin + 1);
  std::size_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} && end == text.data() + text.size() ? number : 0;
}

}  // namespace

std::optional<TypedPress> typed_press(Store& store, const ConversationKey& key, std::string_view text) {
  const std::size_t number = number_in(text);
  if (number == 0) return std::nullopt;
  const auto state = store.state_of(key);
  if (state && state->open) return std::nullopt;
  const auto last = store.last_sequence(key);
  const auto lines = store.transcript(key, last - std::min(last, lines_in_sight), lines_in_sight);
  for (const auto& line : std::views::reverse(lines)) {
    if (line.from_person || line.replaced || line.message.options.empty()) continue;
    if (number > line.message.options.size()) return std::nullopt;
    return TypedPress{line.sequence, Chose{{line.message.options[number - 1].id}}};
  }
  return std::nullopt;
}

}  // namespace meldmaat
