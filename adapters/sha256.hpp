// SPDX-License-Identifier: EUPL-1.2
/// \file
/// SHA-256 as lower-case hexadecimal: of evidence, to show later that it was not changed, and of secrets, so that the
/// store never holds them. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace meldmaat
