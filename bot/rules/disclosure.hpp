// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which numbers of many reports may be shown, so that nobody can take a small one from the others. Pure. Threat model
/// C20, R17.
///
/// A number below ten is hidden, and 0 is one: who knows that a colleague reported would read from a 0 that it was in
/// confidence. Of a division the last row is the cover: it is hidden as soon as another one is, whatever is in it, and
/// the rows before it as well until two or more hidden rows add up to ten or more. Only then is rounded.
///
/// Who knows this rule, the exact sum of all rows and the exact number in every shown row still knows nothing of a
/// hidden one: with any number from 0 to 9 in it, the rest of the hidden sum in the cover, and 0 in the others, the
/// same would be shown. The cover itself may hold all of the hidden sum, which is ten or more. Where all rows together
/// are fewer than ten there is nothing to be taken from: no sum below ten is shown.
///
/// That is so within one division. Which divisions may stand beside each other: rules/publication.
#pragma once

#include <optional>
#include <vector>

#include "bot/figures.hpp"

namespace meldmaat {

/// A smaller number could say something of a single report or a single person.
inline constexpr int least_shown = 10;
/// Shown numbers are multiples of this, the nearest.
inline constexpr int rounded_to = 5;

/// A number that stands alone.
[[nodiscard]] ShownCount disclose(int count);

enum class Cover {
  when_needed,  ///< the last row is hidden when another one is
  always        ///< the last row is hidden: so nobody can tell how many there are in all
};
/// The rows of one division, by the rule above.
[[nodiscard]] std::vector<ShownCount> disclose(const std::vector<int>& rows, Cover cover);

/// The least that a shown number can have been.
[[nodiscard]] int least_behind(int shown);

}  // namespace meldmaat
