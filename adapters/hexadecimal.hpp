// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Bytes as lower-case hexadecimal, and back. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace meldmaat {

[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Nothing when it is not lower-case hexadecimal of whole bytes.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace meldmaat
