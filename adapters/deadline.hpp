// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Every wait has a limit. Boost 1.81 has no cancel_after and its awaitable operators are not safe to use (asio #1348,
/// #1332), so this is ours. Name resolution cannot be cancelled in 1.81: limit what comes after it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace meldmaat {

namespace deadline_detail {

/// Shared by the waiting coroutine and the timer's handler: a timer that fires late finds `done` and touches nothing.
struct Race {
  explicit Race(const boost::asio::any_io_executor& executor) : timer(executor) {}

  boost::asio::steady_timer timer;
  boost::asio::cancellation_signal cancel;
  bool done = false;
  bool late = false;
};

inline void start(const std::shared_ptr<Race>& race, std::chrono::milliseconds limit) {
  race->timer.expires_after(limit);
  race->timer.async_wait([race](boost::system::error_code failed) {
    if (failed || race->done) return;
    race->late = true;
    race->cancel.emit(boost::asio::cancellation_type::terminal);
  });
}

inline void finish(Race& race) {
  race.done = true;
  race.timer.cancel();
}

/// Passes a cancellation of the waiting coroutine on to the work it waits for; taken away when the wait ends.
class Forward {
 public:
  Forward(boost::asio::cancellation_slot outer, const std::shared_ptr<Race>& race) : outer_(outer) {
    if (!outer_.is_connected()) return;
    outer_.assign([race](boost::asio::cancellation_type type) {
      if (!race->done) race->cancel.emit(type);
    });
  }
  ~Forward() {
    if (outer_.is_connected()) outer_.clear();
  }
  Forward(const Forward&) = delete;
  Forward& operator=(const Forward&) = delete;

 private:
  boost::asio::cancellation_slot outer_;
};

}  // namespace deadline_detail

/// What `work` gives, or nothing when `limit` passed first; then `work` was cancelled and has ended. Other exceptions
/// of `work` pass through. `T` needs a default constructor (co_spawn of 1.81).
template <class T>
boost::asio::awaitable<std::optional<T>> with_deadline(boost::asio::awaitable<T> work,
                                                       std::chrono::milliseconds limit) {
  const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
  const boost::asio::cancellation_state outer = co_await boost::asio::this_coro::cancellation_state;
  const auto race = std::make_shared<deadline_detail::Race>(executor);
  const deadline_detail::Forward forward(outer.slot(), race);
  deadline_detail::start(race, limit);
  auto token = boost::asio::bind_cancellation_slot(race->cancel.slot(), boost::asio::use_awaitable);
  std::optional<T> result;
  try {
    result = co_await boost::asio::co_spawn(executor, std::move(work), std::move(token));
  } catch (const boost::system::system_error& error) {
    deadline_detail::finish(*race);
    if (!race->late || error.code() != boost::asio::error::operation_aborted) throw;
    co_return std::nullopt;
  } catch (...) {
    deadline_detail::finish(*race);
    throw;
  }
  deadline_detail::finish(*race);
  co_return result;
}

}  // namespace meldmaat
