// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the homeserver calls: transactions, questions about users and aliases, pings (Matrix spec v1.19, application
/// service API). The token is proved before a body is read. A transaction is answered when everything in it is on disk.
/// I/O thread only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http_server.hpp"
#include "adapters/matrix/homeserver.hpp"
#include "adapters/matrix/intake.hpp"
#include "adapters/metrics.hpp"
#include "adapters/secret.hpp"
#include "adapters/switchboard.hpp"

namespace meldmaat {

/// All outlive the site.
struct MatrixSiteParts {
  Switchboard& switchboard;
  Homeserver& homeserver;
  const MatrixIntake& intake;
  std::function<void(const Heard&)> heard;  ///< called with what was heard, once it is on disk
  Metrics& metrics;
  Log& log;
};

class MatrixSite final : public HttpHandler {
 public:
  /// \param token hs_token: only the homeserver knows it
  MatrixSite(MatrixSiteParts parts, const Secret& token);

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override;
  [[nodiscard]] boost::asio::awaitable<std::optional<Response>> admit(Request& head) override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

 private:
  [[nodiscard]] bool is_homeserver(const Request& head) const;
  [[nodiscard]] boost::asio::awaitable<Response> take_transaction(Request request);
  [[nodiscard]] boost::asio::awaitable<Response> tell_user(std::string user);

  MatrixSiteParts parts_;
  std::string token_digest_;
  Counter& refused_;
  Counter& unreadable_;
};

}  // namespace meldmaat
