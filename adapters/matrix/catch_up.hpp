// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The second road by which events come. What is pushed comes at once but not surely: a homeserver forgets what it had
/// queued when it stops, and repeats nothing until something new happens (protocol reference §4, §5). So a sync at the
/// start and every half minute brings whatever the pushes missed; the intake takes each event once. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "adapters/bell.hpp"
#include "adapters/log.hpp"
#include "adapters/matrix/homeserver.hpp"
#include "adapters/matrix/intake.hpp"
#include "adapters/metrics.hpp"
#include "adapters/switchboard.hpp"

namespace meldmaat {

/// The answer of GET /sync, as far as it is looked at.
struct SyncAnswer {
  std::string next;                ///< token for the next one
  std::vector<RoomEvent> events;   ///< invitations first, then what was said, room by room
  std::vector<std::string> rooms;  ///< that the bot is in, of those of which there is news
  std::vector<std::string> gaps;   ///< ... of which not everything is here
};
/// \param bot whose invitations count
[[nodiscard]] SyncAnswer read_sync(const nlohmann::json& answer, const std::string& bot, Moment now);

struct CatchUpSettings {
  std::chrono::milliseconds round{30'000};
  std::chrono::milliseconds round_without{5'000};  ///< while the homeserver is not there
};

class CatchUp {
 public:
  /// All outlive this. \param heard called with what was heard, once it is on disk
  CatchUp(const boost::asio::any_io_executor& executor, Switchboard& switchboard, Homeserver& homeserver,
          const MatrixIntake& intake, std::function<void(const Heard&)> heard, Metrics& metrics, Log& log,
          CatchUpSettings settings);

  /// Signs the bot up, asks for what could not be pushed, and then syncs until it is stopped. Call it once.
  [[nodiscard]] boost::asio::awaitable<void> run();
  void ring() { bell_.ring(); }
  /// Syncs at once, unless it is at it.
  void homeserver_is_back() {
    if (resting_) bell_.ring();
  }
  void stop();

 private:
  [[nodiscard]] boost::asio::awaitable<bool> begin();
  [[nodiscard]] boost::asio::awaitable<bool> sync();

  Switchboard& switchboard_;
  Homeserver& homeserver_;
  const MatrixIntake& intake_;
  std::function<void(const Heard&)> heard_;
  Log& log_;
  CatchUpSettings settings_;
  Bell bell_;
  bool begun_ = false;
  bool resting_ = false;
  bool stopped_ = false;
  Gauge& ready_;
  Counter& missed_;
};

}  // namespace meldmaat
