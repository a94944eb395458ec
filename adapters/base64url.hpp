// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Base64 with the alphabet for addresses and without padding (RFC 4648 §5, as RFC 7515 §2 wants it). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace meldmaat {

[[nodiscard]] std::string base64url_encode(std::string_view bytes);

/// Nothing when there is any other character ('=', '+', '/', white space), a length that cannot be, or a last character
/// with bits that belong to no byte: each text stands for one sequence of bytes only, and the other way round.
[[nodiscard]] std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace meldmaat
