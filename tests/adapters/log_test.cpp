// SPDX-License-Identifier: EUPL-1.2
// Checks the log through pipes: each line is one JSON object whatever a field holds, levels are kept apart, what people
// write cannot be passed at all, and a pipe nobody reads costs lines but no time.
#include "adapters/log.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <vector>

namespace meldmaat {
namespace {

using nlohmann::json;

static_assert(!std::is_constructible_v<LogValue, std::string>);
static_assert(!std::is_constructible_v<LogValue, std::string_view>);
static_assert(!std::is_constructible_v<LogValue, const char*>);
static_assert(!std::is_constructible_v<Literal, std::string>);
static_assert(!std::is_constructible_v<Literal, const char*>);

class Pipe {
 public:
  Pipe() { EXPECT_EQ(::pipe2(ends_, O_CLOEXEC | O_NONBLOCK), 0); }
  ~Pipe() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] int in() const { return ends_[1]; }
  std::string take() {
    std::string all;
    char buffer[4096];
    for (ssize_t size = 0; (size = ::read(ends_[0], buffer, sizeof(buffer))) > 0;) {
      all.append(buffer, static_cast<std::size_t>(size));
    }
    return all;
  }

 private:
  int ends_[2] = {-1, -1};
};

Log log_into(const Pipe& pipe, LogLevel level = LogLevel::info) {
  LogSettings settings;
  settings.level = level;
  settings.file_descriptor = pipe.in();
  return Log(settings, [] { return Moment(Milliseconds(1'795'514'400'123)); });
}

TEST(Log, WritesOneObjectALine) {
  Pipe pipe;
  Log log = log_into(pipe);
  log.info("started", {{"port", 8080}, {"ready", true}, {"took", Milliseconds(12)}, {"share", 0.5}});
  log.warning("slow");
  const std::string text = pipe.take();
  EXPECT_EQ(text,
            "{\"time\":\"2026-11-24T10:00:00.123Z\",\"level\":\"info\",\"event\":\"started\",\"port\":8080,"
            "\"ready\":true,\"took\":12,\"share\":0.500000}\n"
            "{\"time\":\"2026-11-24T10:00:00.123Z\",\"level\":\"warning\",\"event\":\"slow\"}\n");
}

TEST(Log, EscapesWhatAnOperatorChose) {
  Pipe pipe;
  Log log = log_into(pipe);
  const std::string path("a\"b\\c\n\r\x1B[31m\0\x7F\xFF\xC3€", 19);
  log.error("cannot_open", {{"path", OperatorText{path}}});
  const std::string line = pipe.take();
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_EQ(line.find('\x1B'), std::string::npos);
  EXPECT_EQ(json::parse(line).at("path"), std::string("a\"b\\c\n\r\x1B[31m\0\x7F", 14) + "\uFFFD\uFFFD€");
}

TEST(Log, KeepsALineShort) {
  Pipe pipe;
  Log log = log_into(pipe);
  log.info("long", {{"path", OperatorText{std::string(1'000'000, 'x')}}});
  const std::string line = pipe.take();
  EXPECT_LT(line.size(), 1'000U);
  EXPECT_TRUE(json::accept(line));
}

TEST(Log, LeavesOutLowerLevels) {
  Pipe pipe;
  Log log = log_into(pipe, LogLevel::warning);
  log.debug("no");
  log.info("no");
  log.error("yes");
  EXPECT_EQ(json::parse(pipe.take()).at("event"), "yes");
}

TEST(Log, TellsTheKindOfAFaultAndNotItsWords) {
  Pipe pipe;
  Log log = log_into(pipe);
  log.fault("failed", std::runtime_error("Jan Jansen, Dorpsstraat 1"));
  log.fault("failed", boost::system::system_error(boost::asio::error::connection_refused, "to 10.0.0.1"));
  log.fault("failed", std::system_error(std::make_error_code(std::errc::no_space_on_device), "van Jan"));
  const std::string text = pipe.take();
  EXPECT_NE(text.find("\"type\":\"std::runtime_error\"}"), std::string::npos) << text;
  EXPECT_NE(text.find("\"code\":111,\"category\":\"system\"}"), std::string::npos) << text;
  EXPECT_NE(text.find("\"code\":28,\"category\":\"generic\"}"), std::string::npos) << text;
  EXPECT_EQ(text.find("Jan"), std::string::npos);
  EXPECT_EQ(text.find("10.0"), std::string::npos);
}

TEST(Log, DropsLinesWhenNobodyReads) {  // F35
  Pipe pipe;
  Log log = log_into(pipe);
  int written = 0;
  while (log.dropped() == 0) {
    log.info("line", {{"number", written}});
    ++written;
    ASSERT_LT(written, 100'000);
  }
  log.info("line", {{"number", written}});
  EXPECT_EQ(log.dropped(), 2U);
  const std::string before = pipe.take();
  EXPECT_EQ(std::count(before.begin(), before.end(), '\n'), written - 1);
  log.info("again");
  const std::string after = pipe.take();
  const std::size_t second = after.find('\n') + 1;
  EXPECT_EQ(json::parse(after.substr(0, second)).at("event"), "log_lines_dropped");
  EXPECT_EQ(json::parse(after.substr(0, second)).at("count"), 2);
  EXPECT_EQ(json::parse(after.substr(second)).at("event"), "again");
}

TEST(Log, SurvivesAFullDisk) {  // F35
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  LogSettings settings;
  settings.file_descriptor = full;
  Log log(settings, [] { return Moment(); });
  log.info("lost");
  EXPECT_EQ(log.dropped(), 1U);
  ::close(full);
}

}  // namespace
}  // namespace meldmaat
