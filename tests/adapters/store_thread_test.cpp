// SPDX-License-Identifier: EUPL-1.2
// The storage thread: jobs share a commit, each stands or falls alone, and nobody hears of it before the commit. The
// store is the fake one, whose next commit can be told to fail.
#include "adapters/store_thread.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "tests/fakes/memory_store.hpp"

namespace meldmaat {
namespace {

namespace asio = boost::asio;

const ConversationKey anna{"web", "anna"};
constexpr Moment now{Milliseconds{1}};

Message line(const std::string& text) {
  Message message;
  message.text = text;
  return message;
}

struct StoreThreadTest : testing::Test {
  asio::io_context io;
  fakes::MemoryStore store{{"web"}};
  std::atomic<int> broken{0};
  StoreThread thread{store, io.get_executor(), options()};

  StoreThreadOptions options() {
    StoreThreadOptions chosen;
    chosen.most_waiting = 8;
    chosen.most_in_batch = 3;
    chosen.on_broken = [this] { ++broken; };
    return chosen;
  }

  /// Keeps the storage thread busy until the returned promise is kept, so that jobs pile up behind it.
  std::promise<void> hold() {
    std::promise<void> release;
    std::promise<void> holding;
    auto held = holding.get_future();
    auto wait = [gate = release.get_future().share(), &holding](Store&) {
      holding.set_value();
      gate.wait();
    };
    asio::co_spawn(io, beside_store(thread, std::move(wait)), asio::use_future);
    io.restart();
    io.poll();
    held.wait();
    return release;
  }

  /// Starts a job that hears `text`; its answer is the number of lines then.
  std::future<std::uint64_t> start(const std::string& text) {
    auto work = [text](Store& there) { return there.hear(anna, now, line(text)); };
    auto answer = asio::co_spawn(io, on_store(thread, std::move(work)), asio::use_future);
    io.restart();
    io.poll();
    return answer;
  }

  void run_home() {
    io.restart();
    io.run();
  }
};

TEST_F(StoreThreadTest, GivesTheAnswerToTheCallersThread) {
  std::thread::id ran;
  std::thread::id told;
  const auto caller = [](StoreThread& there, std::thread::id& where_ran,
                         std::thread::id& where_told) -> asio::awaitable<std::string> {
    auto work = [&where_ran](Store& inside) {
      where_ran = std::this_thread::get_id();
      inside.write_note("a", "b");
      return std::string("done");
    };
    auto answer = co_await on_store(there, std::move(work));
    where_told = std::this_thread::get_id();
    co_return answer;
  };
  auto answer = asio::co_spawn(io, caller(thread, ran, told), asio::use_future);
  run_home();
  EXPECT_EQ(answer.get(), "done");
  EXPECT_EQ(told, std::this_thread::get_id());
  EXPECT_NE(ran, told);
  EXPECT_EQ(store.note("a"), "b");
}

TEST_F(StoreThreadTest, TakesWhatWaitsInOneBatchUpToItsBound) {
  std::vector<std::future<std::uint64_t>> answers;
  auto release = hold();
  for (int i = 0; i < 5; ++i) answers.push_back(start("x"));
  EXPECT_EQ(thread.waiting(), 6U);
  // Three share the first commit and fail with it; the other two are in the next one.
  store.fail_next_commit();
  release.set_value();
  run_home();
  for (int i = 0; i < 3; ++i) EXPECT_THROW(answers[static_cast<std::size_t>(i)].get(), StoreBusy);
  EXPECT_EQ(answers[3].get(), 1U);
  EXPECT_EQ(answers[4].get(), 2U);
  EXPECT_EQ(store.last_sequence(anna), 2U);
  EXPECT_EQ(thread.waiting(), 0U);
}

TEST_F(StoreThreadTest, UndoesAJobThatFailsAndLetsTheOthersStand) {
  auto release = hold();
  auto before = start("een");
  auto fails = [](Store& there) -> std::uint64_t {
    there.hear(anna, now, line("half"));
    throw std::runtime_error("no");
  };
  auto failing = asio::co_spawn(io, on_store(thread, std::move(fails)), asio::use_future);
  auto after = start("twee");
  release.set_value();
  run_home();
  EXPECT_EQ(before.get(), 1U);
  EXPECT_THROW(failing.get(), std::runtime_error);
  EXPECT_EQ(after.get(), 2U);
  EXPECT_EQ(store.transcript(anna, 0, 9).back().message.text, "twee");
}

TEST_F(StoreThreadTest, RefusesWhenTooMuchWaitsAndTakesAgainLater) {
  auto release = hold();
  std::vector<std::future<std::uint64_t>> answers;
  for (int i = 0; i < 9; ++i) answers.push_back(start("x"));
  EXPECT_EQ(thread.waiting(), 8U);
  release.set_value();
  run_home();
  std::size_t refused = 0;
  for (auto& answer : answers) {
    try {
      answer.get();
    } catch (const StoreBusy&) {
      ++refused;
    }
  }
  EXPECT_EQ(refused, 2U);
  EXPECT_EQ(store.last_sequence(anna), 7U);
  auto later = start("later");
  run_home();
  EXPECT_EQ(later.get(), 8U);
}

TEST_F(StoreThreadTest, ReadsBetweenBatches) {
  auto release = hold();
  auto written = start("x");
  auto read = [](Store& there) {
    EXPECT_THROW(there.write_note("a", "b"), std::logic_error) << "there is no batch";
    return there.last_sequence(anna);
  };
  auto seen = asio::co_spawn(io, beside_store(thread, std::move(read)), asio::use_future);
  io.poll();
  release.set_value();
  run_home();
  EXPECT_EQ(written.get(), 1U);
  EXPECT_EQ(seen.get(), 0U) << "reading goes first and sees only what is committed";
}

TEST_F(StoreThreadTest, SaysOnceThatTheStoreIsBroken) {
  auto breaks = [](Store&) -> int { throw StoreBroken("bad"); };
  auto first = asio::co_spawn(io, on_store(thread, breaks), asio::use_future);
  auto second = asio::co_spawn(io, beside_store(thread, breaks), asio::use_future);
  run_home();
  EXPECT_THROW(first.get(), StoreBroken);
  EXPECT_THROW(second.get(), StoreBroken);
  run_home();
  EXPECT_EQ(broken, 1);
}

TEST_F(StoreThreadTest, RunsForAThreadThatWaits) {
  thread.run([](Store& there) { there.hear(anna, now, line("x")); });
  EXPECT_EQ(thread.run([](Store& there) { return there.last_sequence(anna); }), 1U);
  EXPECT_THROW(thread.run([](Store&) { throw std::runtime_error("no"); }), std::runtime_error);
  store.fail_next_commit();
  EXPECT_THROW(thread.run([](Store& there) { there.hear(anna, now, line("y")); }), StoreBusy);
}

TEST_F(StoreThreadTest, FinishesWhatWaitsBeforeItStopsAndTakesNothingAfter) {
  auto release = hold();
  auto waiting = start("x");
  release.set_value();
  thread.stop();
  EXPECT_EQ(store.last_sequence(anna), 1U);
  auto late = start("y");
  run_home();
  EXPECT_EQ(waiting.get(), 1U);
  EXPECT_THROW(late.get(), StoreBusy);
  EXPECT_EQ(store.last_sequence(anna), 1U);
}

TEST_F(StoreThreadTest, TellsNobodyBeforeTheCommitUnderLoad) {
  constexpr std::uint64_t each = 60;
  constexpr int callers = 6;
  const auto talk = [](StoreThread& there) -> asio::awaitable<std::uint64_t> {
    std::uint64_t heard = 0;
    for (std::uint64_t i = 0; i < each; ++i) {
      auto work = [](Store& inside) { return inside.hear(anna, now, line("x")); };
      const auto sequence = co_await on_store(there, std::move(work));
      auto ask = [sequence](Store& inside) { return inside.last_sequence(anna) >= sequence; };
      const bool on_disk = co_await beside_store(there, std::move(ask));
      if (on_disk) ++heard;
    }
    co_return heard;
  };
  std::vector<std::future<std::uint64_t>> answers;
  for (int i = 0; i < callers; ++i) answers.push_back(asio::co_spawn(io, talk(thread), asio::use_future));
  run_home();
  for (auto& answer : answers) EXPECT_EQ(answer.get(), each);
  thread.stop();
  EXPECT_EQ(store.last_sequence(anna), each * callers);
}

}  // namespace
}  // namespace meldmaat
