// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The only outgoing door of the house (reliability F24, F26, T1, T2). An address that came from outside may be chosen
/// to steal our token or to reach our own network, so these rules are looked at for every exchange, before anything is
/// sent:
///   - the scheme, name and port are on the list, exactly; a name is never enough because it ends well, except for
///     exchanges without a token;
///   - every address the name has at that moment is public (ip_rules.hpp), and the address looked at is the one
///     connected to; only a server of our own may stand anywhere;
///   - TLS 1.2 or newer, and a certificate of a known authority that bears the name.
/// Redirects are answers like any other. Answers that do not stay within their limits are cut off.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/log.hpp"
#include "adapters/name_lookup.hpp"
#include "adapters/outside.hpp"
#include "adapters/secret.hpp"

namespace meldmaat {

struct HttpsSettings {
  /// Origins that may be called, exactly: "https://name" or "https://name:port". Plain http is understood for this
  /// machine ("http://127.0.0.1:3000", "http://localhost:3000") and for the metadata service of a cloud
  /// ("http://169.254.169.254"), and for nothing else.
  std::vector<std::string> bearer_origins;  ///< also with a bearer token
  std::vector<std::string> open_origins;    ///< only without one
  /// With a bearer too, and wherever they stand: servers that the operator chose, never one that came from outside.
  std::vector<std::string> own_origins;
  /// Every https name below these may be called, without a bearer: ".sharepoint.com".
  std::vector<std::string> open_suffixes;
  std::string ca_file;  ///< PEM; authorities that are trusted besides those of the system. Empty: none.
  /// "http://name:port"; empty: none. It looks the names up itself, so whether the addresses are public is its concern;
  /// plain http never goes through it. Its own address may be private.
  std::string proxy;
  std::string proxy_user;
  Secret proxy_password;
  std::string user_agent;  ///< such as "meldmaat/1.2.3"
};

/// What a test puts in the place of the internet.
struct HttpsSeams {
  HttpsSeams();
  NameLookup look_up;                                                      ///< by default the system's
  std::function<bool(const boost::asio::ip::address& address)> is_public;  ///< by default ip_rules.hpp
  std::chrono::milliseconds idle_round;  ///< idle connections are looked at this often, and closed the third time
};

class HttpsClient final : public Outside {
 public:
  /// Connections are kept for the next exchange with an origin, this many of each, and closed after half a minute. No
  /// fewer than a courier has deliveries under way: reaching a server anew costs more than the exchange itself.
  static constexpr std::size_t most_idle = 64;

  /// `log` outlives this. \throws std::invalid_argument for a setting that is none of the above, std::runtime_error
  /// when the authorities cannot be read
  HttpsClient(const boost::asio::any_io_executor& executor, Log& log, const HttpsSettings& settings,
              HttpsSeams seams = HttpsSeams());
  ~HttpsClient() override;

  /// A kept connection that failed after something was written gives `lost`: nobody knows whether a POST had its
  /// effect, so nothing is sent twice here.
  [[nodiscard]] boost::asio::awaitable<OutsideResult> exchange(OutsideRequest request) override;

  /// Closes what is idle and keeps no connection any more, so that the context can run dry. I/O thread.
  void stop();

  /// Connections that wait for an exchange.
  [[nodiscard]] std::size_t idle() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace meldmaat
