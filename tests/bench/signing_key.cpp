// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/signing_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <vector>

namespace meldmaat::bench {

namespace {

void check(bool went_well) {
  if (!went_well) throw std::runtime_error("OpenSSL does not make a key, a signature or a certificate");
}

/// RFC 4648 §5, without padding.
std::string base64url(const unsigned char* bytes, std::size_t size) {
  std::string text(4 * ((size + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  text.erase(std::min(text.find('='), text.size()));
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::string base64url(std::string_view text) {
  return base64url(reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

std::string number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* found = nullptr;
  check(EVP_PKEY_get_bn_param(key, name, &found) == 1);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(found, &BN_free);
  std::vector<unsigned char> bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
  BN_bn2bin(number.get(), bytes.data());
  return base64url(bytes.data(), bytes.size());
}

void extend(X509* certificate, int what, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, &context, what, value), &X509_EXTENSION_free);
  check(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

}  // namespace

void FreeKey::operator()(EVP_PKEY* key) const {
  EVP_PKEY_free(key);
}

void FreeCertificate::operator()(X509* certificate) const {
  X509_free(certificate);
}

SigningKey::SigningKey() : key_(EVP_RSA_gen(2048)) {
  check(key_ != nullptr);
}

std::string SigningKey::token(std::string_view key_id, std::string_view claims) const {
  auto text = base64url(R"({"typ":"JWT","alg":"RS256","kid":")" + std::string(key_id) + R"("})");
  text.append(".").append(base64url(claims));
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  check(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  std::vector<unsigned char> signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
  auto size = signature.size();
  check(EVP_DigestSign(context.get(), signature.data(), &size, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size()) == 1);
  return text.append(".").append(base64url(signature.data(), size));
}

std::string SigningKey::public_members() const {
  return R"("n":")" + number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N) + R"(","e":")" +
         number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E) + '"';
}

Certificate SigningKey::certificate_for(const char* names) const {
  Certificate certificate(X509_new());
  auto* const made = certificate.get();
  check(made != nullptr && X509_set_version(made, X509_VERSION_3) == 1);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  constexpr long hour = 3600;
  X509_gmtime_adj(X509_getm_notBefore(made), -hour);
  X509_gmtime_adj(X509_getm_notAfter(made), 24 * hour);
  auto* const name = X509_get_subject_name(made);
  const auto* const issuer = reinterpret_cast<const unsigned char*>("meldmaat-bench");
  check(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, issuer, -1, -1, 0) == 1);
  check(X509_set_issuer_name(made, name) == 1 && X509_set_pubkey(made, key_.get()) == 1);
  extend(made, NID_basic_constraints, "critical,CA:TRUE");
  extend(made, NID_subject_alt_name, names);
  check(X509_sign(made, key_.get(), EVP_sha256()) != 0);
  return certificate;
}

void write_pem(const std::filesystem::path& path, X509* certificate) {
  const std::unique_ptr<FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "w"), &std::fclose);
  check(file != nullptr && PEM_write_X509(file.get(), certificate) == 1);
}

}  // namespace meldmaat::bench
