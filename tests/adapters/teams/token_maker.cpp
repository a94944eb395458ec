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

#include "adapters/base64url.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

// Two private keys that open nothing: made for these tests, because making one takes half a second. RSA, 2,048 bits,
// DER (RFC 8017 A.1.2) in base64url.
constexpr std::string_view first_key =
    "MIIEowIBAAKCAQEAqEebvzaCfgn0hvQU5GuyvxxJdXR0PRJt9MkdgBymh8_HGn_boqWwdr9-9McxmIlPxUyvNOxyeUagkQ_vUa9R7pPNtEQp39LU"
    "VAY46Z-jdFMMEEQYJL5XYhy8x1oPvHPumpmttFX9fHSutU-SCLB7rHC6jnlbLznipAjaMSXxBsWZsFsIT3KIvuMOpGim9uN0wQtg8dC4hrtZH7zL"
    "kDCvUnkarGAuPEPkuBG-1GGgxyouYZzBB10gym8yB1Jj9hT6IX8xwGIjDkG3YR3asTH2WwrhRbjcMhMtzkpOhuUYx4ZY7okDlbTJfMrtIvZnTJZf"
    "93ECo1PnRHm2k3lURqJ7RQIDAQABAoIBADPr7E1CR18WOUGOfAfChyNaWfwIk3jof87AYv7NWECdRmSRwLXdg6YQDd7-uvnCnD9XGtQshGGQ_ifk"
    "D8ZXXuNK7XRKd9UcmvDV_qdu3yMcIKPALubfZ9zY2xJzYlmWN6-x7RuwUIcfBWziAT_3HCGnopglL5JRvPE53gC-ITEiNNvYa5T4sCQc1pyUNAZG"
    "fMbtTw7ruPVrs8AJP0crcVwMBtaEASUmbaaXqpgIgTx1zk8ZoZ_khNXYEuzjfu3-zv-CnWhdWI2Vf7UoMSXhaOPzCgyO34Xk5ahMZG92WoT58_fH"
    "MdvH0JOLn9c4IiN77I50_LX0xmvw-ngj0eLpEX0CgYEA1J_X-haH80a0eDKyrP1du3v59aK_UnX0xmLbVfQ3SJ83PCubhMKzbMD0VGJyVJPM5G9N"
    "UPHjIFGO3008pwVD1L_lpnoo_7GT3m6fNoYNM9L2KPY_hkdSI0HlAhB1Q1q0XzsXaymOtMxlWqOfYopBRwWCx3-8pklVyy92uxiUhwMCgYEAypvl"
    "a06gAHMrOTw2KkEYmwg_cFg8lXaRNWxpwQ7n_KCuFtVnK-J4q44R6wZfjSj7iwiHkEWbxRD9E8GJUIArsPE1UKVHRJID9TJAk9yEbCwk5kwLR8DY"
    "AycGjccpDSAYD_xz10E_bzrE6R6uKo3rNTKUMLH10e4e42NSpdsoHhcCgYBKsPP_yFZtoVLYPocBuedpav29yjQHVaRs5GFEaovZGQUgP_lbw8Gf"
    "3JB37DVZfKonPOoeGzq8KapUyx8ZVQIlBFw6BQPN_qWBJ78KOkD9CYirjwV1uCwkcotuFDX9OSnPokRxwqF85ahdFMlypjqUJl1wk3DDwVNAEyZU"
    "Ryg13QKBgQCNPTwjH_5eEesRzS2dKx_yAz_mGzywnKUBbwAR-0gxTfnOJRn0971TKojHI_w8NVOVSm7mXgAG0p75xLLqkU7j3GJkQ7N406k6prtp"
    "2BHgLq3SdTRv4rkzCWOCNlIhujvL-Rrv9aY47ekS8bZMJ_7NaOLxRz2sCKkzrquQv0QqJQKBgD0-SHFYvCmHgaCwbGpZ6Rlj9I-nSnK94YATP1PE"
    "M9-vBm4SQWgXap7qcp-5Wz3TPmtBLZHmjtE4MgDEBR8DWIQLVTn-dUkbBaluyJA5rwsTA91YGwPZLU6xjU_4yc9jUvQKETE_gn011vAuCiI9TYok"
    "yw4vHJPxOde-xej1E45j";
constexpr std::string_view second_key =
    "MIIEpAIBAAKCAQEAxyGBZ2qINHDlinRc3Zrz5SqAPdUFYwTyhgsj7FqGu-QztYE6Gv6N02kq5B53PvZVDlRDBdGnTFDzoR5kMD7ahanM9lCM9jZW"
    "I1Oo5QCz1WxDrSQ4rvk0eO9SQ5llREDQzYrDuR4qc3nHwUapImHTBhntMPgVHPOS_t3hPLXkVhDPvXt0WcxipDFL8iflcgSo0G1nWlikVuiS4egm"
    "v8OWbciZa--m-vEz9QWJtxFgQsIt39m-XpY3B422x3qdnBo--dmtCqyEC0Geurp7emT6Ic2k68X7F_w84lW-0_blHAIe5hKLOMu7Hl9dIODktUgr"
    "52P49kdMuuftzd_xk5kDPQIDAQABAoIBAGOJwI0ox-fqzRrN-sO9WpAhlBQUYQpzpSVS-USCpdnTAvQGIjzvJIbaiZmZDwN2j-LHRO9qMsXnqzjN"
    "H8isCoCI9c7kSeojFCC5h3HdTYdwBE5OjlUMdenDu2vWCDQ7cARmilqFFTQ-2hanUxFANANXP2TchXVA3igvUhEOXRKVlpZ6yzooTcC3bwt14IEo"
    "qEW0GLvSMJ1Kx_MphKr44N0Uwz3ap4vq14medIecTvridlXxc0mLrSMI1cCIDh0QsfiSH9RWYdStHDNufWqYdKgdlr-gwB4GicwW6QpXLCZ8iLOl"
    "k53EPs-Wo5iQWs5u6jW4M1r9fPTrKAuyE63kGsMCgYEA_If8s--wQCjWhI7HlJnSgrJumJGJhHcLNPmwhPBaaTxhwLcJ-xS5IlgOrvy2StAxlVSS"
    "foAzYWxwQeQQDxmvfJmfiDs_is6R4_ZuP9Mlv_gj41W5CKxNxcIavAPlttUm38UtsKq1V0yadnjfG8Uh-SGh068dw6TDckMErKXYflMCgYEAyd29"
    "KSUpfoxtihyExFXLKmqPJ37dXfMF2RyDKyqNIujMxdRo-NEu5RgWC4B2kBdSpv1tQe6H-rUoPggKX9UToYSDXN85mX02IfAQwgH_gm1RwgOlOgri"
    "ufNpnqXp9LC26FbE3-fBnwkIq8mxHtdHGqvjm1mfEv98wHm64wdQpi8CgYAmRUWaz1xanNXFyQ2eC6HHhNsV7Bh3JsNgB-ckfnh1Ml1uI08z6fQU"
    "rFutUUcfF2YsR2DcIvmmbhSlJ7b3UuExdOakcrYyhxO9BH-41HsIGMb3kOo10kcHDV-X1s9dYfg-OVevSm-pB0bxZWgKgVmgs-QefI96MuIb0uRG"
    "devVWQKBgQCOLBKGwPqZezPG2tETKk19oTETowErovaSc8daBo0Cci2Og0wvObyqcy1Lin12fEak_8YMcn_oreAa2DTeS8aYsiiGp1z84jfW7SoQ"
    "SbH33SCA4WpkF7iZOHtB1h6RTEh2GG5uN96hMI6f1txdGUel3DvgdN1ZVwE42kMqlENT1wKBgQDdWJpSXCbUsUkmIxGFeHCXwBnDibVDGYhgCt9M"
    "YE93IL2MffKRcU_c1S6PYlRIOUK9VMnJk8h8LV9kFoAkWJ0G9xahn8xH4cit4YT--uCQKS0V9eUqtdPMGC85zKnHZPxuaQYy1PoDXYfnnPqRaHpE"
    "SL3U1um4_uNQgl-ctUX1eQ";

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refuses");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

EVP_PKEY* read_key(std::string_view text) {
  const std::string der = base64url_decode(text).value();
  const unsigned char* at = bytes_of(der);
  EVP_PKEY* key = d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size()));
  require(key != nullptr);
  return key;
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

SigningKey SigningKey::first(std::string kid) {
  return {std::move(kid), read_key(first_key)};
}

SigningKey SigningKey::second(std::string kid) {
  return {std::move(kid), read_key(second_key)};
}

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
