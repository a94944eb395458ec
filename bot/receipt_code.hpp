// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The code that opens an inbox of the anonymous postbox: 100 bits as 20 characters of Crockford's base 32 and two
/// check characters (docs/postbox.md, "The code"). Somebody copies it by hand, so reading is forgiving and checks.
/// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace meldmaat {

/// Draws nothing itself. \param chance at least 26 hexadecimal digits, of which 100 bits are taken
/// \return the 20 characters, upper case
[[nodiscard]] std::string receipt_code(std::string_view chance);

/// With its check characters, in groups: "7KQ2M-R9C4T-0XBWE-5HJ8N-3F".
[[nodiscard]] std::string written(std::string_view code);

/// The 20 characters; nothing when it is no code, or its check characters say that something was mistyped.
/// \param typed UTF-8; case, full-width characters, white space, dashes, O for 0 and I and L for 1 do not matter
[[nodiscard]] std::optional<std::string> read_receipt_code(std::string_view typed);

}  // namespace meldmaat
