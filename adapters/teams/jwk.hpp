// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The public keys of a server that signs tokens (RFC 7517): RSA only, for RS256 only. Reading is pure; a key that was
/// read never changes. Any thread.
#pragma once

#include <openssl/types.h>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meldmaat {

/// One usable key: RSA with an odd modulus of 2,048 to 8,192 bits and an odd exponent from 3 up, meant for signatures.
class Jwk {
 public:
  using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
  Jwk(std::string kid, std::vector<std::string> endorsements, Key key)
      : kid_(std::move(kid)), endorsements_(std::move(endorsements)), key_(std::move(key)) {}

  [[nodiscard]] const std::string& kid() const { return kid_; }

  /// The channels this key may speak for; none when the set does not say.
  [[nodiscard]] const std::vector<std::string>& endorsements() const { return endorsements_; }

  /// Is this the RS256 signature (RFC 7518 §3.3) of these bytes? The algorithm is ours to choose, never the token's.
  [[nodiscard]] bool verifies(std::string_view bytes, std::string_view signature) const;

 private:
  std::string kid_;
  std::vector<std::string> endorsements_;
  Key key_;
};

/// By kid.
using JwkSet = std::map<std::string, std::shared_ptr<const Jwk>, std::less<>>;

inline constexpr std::size_t most_keys = 100;
inline constexpr std::size_t most_kid_bytes = 256;

/// True for 1 to 256 visible ASCII characters: what a key may be called, and so what a token may ask for.
[[nodiscard]] bool is_kid(std::string_view text);

/// The usable keys of a set; of two with one kid the first that is usable counts. Nothing when the document is not a
/// key set, has more than most_keys keys, or not one that can be used.
[[nodiscard]] std::optional<JwkSet> read_jwk_set(std::string_view bytes);

}  // namespace meldmaat
