// SPDX-License-Identifier: EUPL-1.2
#include "adapters/alarm_clock.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace meldmaat {

AlarmClock::AlarmClock(const boost::asio::any_io_executor& executor, Switchboard& switchboard, Watchdog& watchdog)
    : switchboard_(switchboard), watchdog_(watchdog), timer_(executor) {}

boost::asio::awaitable<void> AlarmClock::run(std::chrono::milliseconds settle) {
  auto wait = settle;
  while (!stopped_) {
    timer_.expires_after(wait);
    boost::system::error_code woken;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, woken);
    co_await timer_.async_wait(token);
    if (stopped_) co_return;
    co_await switchboard_.ring();
    const auto next = co_await switchboard_.next_alarm();
    wait = longest_wait;
    if (next) wait = std::clamp(*next - switchboard_.clock().now(), Milliseconds{0}, longest_wait);
    // Only a store that answered feeds the watchdog: a program that can no longer remind must be restarted.
    watchdog_.feed();
  }
}

void AlarmClock::stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace meldmaat
