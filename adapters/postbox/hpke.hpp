// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Sealing for a public key: HPKE (RFC 9180), base mode, one message at a time, with DHKEM(P-256, HKDF-SHA256) or
/// DHKEM(X25519, HKDF-SHA256) as the key's length says, HKDF-SHA256 and AES-128-GCM. OpenSSL has its own only from 3.2
/// on. The browser's side of it is assets/hpke.js; both reproduce tests/vectors/hpke.json. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/postbox/ciphers.hpp"

namespace meldmaat {

/// What binds a sealed text to its use and its place.
struct HpkePlace {
  std::string_view info;
  std::string_view associated;
};

/// The bytes of `enc` followed by the ciphertext; nothing when the key cannot be agreed with.
[[nodiscard]] std::optional<std::string> hpke_seal(const PublicKey& recipient, const HpkePlace& place,
                                                   std::string_view plain);
/// The same with a chosen ephemeral key: for the vectors of the RFC, and never twice.
[[nodiscard]] std::optional<std::string> hpke_seal_with(const KeyPair& ephemeral, const PublicKey& recipient,
                                                        const HpkePlace& place, std::string_view plain);
/// Nothing when it is for somebody else, was changed, or belongs elsewhere.
[[nodiscard]] std::optional<std::string> hpke_open(const KeyPair& recipient, const HpkePlace& place,
                                                   std::string_view sealed);

/// How much longer it gets with a key of P-256.
inline constexpr std::size_t hpke_p256_overhead = 65 + gcm_tag_bytes;

}  // namespace meldmaat
