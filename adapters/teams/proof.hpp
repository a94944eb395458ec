// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Is this really Microsoft's Connector speaking to our bot? In two halves, because the body is not read before the
/// token is proved: the header (signature, issuer, audience, times) and then what the body says about itself
/// (Bot Connector authentication, "Authenticate requests from the Bot Connector service to your bot").
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/http_message.hpp"
#include "adapters/literal.hpp"
#include "adapters/metrics.hpp"
#include "adapters/teams/activity.hpp"
#include "adapters/teams/cloud.hpp"
#include "adapters/teams/key_ring.hpp"
#include "bot/clock.hpp"

namespace meldmaat {

/// What a verified token says.
struct Proven : Admission {
  std::string service_url;                ///< the claim, normalised
  std::vector<std::string> endorsements;  ///< of the key that signed it
  Moment expires;                         ///< exp plus the allowed skew
};

/// A reason code for the log and the figures; never anything of the token.
struct ProofRefusal {
  int status;  ///< 401; 403 for a tenant that is not ours; 503 while there are no keys
  Literal reason;
};

struct ProofSettings {
  std::string app_id;
  std::vector<std::string> tenants;
  TeamsCloud cloud;
};

/// I/O thread only.
class Proof {
 public:
  using Verdict = std::variant<std::shared_ptr<const Proven>, ProofRefusal>;

  /// All outlive this.
  Proof(ProofSettings settings, KeyRing& keys, const Clock& clock, Metrics& metrics);

  /// Steps 1-5: one Authorization header, its structure, key, signature, issuer, audience and times. A token that was
  /// proved is remembered by its SHA-256 until it expires or its key leaves the ring, so that the signature is paid for
  /// once. The headers need not live longer than this call.
  [[nodiscard]] boost::asio::awaitable<Verdict> check(const Headers& headers);

  /// Steps 6-10: channel and endorsement, serviceUrl, tenant, recipient, sender. Nothing: it is ours.
  [[nodiscard]] std::optional<ProofRefusal> bind(const Proven& proven, const Activity& activity) const;

 private:
  struct Memory;
  // The token of the header, or why there is none.
  [[nodiscard]] boost::asio::awaitable<Verdict> prove(std::variant<std::string, Literal> bearer);
  [[nodiscard]] ProofRefusal refuse(int status, Literal reason) const;

  ProofSettings settings_;
  KeyRing& keys_;
  const Clock& clock_;
  Metrics& metrics_;
  std::shared_ptr<Memory> memory_;
};

}  // namespace meldmaat
