// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Brings what a person typed down to the few characters the grammar knows.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat::phrases {

/// Lower case ASCII: accents, apostrophes and invisible characters are gone; full-width, Arabic-Indic and Persian
/// digits are digits; every dash is '-', every space ' ', "½" is "half" or ",5"; whatever is left, also broken UTF-8,
/// is '?' (plan C2, C6, D8).
[[nodiscard]] std::string normalised(std::string_view utf8);

}  // namespace meldmaat::phrases
