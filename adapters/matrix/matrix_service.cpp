// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_service.hpp"

#include <utility>

#include "adapters/system_clock.hpp"

namespace meldmaat {

namespace {

HttpsSettings outside_settings(const MatrixSettings& settings) {
  HttpsSettings outside = settings.outside;
  outside.own_origins = {settings.homeserver.address};
  return outside;
}

}  // namespace

MatrixService::MatrixService(const MatrixServiceParts& parts, const MatrixSettings& settings)
    : parts_(parts),
      outside_(parts.executor, parts.log, outside_settings(settings)),
      homeserver_(outside_, parts.clock, settings.homeserver),
      intake_({settings.homeserver.user, settings.servers}),
      rooms_(
          parts.executor, parts.switchboard, homeserver_, intake_, [this](const Heard& heard) { hear(heard); },
          parts.log, settings.rooms),
      catch_up_(
          parts.executor, parts.switchboard, homeserver_, intake_, [this](const Heard& heard) { hear(heard); },
          parts.metrics, parts.log, settings.catch_up),
      channel_(homeserver_, parts.switchboard.town(), parts.log),
      files_(homeserver_, parts.log),
      site_({parts.switchboard, homeserver_, intake_, [this](const Heard& heard) { hear(heard); }, parts.metrics,
             parts.log},
            settings.hs_token),
      server_(parts.executor, settings.listener, site_, parts.metrics, parts.failures, monotonic_now),
      parked_(parts.metrics.counter("meldmaat_matrix_parked_total", "Events that could not be taken at once")) {
  // What it could not push when it went away comes by a sync as soon as it is back.
  homeserver_.on_return([this] { catch_up_.homeserver_is_back(); });
}

void MatrixService::hear(const Heard& heard) {
  parts_.switchboard.note_turns(heard.turns, heard.repeats);
  parts_.switchboard.tell(heard.touched);
  if (heard.parked > 0) {
    parked_.add(heard.parked);
    parts_.log.error("matrix_events_parked", {{"count", heard.parked}});
  }
  if (heard.errands) parts_.switchboard.tell_errands();
  if (heard.rooms) rooms_.ring();
}

std::uint16_t MatrixService::start() {
  const auto port = server_.start();
  spawn(parts_.executor, "matrix_rooms", OnFailure::house_stops, parts_.failures, rooms_.run());
  spawn(parts_.executor, "matrix_catch_up", OnFailure::house_stops, parts_.failures, catch_up_.run());
  return port;
}

void MatrixService::look() {
  rooms_.ring();
  catch_up_.ring();
}

boost::asio::awaitable<std::size_t> MatrixService::stop() {
  rooms_.stop();
  catch_up_.stop();
  const std::size_t cut = co_await server_.stop();
  co_return cut;
}

}  // namespace meldmaat
