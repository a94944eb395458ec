// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/client_assertion.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "adapters/base64url.hpp"

namespace meldmaat {

namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// OpenSSL asks a terminal for a password when nobody else gives one.
int no_password(char*, int, int, void*) {
  return -1;
}

Owned<BIO> memory_of(const std::string& text) {
  return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string thumbprint(const X509* certificate, const EVP_MD* digest) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  if (X509_digest(certificate, digest, bytes.data(), &size) != 1) throw std::runtime_error("no thumbprint");
  return base64url_encode(std::string(bytes.begin(), bytes.begin() + size));
}

std::string signature(EVP_PKEY* key, std::string_view text) {
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::string made(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
  std::size_t size = made.size();
  const bool signed_well =
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(made.data()), &size, bytes, text.size()) == 1;
  if (!signed_well) throw std::runtime_error("cannot sign with the certificate's key");
  made.resize(size);
  return made;
}

}  // namespace

struct ClientAssertion::Parts {
  Owned<EVP_PKEY> key;
  std::string header;  // encoded
};

ClientAssertion::ClientAssertion(const std::string& certificate, const Secret& key)
    : parts_(std::make_unique<Parts>()) {
  const Owned<BIO> key_text = memory_of(key.reveal());
  const Owned<BIO> certificate_text = memory_of(certificate);
  parts_->key.reset(PEM_read_bio_PrivateKey(key_text.get(), nullptr, no_password, nullptr));
  const Owned<X509> read(PEM_read_bio_X509(certificate_text.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  if (!parts_->key) throw std::invalid_argument("the certificate's key is no unencrypted private key in PEM");
  if (!read) throw std::invalid_argument("the certificate is not PEM");
  if (EVP_PKEY_get_base_id(parts_->key.get()) != EVP_PKEY_RSA) throw std::invalid_argument("the key is not RSA");
  if (X509_check_private_key(read.get(), parts_->key.get()) != 1) {
    ERR_clear_error();
    throw std::invalid_argument("the key does not belong to the certificate");
  }
  const nlohmann::json header = {{"alg", "RS256"},
                                 {"typ", "JWT"},
                                 {"x5t", thumbprint(read.get(), EVP_sha1())},
                                 {"x5t#S256", thumbprint(read.get(), EVP_sha256())}};
  parts_->header = base64url_encode(header.dump());
}

ClientAssertion::~ClientAssertion() = default;

std::string ClientAssertion::sign(const std::string& app_id, const std::string& audience, Moment now,
                                  const std::string& unique) const {
  const auto seconds = [](Moment moment) {
    return std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
  };
  const nlohmann::json claims = {{"aud", audience},
                                 {"iss", app_id},
                                 {"sub", app_id},
                                 {"jti", unique},
                                 {"iat", seconds(now)},
                                 {"nbf", seconds(now - skew)},
                                 {"exp", seconds(now + lifetime)}};
  const std::string text = parts_->header + "." + base64url_encode(claims.dump());
  return text + "." + base64url_encode(signature(parts_->key.get(), text));
}

}  // namespace meldmaat
