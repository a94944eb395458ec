// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The structure of a signed token (RFC 7515 compact form, with the narrowing of RFC 8725): three parts, RS256, a kid.
/// What a token claims comes out only together with the key that signed it. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/literal.hpp"
#include "adapters/teams/jwk.hpp"

namespace meldmaat {

/// A token of the right form; nothing about it is proved.
class Jwt {
 public:
  /// The token, or a reason code. Refused: other than three parts, anything but canonical base64url, a header over
  /// 4 KiB or with another `alg` than RS256, without a usable `kid`, or with `crit`, `b64` or `zip`. A key or an
  /// address of one in the header (jwk, jku, x5c, x5u) is not looked at: who signs is not for the token to say.
  [[nodiscard]] static std::variant<Jwt, Literal> read(std::string token);

  /// Which key is said to have signed it. Visible ASCII, at most most_kid_bytes.
  [[nodiscard]] const std::string& kid() const { return kid_; }

  /// The payload's bytes, when `key` signed them; otherwise nothing.
  [[nodiscard]] std::optional<std::string> payload_signed_by(const Jwk& key) const;

  /// Says of a token that was refused already whether it names Microsoft Entra as its issuer, which is the first thing
  /// to know when a bot was registered in an unusual way. Not proved: for the reason in the log, never for a decision.
  [[nodiscard]] bool seems_from_entra() const;

 private:
  Jwt() = default;

  std::string token_;
  std::size_t signed_size_ = 0;  // what the signature is over: the token up to the second dot, as received
  std::string kid_;
  std::string payload_;    // decoded, not proved
  std::string signature_;  // decoded
};

/// True for an issuer of Microsoft Entra, v1 or v2.
[[nodiscard]] bool is_entra_issuer(std::string_view issuer);

}  // namespace meldmaat
