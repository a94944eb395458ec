// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What operators look at, on a listener of its own: /healthz (the process answers), /readyz (it takes reports: 200,
/// else 503) and /metrics. I/O thread only.
#pragma once

#include <functional>

#include "adapters/http_server.hpp"
#include "adapters/metrics.hpp"

namespace meldmaat {

class OpsSite final : public HttpHandler {
 public:
  /// \param metrics outlives this
  /// \param is_ready asked at every /readyz
  OpsSite(const Metrics& metrics, std::function<bool()> is_ready) : metrics_(metrics), is_ready_(std::move(is_ready)) {}

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

 private:
  const Metrics& metrics_;
  std::function<bool()> is_ready_;
};

}  // namespace meldmaat
