// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "tests/bench/connection.hpp"
#include "tests/bench/loopback.hpp"

namespace meldmaat::bench {

namespace {

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

pid_t spawn(const Command& command) {
  auto words = command.words;
  auto environment = command.environment;
  for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, command.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
  ::posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t pid = -1;
  const auto argv = pointers_to(words);
  const int failed = ::posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), pointers_to(environment).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + words.front());
  return pid;
}

bool says_ready(const Command& command) {
  try {
    return Connection(command.ready_port).ask(Host{command.ready_port}.get(command.ready_target)).status == 200;
  } catch (const std::runtime_error&) {
    return false;  // it does not listen yet
  }
}

/// The line of a /proc file that begins with `name`, in MiB.
double mebibytes(const std::string& text, const std::string& name) {
  const auto at = text.find("\n" + name + ":");
  if (at == std::string::npos) return 0;
  constexpr double kibibytes = 1024;
  return std::stod(text.substr(at + name.size() + 2)) / kibibytes;
}

}  // namespace

std::uint16_t free_port() {
  const auto listening = listen_on_loopback();
  ::close(listening.descriptor);
  return listening.port;
}

Process::Process(const Command& command, EventLoop& loop) : pid_(-1) {
  const auto begin = Clock::now();
  constexpr auto patience = std::chrono::seconds{60};
  pid_ = spawn(command);
  while (!says_ready(command)) {
    const bool ended = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
    if (ended || Clock::now() - begin > patience) {
      if (!ended) ::kill(pid_, SIGKILL);
      throw std::runtime_error(command.words.front() + " does not get ready: " + whole_file(command.output));
    }
    loop.wait(Clock::now() + std::chrono::milliseconds{1});
  }
  ready_after_ms_ = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

Process::~Process() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

double Process::cpu_seconds() const {
  const auto text = whole_file("/proc/" + std::to_string(pid_) + "/stat");
  // The name of the program, in parentheses, may hold anything; utime and stime are 12th and 13th behind it.
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

Memory Process::memory() const {
  const auto process = "/proc/" + std::to_string(pid_);
  return {mebibytes(whole_file(process + "/status"), "VmRSS"), mebibytes(whole_file(process + "/smaps_rollup"), "Pss")};
}

}  // namespace meldmaat::bench
