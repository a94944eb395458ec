// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The few ciphers that the anonymous postbox is built from, over OpenSSL: AES-GCM, HKDF-SHA256, and key pairs of P-256
/// and X25519. Everything is bytes in std::string. Any thread.
#pragma once

#include <openssl/evp.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bot/clock.hpp"

namespace meldmaat {

[[nodiscard]] std::string random_bytes(Random& random, std::size_t count);

/// RFC 5869 with SHA-256.
[[nodiscard]] std::string hkdf_extract(std::string_view salt, std::string_view material);
/// \pre size <= 255 * 32
[[nodiscard]] std::string hkdf_expand(std::string_view secret, std::string_view info, std::size_t size);

inline constexpr std::size_t gcm_nonce_bytes = 12;
inline constexpr std::size_t gcm_tag_bytes = 16;
/// Ciphertext and tag. \param key 16 or 32 bytes \param nonce 12 bytes, never used twice with this key
[[nodiscard]] std::string gcm_seal(std::string_view key, std::string_view nonce, std::string_view associated,
                                   std::string_view plain);
/// Nothing when it was changed, or belongs elsewhere.
[[nodiscard]] std::optional<std::string> gcm_open(std::string_view key, std::string_view nonce,
                                                  std::string_view associated, std::string_view sealed);

/// A public key of P-256 (65 bytes) or X25519 (32 bytes).
class PublicKey {
 public:
  /// Nothing when it is neither, or no point of its curve.
  [[nodiscard]] static std::optional<PublicKey> read(std::string_view bytes);
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] EVP_PKEY* get() const { return key_.get(); }

 private:
  PublicKey(std::shared_ptr<EVP_PKEY> key, std::string bytes) : key_(std::move(key)), bytes_(std::move(bytes)) {}
  std::shared_ptr<EVP_PKEY> key_;  // never changed, so copies may share it
  std::string bytes_;
};

class KeyPair {
 public:
  /// A new pair of P-256.
  [[nodiscard]] static KeyPair make();
  /// A new pair of that key's curve.
  [[nodiscard]] static KeyPair make_like(const PublicKey& key);
  /// From PKCS #8; nothing when it is not of P-256 or X25519.
  [[nodiscard]] static std::optional<KeyPair> read(std::string_view pkcs8);

  [[nodiscard]] const std::string& public_bytes() const { return public_; }
  [[nodiscard]] std::string pkcs8() const;
  /// The shared secret of this private and that public key; nothing when they are of different curves or the result is
  /// no secret (RFC 9180 §7.1.4).
  [[nodiscard]] std::optional<std::string> agree(const PublicKey& other) const;

 private:
  explicit KeyPair(std::shared_ptr<EVP_PKEY> key);
  std::shared_ptr<EVP_PKEY> key_;
  std::string public_;
};

}  // namespace meldmaat
