// SPDX-License-Identifier: EUPL-1.2
// A certificate authority that lives as long as a test, so that TLS is tested with real certificates and nothing has to
// be renewed.
#pragma once

#include <memory>
#include <string>

namespace meldmaat {

/// Both in PEM.
struct TestCertificate {
  std::string certificate;
  std::string key;
};

class TestAuthority {
 public:
  enum class Validity { now, expired };

  TestAuthority();
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  [[nodiscard]] std::string certificate() const;

  /// For a server. \param name as in subjectAltName: "DNS:smba.test", "IP:127.0.0.1"
  [[nodiscard]] TestCertificate issue(const std::string& name, Validity validity = Validity::now) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Signed by itself. \param rsa an RSA key of 2048 bits, else an elliptic curve (quicker to make)
[[nodiscard]] TestCertificate self_signed(const std::string& name, bool rsa = false);

}  // namespace meldmaat
