// SPDX-License-Identifier: EUPL-1.2
/// \file
/// SHA-256 as lower-case hexadecimal: of evidence, to show later that it was not changed, and of secrets, so that the
/// store never holds them. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);
/// The 32 bytes themselves.
[[nodiscard]] std::string sha256_bytes(std::string_view bytes);

/// Takes as long however much of them is the same: for hashes of secrets, which have one length whatever was sent
/// (V13).
[[nodiscard]] bool same_digest(std::string_view one, std::string_view other);

}  // namespace meldmaat
