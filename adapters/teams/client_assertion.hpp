// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How a bot proves itself to Microsoft Entra with a certificate instead of a secret: a JWT it signed itself (RFC 7523;
/// Microsoft identity platform, "application authentication certificate credentials").
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/secret.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

class ClientAssertion {
 public:
  /// Entra takes ten minutes at most; clocks that differ a little must not matter.
  static constexpr std::chrono::minutes lifetime{5};
  static constexpr std::chrono::minutes skew{1};

  /// \throws std::invalid_argument when the key or the certificate cannot be read, is no RSA, or they do not belong
  /// together
  ClientAssertion(const std::string& certificate, const Secret& key);
  ~ClientAssertion();
  ClientAssertion(const ClientAssertion&) = delete;
  ClientAssertion& operator=(const ClientAssertion&) = delete;

  /// RS256. \param unique never used before
  [[nodiscard]] std::string sign(const std::string& app_id, const std::string& audience, Moment now,
                                 const std::string& unique) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace meldmaat
