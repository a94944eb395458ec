// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Crockford's base 32, for codes that people copy by hand: no letter that looks like a digit. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meldmaat::base32 {

inline constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// That many characters. \param chance hexadecimal, lower case, at least 5 bits a character; what is over is not used
/// \throws std::invalid_argument when it is too short, or not hexadecimal
[[nodiscard]] std::string of(std::string_view chance, std::size_t size);

/// As it was meant: in upper case, O as 0, I and L as 1. What is no letter stays.
[[nodiscard]] char folded(char character);

}  // namespace meldmaat::base32
