// SPDX-License-Identifier: EUPL-1.2
#include "tests/functional/program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace meldmaat::functional {

namespace {

constexpr std::chrono::milliseconds patience{60'000};

/// Reads lines until one begins with "ready ", and gives that address; everything read so far when the output ends.
std::string read_until_ready(int output, std::string& all) {
  for (;;) {
    std::array<char, 1024> piece{};
    const auto size = ::read(output, piece.data(), piece.size());
    if (size <= 0) throw std::runtime_error("the program did not get ready: " + all);
    all.append(piece.data(), static_cast<std::size_t>(size));
    const auto at = all.find("ready http://");
    const auto end = at == std::string::npos ? at : all.find('\n', at);
    if (end != std::string::npos) return all.substr(at, end - at);
  }
}

constexpr std::string_view beside_output = "-";

struct Child {
  pid_t pid = -1;
  int output = -1;  ///< what it says; its end closes when the child ends
};

/// \param errors where standard error goes: `beside_output`, to this file, or (empty) where the test says things
Child start(const std::vector<std::string>& arguments, const std::string& errors) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<std::string> words{MELDMAAT_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  if (errors == beside_output) {
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  } else if (!errors.empty()) {
    constexpr mode_t own = S_IRUSR | S_IWUSR;
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT | O_APPEND, own);
  }
  Child child{-1, ends[0]};
  const int failed = ::posix_spawn(&child.pid, MELDMAAT_PROGRAM, &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) throw std::runtime_error("the program does not start");
  return child;
}

int wait_for(pid_t pid) {
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

namespace {

/// \param heard is asked after every piece
Ended listen_to(const Child& child, const std::function<void(const std::string&)>& heard) {
  Ended ended;
  std::array<char, 1024> piece{};
  for (auto size = ::read(child.output, piece.data(), piece.size()); size > 0;
       size = ::read(child.output, piece.data(), piece.size())) {
    ended.words.append(piece.data(), static_cast<std::size_t>(size));
    heard(ended.words);
  }
  ::close(child.output);
  ended.code = wait_for(child.pid);
  return ended;
}

}  // namespace

Ended run_to_end(const std::vector<std::string>& arguments) {
  return listen_to(start(arguments, std::string(beside_output)), [](const std::string&) {});
}

Ended run_until(const std::vector<std::string>& arguments, const std::string& words,
                const std::function<void()>& meanwhile) {
  const Child child = start(arguments, std::string(beside_output));
  bool told = false;  // a second time would end it at once, in the middle of its ending
  return listen_to(child, [&](const std::string& said) {
    if (told || said.find(words) == std::string::npos) return;
    told = true;
    if (meanwhile) meanwhile();
    ::kill(child.pid, SIGTERM);
  });
}

void run_and_kill(const std::vector<std::string>& arguments, std::chrono::microseconds moment) {
  const Child child = start(arguments, std::string(beside_output));
  boost::asio::io_context io;
  boost::asio::posix::stream_descriptor output(io, child.output);
  std::array<char, 1024> piece{};
  const std::function<void()> read = [&] {
    output.async_read_some(boost::asio::buffer(piece), [&](boost::system::error_code ended, std::size_t) {
      if (!ended) read();
    });
  };
  read();
  io.run_for(moment);
  ::kill(child.pid, SIGKILL);
  wait_for(child.pid);
}

std::uint16_t free_port() {
  boost::asio::io_context io;
  using boost::asio::ip::tcp;
  return tcp::acceptor(io, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)).local_endpoint().port();
}

Program::Program(const std::vector<std::string>& arguments, const std::filesystem::path& log) {
  const Child child = start(arguments, log.string());
  pid_ = child.pid;
  output_ = child.output;
  std::string all;
  const auto ready = read_until_ready(output_, all);
  port_ = static_cast<std::uint16_t>(std::stoi(ready.substr(ready.rfind(':') + 1)));
}

Program::~Program() {
  if (pid_ > 0) kill();
  ::close(output_);
}

int Program::wait() {
  return wait_for(std::exchange(pid_, -1));
}

void Program::kill() {
  ::kill(pid_, SIGKILL);
  wait();
}

bool Program::crash() {
  ::kill(pid_, SIGABRT);
  int status = 0;
  ::waitpid(std::exchange(pid_, -1), &status, 0);
  return WCOREDUMP(status);
}

int Program::terminate() {
  ::kill(pid_, SIGTERM);
  return wait();
}

Wire::Wire(std::uint16_t port)
    : origin_("http://127.0.0.1:" + std::to_string(port)), client_(io_.get_executor(), "127.0.0.1", port) {}

ClientRequest Wire::request(const std::string& target, const nlohmann::json& body, const std::string& key) const {
  ClientRequest made(Method::post, target, "application/json", body.dump());
  made.headers.add("Origin", origin_);
  if (!key.empty()) made.headers.add("Idempotency-Key", key);
  return made;
}

Answer Wire::exchange(ClientRequest request) {
  return race(std::move(request), patience, [] {});
}

Answer Wire::get(const std::string& target) {
  return exchange(ClientRequest(Method::get, target));
}

Answer Wire::send(ClientRequest request) {
  if (!request.headers.find("Origin")) request.headers.add("Origin", origin_);
  return exchange(std::move(request));
}

Answer Wire::post(const std::string& target, const nlohmann::json& body, const std::string& key) {
  return exchange(request(target, body, key));
}

Answer Wire::post_with_work(const std::string& target, const nlohmann::json& body, const std::string& work) {
  auto made = request(target, body, "");
  made.headers.add("Postbox-Work", work);
  return exchange(std::move(made));
}

Answer Wire::race(ClientRequest request, std::chrono::microseconds moment, const std::function<void()>& interrupt) {
  Answer answer;
  io_.restart();
  boost::asio::steady_timer timer(io_, moment);
  timer.async_wait([&](boost::system::error_code cancelled) {
    if (!cancelled) interrupt();
  });
  const auto told = [&](const std::exception_ptr& failed, const ClientAnswer& came) {
    timer.cancel();
    if (failed) return;
    answer.status = came.status;
    answer.body = nlohmann::json::parse(came.body, nullptr, false);
    answer.text = came.body;
  };
  boost::asio::co_spawn(io_, client_.exchange(std::move(request), patience), told);
  io_.run();
  return answer;
}

}  // namespace meldmaat::functional
