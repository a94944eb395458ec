// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The loop that rings what falls due. It only waits; the work is Switchboard::ring. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "adapters/switchboard.hpp"
#include "adapters/watchdog.hpp"

namespace meldmaat {

class AlarmClock {
 public:
  /// Waiting is never longer than this: no timer of six weeks, no trust in a clock that may have been set (plan M6).
  static constexpr std::chrono::milliseconds longest_wait{std::chrono::seconds{30}};

  AlarmClock(const boost::asio::any_io_executor& executor, Switchboard& switchboard, Watchdog& watchdog);

  /// Rings until `stop`. \param settle waits this long first, so that "done" messages that queued up at the platforms
  /// while the program was down are taken before anybody is reminded (plan M12).
  [[nodiscard]] boost::asio::awaitable<void> run(std::chrono::milliseconds settle);
  void stop();

 private:
  Switchboard& switchboard_;
  Watchdog& watchdog_;
  boost::asio::steady_timer timer_;
  bool stopped_ = false;
};

}  // namespace meldmaat
