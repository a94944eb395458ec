// SPDX-License-Identifier: EUPL-1.2
/// \file
/// UTF-8 as far as JSON text needs it (RFC 3629). Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace meldmaat {

/// How many bytes at the start are printable ASCII that JSON writes as it is.
[[nodiscard]] std::size_t plain_length(std::string_view text);

/// The length of the sequence of two or more bytes at the start of `text`; 0 when there is none: no overlong forms, no
/// surrogates, nothing beyond U+10FFFF.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

}  // namespace meldmaat
