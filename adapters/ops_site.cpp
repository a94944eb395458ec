// SPDX-License-Identifier: EUPL-1.2
#include "adapters/ops_site.hpp"

namespace meldmaat {

std::optional<GateRules> OpsSite::rules_for(std::string_view path) const {
  if (path == "/healthz" || path == "/readyz" || path == "/metrics") return GateRules{};
  return std::nullopt;
}

boost::asio::awaitable<Response> OpsSite::handle(Request request) {
  constexpr std::string_view plain = "text/plain; charset=utf-8";
  if (request.path == "/metrics") co_return Response(200, "text/plain; version=0.0.4", metrics_.text());
  if (request.path == "/healthz") co_return Response(200, plain, "ok\n");
  const bool ready = is_ready_();
  co_return Response(ready ? 200 : 503, plain, ready ? "ready\n" : "not ready\n");
}

}  // namespace meldmaat
