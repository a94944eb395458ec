// SPDX-License-Identifier: EUPL-1.2
#include "tests/adapters/test_authority.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace meldmaat {

namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr long day = 24L * 60 * 60;

void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refused to make a certificate");
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return text_of(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return text_of(bio.get());
}

Owned<EVP_PKEY> make_key(bool rsa = false) {
  Owned<EVP_PKEY> key(rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"));
  must(key != nullptr);
  return key;
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
  must(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

// Without an issuer it is signed by itself.
Owned<X509> make_certificate(const std::string& name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key, long until) {
  Owned<X509> certificate(X509_new());
  X509* const made = certificate.get();
  const auto* common_name = reinterpret_cast<const unsigned char*>(name.c_str());
  must(X509_set_version(made, 2) == 1);
  must(ASN1_INTEGER_set(X509_get_serialNumber(made), issuer == nullptr ? 1 : 2) == 1);
  must(X509_gmtime_adj(X509_getm_notBefore(made), -10 * day) != nullptr);
  must(X509_gmtime_adj(X509_getm_notAfter(made), until) != nullptr);
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1);
  must(X509_set_issuer_name(made, X509_get_subject_name(issuer == nullptr ? made : issuer)) == 1);
  must(X509_set_pubkey(made, key) == 1);
  if (name.find(':') == std::string::npos) {
    add_extension(made, NID_basic_constraints, "critical,CA:TRUE");
  } else {
    add_extension(made, NID_subject_alt_name, name);
  }
  must(X509_sign(made, issuer_key, EVP_sha256()) > 0);
  return certificate;
}

}  // namespace

struct TestAuthority::Parts {
  Owned<EVP_PKEY> key = make_key();
  Owned<X509> certificate = make_certificate("Test authority", key.get(), nullptr, key.get(), day);
};

TestAuthority::TestAuthority() : parts_(std::make_unique<Parts>()) {}
TestAuthority::~TestAuthority() = default;

std::string TestAuthority::certificate() const {
  return pem_of(parts_->certificate.get());
}

TestCertificate TestAuthority::issue(const std::string& name, Validity validity) const {
  const Owned<EVP_PKEY> key = make_key();
  const long until = validity == Validity::expired ? -day : day;
  const auto made = make_certificate(name, key.get(), parts_->certificate.get(), parts_->key.get(), until);
  return {pem_of(made.get()), pem_of(key.get())};
}

TestCertificate self_signed(const std::string& name, bool rsa) {
  const Owned<EVP_PKEY> key = make_key(rsa);
  const auto made = make_certificate(name, key.get(), nullptr, key.get(), day);
  return {pem_of(made.get()), pem_of(key.get())};
}

}  // namespace meldmaat
