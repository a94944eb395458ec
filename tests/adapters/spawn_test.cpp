// SPDX-License-Identifier: EUPL-1.2
// Checks what follows when a coroutine ends: nothing, a log line, or the house stops - one coroutine of each kind.
#include "adapters/spawn.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <stdexcept>

namespace meldmaat {
namespace {

boost::asio::awaitable<void> ends_well(bool* ran) {
  *ran = true;
  co_return;
}
boost::asio::awaitable<void> fails() {
  throw std::runtime_error("secret");
  co_return;
}
boost::asio::awaitable<void> is_cancelled() {
  throw boost::system::system_error(boost::asio::error::operation_aborted);
  co_return;
}
boost::asio::awaitable<void> throws_a_number() {
  throw 7;
  co_return;
}

class Spawn : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::pipe(pipe_), 0); }
  void TearDown() override {
    ::close(pipe_[0]);
    ::close(pipe_[1]);
  }

  // Runs one coroutine to its end; returns what was logged.
  std::string logged(OnFailure on_failure, boost::asio::awaitable<void> work) {
    LogSettings settings;
    settings.file_descriptor = pipe_[1];
    Log log(settings, [] { return Moment(); });
    FailureDesk desk{log, [this] { ++stops_; }};
    boost::asio::io_context io(1);
    spawn(io.get_executor(), "test_work", on_failure, desk, std::move(work));
    io.run();
    log.info("end");  // So that there is always something to read.
    char buffer[4096];
    const ssize_t size = ::read(pipe_[0], buffer, sizeof(buffer));
    return std::string(buffer, static_cast<std::size_t>(size));
  }

  int pipe_[2] = {-1, -1};
  int stops_ = 0;
};

TEST_F(Spawn, SaysNothingOfAGoodEnd) {
  bool ran = false;
  EXPECT_EQ(logged(OnFailure::house_stops, ends_well(&ran)).find("coroutine_failed"), std::string::npos);
  EXPECT_TRUE(ran);
  EXPECT_EQ(stops_, 0);
}

TEST_F(Spawn, LogsAFailureByName) {
  const std::string text = logged(OnFailure::session_ends, fails());
  EXPECT_NE(text.find("\"event\":\"coroutine_failed\",\"coroutine\":\"test_work\",\"type\":\"std::runtime_error\""),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("secret"), std::string::npos);
  EXPECT_EQ(stops_, 0);
}

TEST_F(Spawn, StopsTheHouseWhenTheHouseCannotDoWithout) {
  EXPECT_NE(logged(OnFailure::house_stops, fails()).find("coroutine_failed"), std::string::npos);
  EXPECT_NE(logged(OnFailure::house_stops, throws_a_number()).find("coroutine_failed"), std::string::npos);
  EXPECT_EQ(stops_, 2);
}

TEST_F(Spawn, TakesCancellingForAnEnd) {
  EXPECT_EQ(logged(OnFailure::house_stops, is_cancelled()).find("coroutine_failed"), std::string::npos);
  EXPECT_EQ(stops_, 0);
}

}  // namespace
}  // namespace meldmaat
