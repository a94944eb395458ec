// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/jwk.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <utility>

#include "adapters/base64url.hpp"
#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

// RFC 7518 §3.3 asks for 2,048 bits; the upper bound keeps one verification below a millisecond.
constexpr int fewest_modulus_bits = 2048;
constexpr int most_modulus_bits = 8192;
// Exponents in use are 3 and 65,537; OpenSSL itself refuses more than 64 bits with a large modulus.
constexpr int most_exponent_bits = 32;

using BigNumber = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Parameters = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// OpenSSL takes bytes, JSON gives text.
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

BigNumber read_number(std::string_view text) {
  const auto bytes = base64url_decode(text);
  if (!bytes || bytes->empty()) return {nullptr, BN_free};
  return {BN_bin2bn(bytes_of(*bytes), static_cast<int>(bytes->size()), nullptr), BN_free};
}

bool is_sound(const BIGNUM* modulus, const BIGNUM* exponent) {
  const int bits = BN_num_bits(modulus);
  if (bits < fewest_modulus_bits || bits > most_modulus_bits || BN_is_odd(modulus) != 1) return false;
  return BN_num_bits(exponent) <= most_exponent_bits && BN_is_odd(exponent) == 1 && BN_is_one(exponent) != 1;
}

Jwk::Key make_key(const BIGNUM* modulus, const BIGNUM* exponent) {
  Jwk::Key none(nullptr, EVP_PKEY_free);
  const ParameterBuilder builder(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  if (builder == nullptr || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent) != 1) {
    return none;
  }
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), EVP_PKEY_CTX_free);
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1) return none;
  EVP_PKEY* made = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) return none;
  return {made, EVP_PKEY_free};
}

// A list that is not one, or holds anything but text, endorses nothing.
std::vector<std::string> read_endorsements(const json& entry) {
  std::vector<std::string> endorsements;
  const auto found = entry.find("endorsements");
  if (found == entry.end() || !found->is_array()) return endorsements;
  for (const json& channel : *found) {
    if (!channel.is_string()) return {};
    endorsements.push_back(channel.get<std::string>());
  }
  return endorsements;
}

std::shared_ptr<const Jwk> read_key(const json& entry) {
  if (!entry.is_object()) return nullptr;
  JsonFields fields(entry);
  const std::string type = fields.required_string("kty", 16);
  std::string kid = fields.required_string("kid", most_kid_bytes);
  const std::string use = fields.optional_string("use", 16).value_or("sig");
  const std::string algorithm = fields.optional_string("alg", 16).value_or("RS256");
  const std::string modulus_text = fields.required_string("n", 2048);
  const std::string exponent_text = fields.required_string("e", 16);
  if (fields.refusal() || type != "RSA" || use != "sig" || algorithm != "RS256" || !is_kid(kid)) return nullptr;
  const BigNumber modulus = read_number(modulus_text);
  const BigNumber exponent = read_number(exponent_text);
  if (modulus == nullptr || exponent == nullptr || !is_sound(modulus.get(), exponent.get())) return nullptr;
  Jwk::Key key = make_key(modulus.get(), exponent.get());
  if (key == nullptr) return nullptr;
  return std::make_shared<const Jwk>(std::move(kid), read_endorsements(entry), std::move(key));
}

}  // namespace

bool Jwk::verifies(std::string_view bytes, std::string_view signature) const {
  const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  // RSA with PKCS #1 v1.5 padding is what OpenSSL takes when nothing else is said.
  if (context == nullptr || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1) {
    return false;
  }
  const int verdict =
      EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(bytes), bytes.size());
  // A refusal leaves its reasons in the thread's error queue, where the next TLS connection would find them.
  ERR_clear_error();
  return verdict == 1;
}

bool is_kid(std::string_view text) {
  const auto visible = [](char letter) { return letter > ' ' && letter <= '~'; };
  return !text.empty() && text.size() <= most_kid_bytes && std::all_of(text.begin(), text.end(), visible);
}

std::optional<JwkSet> read_jwk_set(std::string_view bytes) {
  JsonLimits limits;
  limits.most_values = 20'000;
  limits.most_depth = 8;
  limits.most_string_bytes = 16 * 1024UL;  // certificates in x5c
  const auto read = read_json(bytes, limits);
  const auto* document = std::get_if<json>(&read);
  if (document == nullptr) return std::nullopt;
  const auto keys = document->find("keys");
  if (keys == document->end() || !keys->is_array() || keys->size() > most_keys) return std::nullopt;
  JwkSet set;
  for (const json& entry : *keys) {
    auto key = read_key(entry);
    if (key != nullptr) set.emplace(key->kid(), key);
  }
  if (set.empty()) return std::nullopt;
  return set;
}

}  // namespace meldmaat
