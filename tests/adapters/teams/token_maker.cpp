// SPDX-License-Identifier: EUPL-1.2
#include "tests/adapters/teams/token_maker.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "adapters/teams/base64url.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refuses");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string text_of(const BIGNUM* number) {
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

std::string number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  require(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> owner(number, BN_free);
  return base64url_encode(text_of(number));
}

// JWS wants the two numbers of an ECDSA signature side by side (RFC 7518 §3.4); OpenSSL gives them in DER.
std::string side_by_side(const std::string& der) {
  const unsigned char* at = bytes_of(der);
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
  require(signature != nullptr);
  std::array<unsigned char, 64> raw{};
  require(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), 32) == 32);
  require(BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + 32, 32) == 32);
  return {raw.begin(), raw.end()};
}

std::string signed_part(std::string_view header, std::string_view payload) {
  return base64url_encode(header) + "." + base64url_encode(payload);
}

}  // namespace

SigningKey SigningKey::rsa(std::string kid, unsigned bits) {
  EVP_PKEY* key = EVP_RSA_gen(bits);
  require(key != nullptr);
  return {std::move(kid), key};
}

SigningKey SigningKey::elliptic(std::string kid) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  require(key != nullptr);
  return {std::move(kid), key};
}

json SigningKey::jwk() const {
  return {{"kty", "RSA"},
          {"use", "sig"},
          {"kid", kid_},
          {"x5t", kid_},
          {"n", number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N)},
          {"e", number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E)},
          {"endorsements", {"webchat", "msteams"}}};
}

std::string SigningKey::public_pem() const {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
  require(memory != nullptr && PEM_write_bio_PUBKEY(memory.get(), key_.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string SigningKey::sign(std::string_view algorithm, std::string_view bytes) const {
  const EVP_MD* digest = EVP_sha256();
  if (algorithm.ends_with("384")) digest = EVP_sha384();
  if (algorithm.ends_with("512")) digest = EVP_sha512();
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* options = nullptr;  // owned by the context
  require(EVP_DigestSignInit(context.get(), &options, digest, nullptr, key_.get()) == 1);
  if (algorithm.starts_with("PS")) {
    require(EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1);
    require(EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1);
  }
  std::size_t size = 0;
  require(EVP_DigestSign(context.get(), nullptr, &size, bytes_of(bytes), bytes.size()) == 1);
  std::string signature(size, '\0');
  auto* place = reinterpret_cast<unsigned char*>(signature.data());
  require(EVP_DigestSign(context.get(), place, &size, bytes_of(bytes), bytes.size()) == 1);
  signature.resize(size);
  return algorithm.starts_with("ES") ? side_by_side(signature) : signature;
}

std::string key_set(std::initializer_list<json> keys) {
  json list = json::array();
  for (const json& key : keys) list.push_back(key);
  return json{{"keys", list}}.dump();
}

std::string metadata_document(const std::string& jwks_uri) {
  return json{{"issuer", "https://api.botframework.com"},
              {"jwks_uri", jwks_uri},
              {"id_token_signing_alg_values_supported", {"RS256"}}}
      .dump();
}

json true_header(const SigningKey& key) {
  return {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", key.kid()}, {"x5t", key.kid()}};
}

json true_claims(const std::string& app_id, const std::string& service_url, Moment now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  return {{"iss", "https://api.botframework.com"},
          {"aud", app_id},
          {"serviceurl", service_url},
          {"iat", seconds - 600},
          {"nbf", seconds - 600},
          {"exp", seconds + 3000}};
}

std::string make_token(const SigningKey& key, const json& header, const json& claims) {
  return sign_texts(key, header.dump(), claims.dump());
}

std::string sign_texts(const SigningKey& key, std::string_view header, std::string_view payload,
                       std::string_view algorithm) {
  const std::string part = signed_part(header, payload);
  return part + "." + base64url_encode(key.sign(algorithm, part));
}

std::string make_shared_secret_token(std::string_view secret, const json& header, const json& claims) {
  const std::string part = signed_part(header.dump(), claims.dump());
  std::array<unsigned char, 32> code{};
  unsigned size = 0;
  require(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(part), part.size(), code.data(),
               &size) != nullptr);
  return part + "." + base64url_encode(std::string(code.begin(), code.end()));
}

}  // namespace meldmaat
