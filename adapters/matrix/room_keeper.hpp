// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Does in the rooms what the intake wrote down: comes in, sees who is there, reads what was missed, explains, leaves.
/// One room at a time; what does not work is tried again after a pause, also after a restart. I/O thread only.
///
///     room ── one store job ── calls of the homeserver ── one store job
///             what is to be done                          what became of it, and what was said there
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/bell.hpp"
#include "adapters/log.hpp"
#include "adapters/matrix/homeserver.hpp"
#include "adapters/matrix/intake.hpp"
#include "adapters/switchboard.hpp"

namespace meldmaat {

struct RoomKeeperSettings {
  std::chrono::milliseconds longest_wait{30'000};
  std::chrono::milliseconds wait_when_busy{1'000};  ///< the store took nothing
  std::chrono::milliseconds between_rooms{1'000};   ///< from entering one to entering the next: a storm is no flood
};

class RoomKeeper {
 public:
  /// All outlive this. \param heard called with what was heard in a room, once it is on disk
  RoomKeeper(const boost::asio::any_io_executor& executor, Switchboard& switchboard, Homeserver& homeserver,
             const MatrixIntake& intake, std::function<void(const Heard&)> heard, Log& log,
             RoomKeeperSettings settings);

  /// Keeps until it is stopped. Call it once.
  [[nodiscard]] boost::asio::awaitable<void> run();
  /// Something may be to be done in a room.
  void ring() { bell_.ring(); }
  void stop();

 private:
  struct Next {
    std::optional<MatrixRoom> room;
    std::optional<Moment> later;
  };
  /// What is found in a room that the bot came into.
  struct Company {
    bool alone = false;
    bool crowd = false;
    bool encrypted = false;
  };

  [[nodiscard]] boost::asio::awaitable<std::chrono::milliseconds> cycle();
  [[nodiscard]] boost::asio::awaitable<void> work(MatrixRoom room);
  [[nodiscard]] boost::asio::awaitable<void> enter(MatrixRoom room);
  [[nodiscard]] boost::asio::awaitable<void> read_back(MatrixRoom room);
  [[nodiscard]] boost::asio::awaitable<void> explain(MatrixRoom room);
  [[nodiscard]] boost::asio::awaitable<void> step_out(MatrixRoom room);
  [[nodiscard]] boost::asio::awaitable<void> leave(MatrixRoom room, std::string reason);
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> notice(std::string room, std::string once, std::string text);

  [[nodiscard]] boost::asio::awaitable<void> fail(MatrixRoom room, HomeserverAnswer answer);
  [[nodiscard]] boost::asio::awaitable<void> settle_company(MatrixRoom room, Company company);
  [[nodiscard]] boost::asio::awaitable<void> settle(MatrixRoom room, std::function<void(MatrixRoom&)> change);
  [[nodiscard]] boost::asio::awaitable<void> go_on_elsewhere(MatrixRoom room);
  [[nodiscard]] std::string say(const MatrixRoom& room, std::string_view text) const;

  Switchboard& switchboard_;
  Homeserver& homeserver_;
  const MatrixIntake& intake_;
  std::function<void(const Heard&)> heard_;
  Log& log_;
  RoomKeeperSettings settings_;
  Bell bell_;
  std::chrono::nanoseconds enter_from_{0};  ///< of the monotonic clock
  bool stopped_ = false;
};

}  // namespace meldmaat
