// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/teams_service.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/system_clock.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

/// How often the keys are looked at; they are fetched when they are an hour old, or at once while there are none.
constexpr std::chrono::minutes keys_round{5};
constexpr std::chrono::seconds keys_round_without{15};

std::string origin(const std::string& address) {
  const auto url = read_url(address);
  return url ? origin_of(*url) : std::string{};
}

HttpsSettings outside_settings(const TeamsSettings& settings) {
  const auto& cloud = settings.proof.cloud;
  HttpsSettings outside = settings.outside;
  outside.bearer_origins = cloud.connectors;
  outside.open_suffixes = cloud.file_hosts;
  outside.open_origins = {origin(cloud.openid_metadata), origin(cloud.login)};
  if (settings.credential.kind == BotCredential::Kind::managed_identity) {
    outside.open_origins.emplace_back(managed_identity_origin);
  }
  return outside;
}

TeamsChannelSettings channel_settings(const TeamsSettings& settings) {
  return {settings.proof.app_id, settings.proof.tenants.front(), settings.proof.cloud.global_service_url,
          settings.sends_per_second, settings.conversation_gap};
}

}  // namespace

TeamsService::TeamsService(const TeamsServiceParts& parts, const TeamsSettings& settings)
    : parts_(parts),
      outside_(parts.executor, parts.log, outside_settings(settings)),
      keys_(parts.executor, outside_, parts.clock, parts.log, settings.proof.cloud.openid_metadata),
      proof_(settings.proof, keys_, parts.clock, parts.metrics),
      token_(parts.executor, outside_, parts.clock, parts.random, parts.log, settings.credential, settings.proof.cloud),
      channel_({parts.executor, outside_, token_, parts.switchboard.town().texts, parts.clock, parts.log},
               channel_settings(settings)),
      files_(outside_, token_, parts.log),
      site_({parts.executor, parts.switchboard, proof_, channel_, parts.failures, parts.metrics},
            settings.proof.tenants.front()),
      server_(parts.executor, settings.listener, site_, parts.metrics, parts.failures, monotonic_now),
      round_(parts.executor),
      ready_(parts.metrics.gauge("meldmaat_teams_ready", "1 while there are keys to prove what Teams sends")) {}

std::uint16_t TeamsService::start() {
  const auto port = server_.start();
  spawn(parts_.executor, "teams_keys", OnFailure::house_stops, parts_.failures, keep_keys());
  return port;
}

boost::asio::awaitable<void> TeamsService::keep_keys() {
  while (!stopping_) {
    co_await keys_.refresh();
    ready_.set(keys_.ready() ? 1 : 0);
    if (stopping_) break;
    if (keys_.ready()) {
      round_.expires_after(keys_round);
    } else {
      round_.expires_after(keys_round_without);
    }
    boost::system::error_code ignored;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
    co_await round_.async_wait(token);
  }
}

boost::asio::awaitable<std::size_t> TeamsService::stop() {
  stopping_ = true;
  round_.cancel();
  const std::size_t cut = co_await server_.stop();
  co_return cut;
}

void TeamsService::close_outside() {
  outside_.stop();
}

}  // namespace meldmaat
