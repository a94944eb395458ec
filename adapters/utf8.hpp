// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Well-formed UTF-8 (Unicode 15 table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. Pure; any
/// thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace meldmaat {

/// How many bytes the character at the front takes, 1 to 4; 0 when it is not well formed or cut off.
/// \pre !text.empty()
[[nodiscard]] std::size_t utf8_size(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

/// \pre is_utf8(text)
[[nodiscard]] std::size_t utf8_characters(std::string_view text);

}  // namespace meldmaat
