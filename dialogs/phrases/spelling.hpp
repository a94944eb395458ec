// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace meldmaat::phrases {

/// True when one letter was left out, added, changed, or swapped with its neighbour; false for equal words.
[[nodiscard]] bool one_letter_off(std::string_view typed, std::string_view meant);

}  // namespace meldmaat::phrases
