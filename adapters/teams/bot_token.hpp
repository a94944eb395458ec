// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The token with which the bot speaks to the Connector: OAuth 2.0 client credentials at Microsoft Entra.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/log.hpp"
#include "adapters/outside.hpp"
#include "adapters/secret.hpp"
#include "adapters/teams/cloud.hpp"
#include "bot/clock.hpp"

namespace meldmaat {

/// Where a virtual machine of Azure gets tokens for its managed identity; must be among the origins that may be called
/// when that is the credential.
inline constexpr std::string_view managed_identity_origin = "http://169.254.169.254";

/// Exactly one of the three, best first.
struct BotCredential {
  enum class Kind : std::uint8_t { managed_identity, certificate, secret };
  BotCredential() = default;
  Kind kind = Kind::secret;
  std::string app_id;
  std::string tenant;
  Secret secret;  ///< client secret
  /// The client secret as it is now, for it may be replaced; asked before every request. Empty: it is as it was.
  std::function<Secret()> secret_now;
  Secret certificate_key;   ///< private key, PEM
  std::string certificate;  ///< PEM
};

class BotToken {
 public:
  /// All outlive this. \throws std::invalid_argument when the certificate or its key cannot be used
  BotToken(const boost::asio::any_io_executor& executor, Outside& outside, const Clock& clock, Random& random, Log& log,
           BotCredential credential, TeamsCloud cloud);
  ~BotToken();
  BotToken(const BotToken&) = delete;
  BotToken& operator=(const BotToken&) = delete;

  /// A token that is valid for a while, or an empty text: none can be had now. Cached until five minutes before its
  /// end; many who wait cause one request; a valid one is kept when renewing fails; after a failure a pause before the
  /// next try (at most one request a minute).
  [[nodiscard]] boost::asio::awaitable<std::string> get();

  /// The Connector said 401 to this one: forget it, unless another took its place already.
  void drop(const std::string& token);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace meldmaat
