// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/duration.hpp"

#include <chrono>

#include "dialogs/phrases/amount_rules.hpp"
#include "dialogs/phrases/reading_signs.hpp"

namespace meldmaat {

std::optional<Milliseconds> read_duration(std::string_view text, Language language) {
  const auto signs = phrases::read_signs(text, phrases::lexicon(language));
  if (!signs) return std::nullopt;
  std::optional<Milliseconds> length;
  for (std::size_t i = 0; i < signs->size();) {
    const auto amounts = phrases::amount_at(*signs, i);
    if (!amounts) {
      ++i;
      continue;
    }
    const phrases::Amount amount = amounts->found.front();
    const bool usable = amounts->found.size() == 1 && amount.months == 0 && amount.minutes > 0;
    if (!usable || length) return std::nullopt;
    length = std::chrono::minutes{amount.minutes};
    i = amounts->next;
  }
  return length;
}

}  // namespace meldmaat
