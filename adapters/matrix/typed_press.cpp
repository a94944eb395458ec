// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/typed_press.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <vector>

#include "adapters/matrix/matrix_content.hpp"

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

/// The message lowest in the room that has buttons. A revision stands in the place of what it replaces, however much
/// was said since.
struct Lowest {
  const TranscriptLine* line = nullptr;
  bool is_below_question = true;  ///< ... that is open
};
Lowest lowest_with_buttons(const std::vector<TranscriptLine>& lines, const std::optional<OpenQuestion>& open) {
  std::map<std::uint64_t, std::uint64_t> places;
  Lowest lowest;
  std::uint64_t lowest_place = 0;
  std::uint64_t place_of_question = 0;
  for (const auto& line : lines) {
    const auto revised = places.find(line.revises);
    const auto place = line.revises == 0 ? line.sequence : revised == places.end() ? line.revises : revised->second;
    places.emplace(line.sequence, place);
    if (line.from_person || line.replaced) continue;
    if (open && line.message.slot == open->slot) place_of_question = std::max(place_of_question, place);
    if (line.message.options.empty() || place < lowest_place) continue;
    lowest.line = &line;
    lowest_place = place;
  }
  lowest.is_below_question = lowest_place > place_of_question;
  return lowest;
}

}  // namespace

std::optional<TypedPress> typed_press(Store& store, const ConversationKey& key, std::string_view text) {
  const std::size_t number = number_in(text);
  if (number == 0) return std::nullopt;
  const auto state = store.state_of(key);
  const auto last = store.last_sequence(key);
  const auto lines = store.transcript(key, last - std::min(last, lines_in_sight), lines_in_sight);
  const auto [line, is_below_question] = lowest_with_buttons(lines, state ? state->open : std::nullopt);
  if (line == nullptr || !is_below_question) return std::nullopt;
  const auto options = numbered_options(line->message);
  if (number > options.size()) return std::nullopt;
  return TypedPress{line->sequence, Chose{{options[number - 1].id}}};
}

}  // namespace meldmaat
