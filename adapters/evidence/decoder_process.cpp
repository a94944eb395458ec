// SPDX-License-Identifier: EUPL-1.2
#include "adapters/evidence/decoder_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

#include "adapters/deadline.hpp"
#include "adapters/evidence/decode.hpp"
#include "adapters/file_kind.hpp"

namespace meldmaat {

using boost::asio::awaitable;

/// A decoder that was started, and both ends of what is said with it. Killed at the latest when it goes out of scope.
class DecoderProcess::Child {
 public:
  Child(const boost::asio::any_io_executor& executor, const std::string& program) : to(executor), from(executor) {
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    if (::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0) start(program, in[0], out[1]);
    for (const int theirs : {in[0], out[1]}) {
      if (theirs >= 0) ::close(theirs);
    }
    if (in[1] >= 0) to.assign(in[1]);
    if (out[0] >= 0) from.assign(out[0]);
  }
  ~Child() { end(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  [[nodiscard]] bool started() const { return pid_ > 0; }

  /// \return its exit code; nothing: it did not come to one
  std::optional<int> end() {
    if (pid_ <= 0) return std::nullopt;
    // One that closed its output has its exit code already, or stays on purpose.
    ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
    pid_ = -1;
    if (!WIFEXITED(status)) return std::nullopt;
    return WEXITSTATUS(status);
  }

  boost::asio::posix::stream_descriptor to;
  boost::asio::posix::stream_descriptor from;

 private:
  void start(const std::string& program, int in, int out) {
    std::string name = "meldmaat";
    std::string command = "decode";
    const std::array<char*, 3> arguments{name.data(), command.data(), nullptr};
    const std::array<char*, 1> no_environment{nullptr};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    // What a library has to say about a file is about a file.
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    if (::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), no_environment.data()) != 0)
      pid_ = -1;
    ::posix_spawn_file_actions_destroy(&actions);
  }

  pid_t pid_ = -1;
};

namespace {

Counter& counted(Metrics& metrics, Literal result) {
  return metrics.counter("meldmaat_copies_total", "Files that were opened to make a copy for readers",
                         {{"result", result}});
}

bool has_copy(std::string_view bytes) {
  const auto kind = file_kind(bytes);
  return !kind || has_reader_copy(kind->media_type);
}

}  // namespace

DecoderProcess::DecoderProcess(const boost::asio::any_io_executor& executor, Metrics& metrics, Log& log,
                               DecoderSettings settings)
    : executor_(executor),
      log_(log),
      settings_(std::move(settings)),
      place_is_free_(executor),
      made_(counted(metrics, "made")),
      no_copy_(counted(metrics, "no_copy")),
      broken_(counted(metrics, "broken")),
      later_(counted(metrics, "later")) {}

awaitable<ReaderCopy> DecoderProcess::copy(std::string bytes) {
  if (!has_copy(bytes)) co_return ReaderCopy(ReaderCopy::Kind::no_copy, {});
  while (under_way_) {
    place_is_free_.expires_at(boost::asio::steady_timer::time_point::max());
    boost::system::error_code ignored;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
    co_await place_is_free_.async_wait(token);
  }
  under_way_ = true;
  ReaderCopy made;
  try {
    made = co_await decode(std::move(bytes));
  } catch (...) {
    free_place();
    throw;
  }
  free_place();
  co_return made;
}

void DecoderProcess::free_place() {
  under_way_ = false;
  place_is_free_.cancel();
}

awaitable<ReaderCopy> DecoderProcess::decode(std::string bytes) {
  Child child(executor_, settings_.program);
  std::optional<std::string> came;
  if (child.started()) came = co_await with_deadline(exchange(child, std::move(bytes)), settings_.patience);
  const auto code = child.end();
  if (came && code == static_cast<int>(DecodeEnd::made) && came->size() < settings_.most_copy_bytes) {
    made_.add();
    co_return ReaderCopy(ReaderCopy::Kind::made, std::move(*came));
  }
  if (came && code == static_cast<int>(DecodeEnd::no_copy)) {
    no_copy_.add();
    co_return ReaderCopy(ReaderCopy::Kind::no_copy, {});
  }
  const bool ended_by_a_limit = came && !code;
  if (ended_by_a_limit || code == static_cast<int>(DecodeEnd::broken)) {
    broken_.add();
    co_return ReaderCopy(ReaderCopy::Kind::broken, {});
  }
  later_.add();
  log_.warning("file_not_decoded", {{"exit_code", code.value_or(-1)}});
  co_return ReaderCopy();
}

awaitable<std::string> DecoderProcess::exchange(Child& child, std::string bytes) const {
  boost::system::error_code ended_early;  // Its exit code says why.
  auto written = boost::asio::redirect_error(boost::asio::use_awaitable, ended_early);
  co_await boost::asio::async_write(child.to, boost::asio::buffer(bytes), written);
  child.to.close();
  std::string came;
  boost::system::error_code at_end;
  auto read = boost::asio::redirect_error(boost::asio::use_awaitable, at_end);
  co_await boost::asio::async_read(child.from, boost::asio::dynamic_buffer(came, settings_.most_copy_bytes), read);
  if (at_end == boost::asio::error::operation_aborted) throw boost::system::system_error(at_end);
  co_return came;
}

}  // namespace meldmaat
