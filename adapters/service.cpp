// SPDX-License-Identifier: EUPL-1.2
#include "adapters/service.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <csignal>
#include <memory>

#include "adapters/alarm_clock.hpp"
#include "adapters/courier.hpp"
#include "adapters/evidence/decoder_process.hpp"
#include "adapters/fetcher.hpp"
#include "adapters/ops_site.hpp"
#include "adapters/spawn.hpp"
#include "adapters/store_thread.hpp"
#include "adapters/switchboard.hpp"
#include "adapters/system_clock.hpp"
#include "adapters/upkeep.hpp"
#include "adapters/watchdog.hpp"
#include "bot/postbox_round.hpp"
#include "bot/removal_round.hpp"

namespace meldmaat {

namespace {

/// For a journal that leaves the machine: storage/audit_anchors.hpp reads it back.
void tell_head(Log& log, const AuditHead& head) {
  log.info("audit_head", {{"lines", head.lines}, {"link", KeyedDigest{head.link}}});
}

/// Everything with a lifetime, in the order of construction; destroyed after the context has run dry.
class Service {
 public:
  Service(const ServiceParts& parts, const ServiceSettings& settings)
      : parts_(parts),
        settings_(settings),
        executor_(context_.get_executor()),
        failures_{parts.log, [this] { stop(ServiceEnd::failed); }},
        store_(parts.store, executor_, store_options()),
        watchers_(executor_),
        switchboard_({store_, parts.dialog, parts.town, parts.clock, watchers_, metrics_, parts.random}),
        watchdog_(settings.notify_socket),
        alarm_clock_(executor_, switchboard_, watchdog_),
        upkeep_(executor_, upkeep_parts()),
        teams_(make_teams()),
        matrix_(make_matrix()),
        courier_(executor_, switchboard_, channels(), parts.random, failures_, metrics_, parts.log),
        decoder_(executor_, metrics_, parts.log, {}),
        fetcher_(executor_, switchboard_, file_sources(), decoder_, parts.random, failures_, metrics_, parts.log,
                 {.most_bytes = settings.site.most_file_bytes}),
        site_({executor_, switchboard_, parts.random, parts.invitations, parts.papers, parts.demo_clock, failures_,
               parts.postbox, decoder_},
              settings.site),
        ops_site_(metrics_, [this] { return upkeep_.store_is_ready(); }),
        web_(executor_, settings.web, site_, metrics_, failures_, monotonic_now),
        ops_(executor_, settings.ops, ops_site_, metrics_, failures_, monotonic_now),
        signals_(executor_, SIGINT, SIGTERM) {
    switchboard_.on_written([this](const Touched& touched) { courier_.ring(touched); });
    switchboard_.on_errands([this] { fetcher_.ring(); });
  }

  ServiceEnd run() {
    const auto web_port = web_.start();
    const auto ops_port = ops_.start();
    if (teams_) {
      const auto port = teams_->start();
      parts_.log.info("teams_open", {{"port", port}});
    }
    if (matrix_) {
      const auto port = matrix_->start();
      parts_.log.info("matrix_open", {{"port", port}});
    }
    spawn(executor_, "courier", OnFailure::house_stops, failures_, courier_.run());
    spawn(executor_, "fetcher", OnFailure::house_stops, failures_, fetcher_.run());
    spawn(executor_, "upkeep", OnFailure::house_stops, failures_, upkeep_.run());
    spawn(executor_, "alarm_clock", OnFailure::house_stops, failures_, alarm_clock_.run(settings_.settle));
    signals_.async_wait([this](boost::system::error_code failed, int) {
      if (!failed) stop(ServiceEnd::asked);
    });
    watchdog_.ready();
    settings_.on_open(web_port, ops_port);
    context_.run();
    store_.stop();
    return end_;
  }

 private:
  StoreThreadOptions store_options() {
    StoreThreadOptions options;
    options.on_broken = [this] { stop(ServiceEnd::broken); };
    return options;
  }

  UpkeepParts upkeep_parts() {
    return {
        .store = store_,
        .clock = parts_.clock,
        .probe = parts_.probe,
        .watermark = parts_.watermark,
        .clock_is_suspect = parts_.clock_is_suspect,
        .postbox_beat = postbox_beat(),
        .remove_old = [this](Store& store) { return look_at_retention(switchboard_.desk(store), parts_.clock.now()); },
        .tell = [this](const Touched& touched) { switchboard_.tell(touched); },
        .tell_audit_head = [this](const AuditHead& head) { tell_head(parts_.log, head); }};
  }

  std::function<void()> postbox_beat() {
    if (parts_.postbox == nullptr) return {};
    return [this] { keep_postbox(*parts_.postbox, parts_.town, parts_.clock.now(), !parts_.clock_is_suspect()); };
  }

  std::unique_ptr<TeamsService> make_teams() {
    if (!settings_.teams) return nullptr;
    const TeamsServiceParts parts{executor_, switchboard_, parts_.clock, parts_.random,
                                  failures_, metrics_,     parts_.log};
    return std::make_unique<TeamsService>(parts, *settings_.teams);
  }

  std::unique_ptr<MatrixService> make_matrix() {
    if (!settings_.matrix) return nullptr;
    const MatrixServiceParts parts{executor_, switchboard_, parts_.clock, failures_, metrics_, parts_.log};
    return std::make_unique<MatrixService>(parts, *settings_.matrix);
  }

  std::vector<Channel*> channels() {
    std::vector<Channel*> all;
    if (teams_) all.push_back(&teams_->channel());
    if (matrix_) all.push_back(&matrix_->channel());
    return all;
  }

  std::vector<FileSource*> file_sources() {
    std::vector<FileSource*> all;
    if (teams_) all.push_back(&teams_->files());
    if (matrix_) all.push_back(&matrix_->files());
    return all;
  }

  void stop(ServiceEnd end) {
    if (stopping_) return;
    stopping_ = true;
    end_ = end;
    parts_.log.info("stopping", {{"exit_code", static_cast<int>(end)}});
    watchdog_.stopping();
    signals_.cancel();
    alarm_clock_.stop();
    upkeep_.stop();
    fetcher_.stop();
    site_.stop();
    // A store that lost an fsync must not be asked anything more: nothing was acknowledged, the restart replays.
    if (end == ServiceEnd::broken) return context_.stop();
    spawn(executor_, "stop", OnFailure::session_ends, failures_, close_doors());
  }

  boost::asio::awaitable<void> close_doors() {
    const auto cut = co_await web_.stop();
    if (teams_) co_await teams_->stop();
    if (matrix_) co_await matrix_->stop();
    co_await ops_.stop();
    // What was said by the last request in hand may still leave; what is not sent by then is sent after the next start.
    co_await courier_.stop();
    if (teams_) teams_->close_outside();
    if (matrix_) matrix_->close_outside();
    parts_.log.info("stopped", {{"sessions_cut", cut}});
  }

  const ServiceParts& parts_;
  const ServiceSettings& settings_;
  boost::asio::io_context context_{1};
  boost::asio::any_io_executor executor_;
  FailureDesk failures_;
  Metrics metrics_;
  StoreThread store_;
  Watchers watchers_;
  Switchboard switchboard_;
  Watchdog watchdog_;
  AlarmClock alarm_clock_;
  Upkeep upkeep_;
  std::unique_ptr<TeamsService> teams_;
  std::unique_ptr<MatrixService> matrix_;
  Courier courier_;
  DecoderProcess decoder_;
  Fetcher fetcher_;
  WebSite site_;
  OpsSite ops_site_;
  HttpServer web_;
  HttpServer ops_;
  boost::asio::signal_set signals_;
  bool stopping_ = false;
  ServiceEnd end_ = ServiceEnd::asked;
};

}  // namespace

ServiceEnd run_service(const ServiceParts& parts, const ServiceSettings& settings) {
  std::unique_ptr<Service> service;
  try {
    service = std::make_unique<Service>(parts, settings);
  } catch (const std::exception& error) {
    // What was sound when the configuration was read, and is not any more.
    parts.log.fault("cannot_start", error);
    return ServiceEnd::failed;
  }
  try {
    return service->run();
  } catch (const boost::system::system_error& error) {
    parts.log.fault("cannot_listen", error);
    return ServiceEnd::failed;
  }
}

}  // namespace meldmaat
