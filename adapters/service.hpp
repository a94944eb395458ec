// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The running house: one I/O thread, one storage thread, a listener for each door, three loops. `main` owns the values
/// it works on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/demo_clock.hpp"
#include "adapters/http_server.hpp"
#include "adapters/log.hpp"
#include "adapters/matrix/matrix_service.hpp"
#include "adapters/teams/teams_service.hpp"
#include "adapters/web/web_site.hpp"
#include "bot/clock.hpp"
#include "bot/dialog.hpp"
#include "bot/municipality.hpp"
#include "bot/papers.hpp"
#include "bot/postbox.hpp"
#include "bot/store.hpp"

namespace meldmaat {

/// Outlive the service.
struct ServiceParts {
  Store& store;
  Postbox* postbox;  ///< null: there is none
  const Dialog& dialog;
  const Papers& papers;
  const Municipality& town;
  const Clock& clock;
  Random& random;
  const InvitationBox& invitations;
  Log& log;
  DemoClock* demo_clock;                   ///< null outside the demo
  std::function<bool(Store&)> probe;       ///< see UpkeepParts
  std::function<std::string()> watermark;  ///< see UpkeepParts
  std::function<bool()> clock_is_suspect;  ///< see UpkeepParts
};

struct ServiceSettings {
  HttpServerSettings web;
  HttpServerSettings ops;
  WebSettings site;
  std::optional<TeamsSettings> teams;    ///< nothing: meldmaat is not in Teams
  std::optional<MatrixSettings> matrix;  ///< nothing: meldmaat is not on Matrix
  std::string notify_socket;             ///< of the service manager; empty: none
  /// Overdue reminders wait this long after the start (plan M12).
  std::chrono::milliseconds settle{10'000};
  /// Called once, when both listeners are open: the ports they got.
  std::function<void(std::uint16_t web, std::uint16_t ops)> on_open;
};

/// How a service ended, as exit codes of the process.
enum class ServiceEnd : int {
  asked = 0,    ///< SIGTERM or SIGINT: everything was finished first
  failed = 1,   ///< an address that cannot be had, a loop that died
  broken = 70,  ///< the store is damaged or an fsync failed: restart
};

/// Runs until asked to stop. The calling thread is the I/O thread.
[[nodiscard]] ServiceEnd run_service(const ServiceParts& parts, const ServiceSettings& settings);

}  // namespace meldmaat
