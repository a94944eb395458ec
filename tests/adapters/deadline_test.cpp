// SPDX-License-Identifier: EUPL-1.2
// Checks that a wait ends at its limit and not before: work that is done, late, failing, cancelled from outside, one
// deadline inside another, and two thousand races between work and limit.
#include "adapters/deadline.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <stdexcept>
#include <string>

namespace meldmaat {
namespace {

using boost::asio::awaitable;
using boost::asio::use_awaitable;
using std::chrono::hours;
using std::chrono::milliseconds;

awaitable<std::string> wait_then_say(milliseconds wait, std::string word) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  timer.expires_after(wait);
  co_await timer.async_wait(use_awaitable);
  co_return word;
}

awaitable<std::string> fail_at_once() {
  throw std::runtime_error("on purpose");
  co_return std::string();
}

awaitable<std::string> inner_then_outer() {
  const std::optional<std::string> inner = co_await with_deadline(wait_then_say(hours(1), "never"), hours(1));
  co_return inner.value_or("inner ran out");
}

template <class T>
T run(awaitable<T> work) {
  boost::asio::io_context io(1);
  std::optional<T> result;
  std::exception_ptr thrown;
  boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr failure, T value) {
    thrown = std::move(failure);
    result = std::move(value);
  });
  io.run();
  if (thrown) std::rethrow_exception(thrown);
  return *result;
}

TEST(Deadline, GivesTheResultInTime) {
  EXPECT_EQ(run(with_deadline(wait_then_say(milliseconds(0), "done"), hours(1))), "done");
}

TEST(Deadline, GivesNothingWhenLate) {
  EXPECT_EQ(run(with_deadline(wait_then_say(hours(1), "never"), milliseconds(1))), std::nullopt);
}

TEST(Deadline, LetsFailuresThrough) {
  EXPECT_THROW((void)run(with_deadline(fail_at_once(), hours(1))), std::runtime_error);
}

TEST(Deadline, ReachesThroughAnInnerDeadline) {
  EXPECT_EQ(run(with_deadline(inner_then_outer(), milliseconds(1))), std::nullopt);
}

awaitable<int> race_many() {
  int in_time = 0;
  for (int number = 0; number < 2'000; ++number) {
    const milliseconds wait(number % 2);
    const milliseconds limit(number / 2 % 2);
    const std::optional<std::string> result = co_await with_deadline(wait_then_say(wait, "x"), limit);
    if (result) ++in_time;
  }
  co_return in_time;
}

TEST(Deadline, SurvivesRaces) {
  const int in_time = run(race_many());
  EXPECT_GT(in_time, 0);
  EXPECT_LT(in_time, 2'000);
}

}  // namespace
}  // namespace meldmaat
