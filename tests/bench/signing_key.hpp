// SPDX-License-Identifier: EUPL-1.2
/// \file
/// An RSA key of 2048 bits that the bench makes for itself: it signs what the Connector would sign, and the certificate
/// of a server that answers to Microsoft's names.
#pragma once

#include <openssl/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace meldmaat::bench {

struct FreeKey {
  void operator()(EVP_PKEY* key) const;
};
struct FreeCertificate {
  void operator()(X509* certificate) const;
};
using Certificate = std::unique_ptr<X509, FreeCertificate>;

class SigningKey {
 public:
  SigningKey();

  /// An RS256 JSON Web Token (RFC 7515) with these claims.
  [[nodiscard]] std::string token(std::string_view key_id, std::string_view claims) const;
  /// The public key's "n" and "e" as members of a JSON Web Key (RFC 7518 §6.3.1).
  [[nodiscard]] std::string public_members() const;
  /// Signed by itself, so that whoever trusts it trusts these names. \param names "DNS:a.example,DNS:b.example"
  [[nodiscard]] Certificate certificate_for(const char* names) const;
  [[nodiscard]] EVP_PKEY* get() const { return key_.get(); }

 private:
  std::unique_ptr<EVP_PKEY, FreeKey> key_;
};

void write_pem(const std::filesystem::path& path, X509* certificate);

}  // namespace meldmaat::bench
