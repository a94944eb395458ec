// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Wakes a coroutine that works in rounds and rests between them. Many rings during a round are one, and none of them
/// is lost. I/O thread only.
///
///     while (!stopped) {
///       bell.begin_round();
///       const auto wait = co_await work();
///       co_await bell.rest(wait);  // not at all when it rang meanwhile
///     }
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace meldmaat {

class Bell {
 public:
  explicit Bell(const boost::asio::any_io_executor& executor) : timer_(executor) {}

  void begin_round() { rang_ = false; }
  void ring() {
    rang_ = true;
    timer_.cancel();
  }
  /// Since the round began.
  [[nodiscard]] bool rang() const { return rang_; }
  /// Until it rings, but no longer than `limit`.
  [[nodiscard]] boost::asio::awaitable<void> rest(std::chrono::milliseconds limit);

 private:
  boost::asio::steady_timer timer_;
  bool rang_ = false;
};

}  // namespace meldmaat
