// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/spelling.hpp"

#include <algorithm>

namespace meldmaat::phrases {

bool one_letter_off(std::string_view typed, std::string_view meant) {
  const auto [in_typed, in_meant] = std::ranges::mismatch(typed, meant);
  const std::string_view typed_rest(in_typed, typed.end());
  const std::string_view meant_rest(in_meant, meant.end());
  if (typed_rest.empty() && meant_rest.empty()) return false;
  const auto after = [](std::string_view word, std::size_t letters) { return word.substr(letters); };
  if (typed.size() + 1 == meant.size()) return typed_rest == after(meant_rest, 1);
  if (typed.size() == meant.size() + 1) return after(typed_rest, 1) == meant_rest;
  if (typed.size() != meant.size()) return false;
  if (after(typed_rest, 1) == after(meant_rest, 1)) return true;
  return typed_rest.size() >= 2 && typed_rest[0] == meant_rest[1] && typed_rest[1] == meant_rest[0] &&
         after(typed_rest, 2) == after(meant_rest, 2);
}

}  // namespace meldmaat::phrases
