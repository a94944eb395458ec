// SPDX-License-Identifier: EUPL-1.2
// Checks the proof by certificate as a stranger would: header, claims and signature are read with OpenSSL from what was
// made.
#include "adapters/teams/client_assertion.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "adapters/base64url.hpp"
#include "tests/adapters/test_authority.hpp"

namespace meldmaat {
namespace {

struct Assertion {
  std::string text;  // what was signed
  std::string signature;
  nlohmann::json header;
  nlohmann::json claims;
};

Assertion read_assertion(const std::string& jwt) {
  const std::size_t first = jwt.find('.');
  const std::size_t last = jwt.rfind('.');
  const auto decoded = [](const std::string& text) { return base64url_decode(text).value_or("null"); };
  return {jwt.substr(0, last), decoded(jwt.substr(last + 1)), nlohmann::json::parse(decoded(jwt.substr(0, first))),
          nlohmann::json::parse(decoded(jwt.substr(first + 1, last - first - 1)))};
}

struct ReadCertificate {
  explicit ReadCertificate(const std::string& pem) {
    BIO* const bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
  }
  ~ReadCertificate() { X509_free(certificate); }
  ReadCertificate(const ReadCertificate&) = delete;
  ReadCertificate& operator=(const ReadCertificate&) = delete;

  [[nodiscard]] std::string thumbprint(const EVP_MD* digest) const {
    std::string bytes(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    X509_digest(certificate, digest, reinterpret_cast<unsigned char*>(bytes.data()), &size);
    return base64url_encode(bytes.substr(0, size));
  }
  [[nodiscard]] bool has_signed(const Assertion& assertion) const {
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    const auto* signature = reinterpret_cast<const unsigned char*>(assertion.signature.data());
    const auto* text = reinterpret_cast<const unsigned char*>(assertion.text.data());
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, X509_get0_pubkey(certificate));
    const int verified = EVP_DigestVerify(context, signature, assertion.signature.size(), text, assertion.text.size());
    EVP_MD_CTX_free(context);
    return verified == 1;
  }

  X509* certificate;
};

TEST(ClientAssertion, IsWhatEntraExpects) {
  const TestCertificate made = self_signed("DNS:bot.test", true);
  const ReadCertificate certificate(made.certificate);
  const ClientAssertion assertion(made.certificate, Secret(made.key));
  const std::int64_t now = 1'795'000'000;
  const Moment moment{std::chrono::seconds(now) + Milliseconds(999)};
  const Assertion read = read_assertion(assertion.sign("app-1", "https://login.test/token", moment, "once"));
  EXPECT_TRUE(certificate.has_signed(read));
  EXPECT_EQ(read.header, (nlohmann::json{{"alg", "RS256"},
                                         {"typ", "JWT"},
                                         {"x5t", certificate.thumbprint(EVP_sha1())},
                                         {"x5t#S256", certificate.thumbprint(EVP_sha256())}}));
  EXPECT_EQ(read.claims, (nlohmann::json{{"aud", "https://login.test/token"},
                                         {"iss", "app-1"},
                                         {"sub", "app-1"},
                                         {"jti", "once"},
                                         {"iat", now},
                                         {"nbf", now - 60},
                                         {"exp", now + 300}}));
  Assertion forged = read;
  forged.text.back() = forged.text.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(certificate.has_signed(forged));
}

TEST(ClientAssertion, RefusesWhatCannotWork) {
  const TestCertificate rsa = self_signed("DNS:bot.test", true);
  const TestCertificate other = self_signed("DNS:bot.test", true);
  const TestCertificate curve = self_signed("DNS:bot.test");
  const std::vector<std::pair<std::string, std::string>> rows = {{rsa.certificate, other.key},
                                                                 {rsa.certificate, "no key"},
                                                                 {"no certificate", rsa.key},
                                                                 {"", ""},
                                                                 {curve.certificate, curve.key}};
  for (const auto& [certificate, key] : rows) {
    EXPECT_THROW(ClientAssertion(certificate, Secret(key)), std::invalid_argument);
  }
}

}  // namespace
}  // namespace meldmaat
