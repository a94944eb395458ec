// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Makes keys and signs tokens as the Connector does, and as it never would.
#pragma once

#include <openssl/evp.h>

#include <initializer_list>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "bot/moment.hpp"

namespace meldmaat {

/// A key pair with a name. Throws std::runtime_error when OpenSSL cannot do what is asked.
class SigningKey {
 public:
  /// Two that are always the same.
  [[nodiscard]] static SigningKey first(std::string kid = "first");
  [[nodiscard]] static SigningKey second(std::string kid = "second");
  /// A new one. Takes a while.
  [[nodiscard]] static SigningKey rsa(std::string kid, unsigned bits = 2048);
  /// On the curve P-256.
  [[nodiscard]] static SigningKey elliptic(std::string kid);

  [[nodiscard]] const std::string& kid() const { return kid_; }

  /// The public half as the Connector publishes it, endorsed for msteams. RSA only.
  [[nodiscard]] nlohmann::json jwk() const;

  /// The public half in PEM: what a confused reader would take for an HMAC secret.
  [[nodiscard]] std::string public_pem() const;

  /// The signature over `bytes`: RS256, RS384, RS512, PS256, or ES256 (raw, as JWS wants it).
  [[nodiscard]] std::string sign(std::string_view algorithm, std::string_view bytes) const;

 private:
  SigningKey(std::string kid, EVP_PKEY* key) : kid_(std::move(kid)), key_(key, EVP_PKEY_free) {}
  std::string kid_;
  std::shared_ptr<EVP_PKEY> key_;
};

/// {"keys": [...]}
[[nodiscard]] std::string key_set(std::initializer_list<nlohmann::json> keys);

/// The metadata document that points to a key set.
[[nodiscard]] std::string metadata_document(const std::string& jwks_uri);

/// What a real token's header says.
[[nodiscard]] nlohmann::json true_header(const SigningKey& key);

/// What a real token claims, ten minutes after it was issued; it lives for an hour.
[[nodiscard]] nlohmann::json true_claims(const std::string& app_id, const std::string& service_url, Moment now);

/// header.payload.signature, with an RS256 signature whatever the header says.
[[nodiscard]] std::string make_token(const SigningKey& key, const nlohmann::json& header, const nlohmann::json& claims);

/// The same from texts that need not be JSON, with the signature of `algorithm`.
[[nodiscard]] std::string sign_texts(const SigningKey& key, std::string_view header, std::string_view payload,
                                     std::string_view algorithm = "RS256");

/// Signed with a shared secret (HS256).
[[nodiscard]] std::string make_shared_secret_token(std::string_view secret, const nlohmann::json& header,
                                                   const nlohmann::json& claims);

}  // namespace meldmaat
