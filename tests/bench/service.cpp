// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/service.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/bench/connection.hpp"

namespace meldmaat::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// A port of loopback that nobody has now.
std::uint16_t free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool had = ::bind(descriptor, generic, size) == 0 && ::getsockname(descriptor, generic, &size) == 0;
  ::close(descriptor);
  if (!had) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_person(std::ostream& out, const std::string& id, const std::string& name, const char* team) {
  out << "[[person]]\nid = \"" << id << "\"\nname = \"" << name << "\"\nteam = \"" << team
      << "\"\nchannels = [\"web\"]\n\n";
}

void write_role(std::ostream& out, const char* role, const char* holder) {
  out << "[[role]]\nid = \"" << role << "\"\nholders = [\"" << holder << "\"]\ndeputy = \"vervanger\"\n\n";
}

void write_organisation(const std::filesystem::path& path, std::size_t employees) {
  std::ofstream out(path);
  out << "name = \"Gemeente Meetdorp\"\n\n[numbers]\nself_harm_line = \"113\"\n\n";
  constexpr std::array<std::pair<const char*, const char*>, 7> staff{{{"leidinggevende", "Anouk Strandhof"},
                                                                      {"vervanger", "Jip Zeegat"},
                                                                      {"counsellor", "Fatima Helmgras"},
                                                                      {"coordinator", "Priya Vloedlijn"},
                                                                      {"director", "Marijke Duinvoet"},
                                                                      {"care_team", "Lindiwe Golfslag"},
                                                                      {"watcher", "Eva Getij"}}};
  for (const auto& [id, name] : staff) write_person(out, id, name, "directie");
  for (std::size_t i = 0; i < employees; ++i) {
    write_person(out, employee_id(i), "Medewerker " + std::to_string(i), "publiekshal");
  }
  out << "[[team]]\nid = \"directie\"\nname = \"Directie\"\nmanager = \"director\"\ndeputy = \"vervanger\"\n\n"
         "[[team]]\nid = \"publiekshal\"\nname = \"Publiekshal\"\nmanager = \"leidinggevende\"\ndeputy = "
         "\"vervanger\"\n"
         "parent = \"directie\"\n\n";
  for (const char* role : {"counsellor", "coordinator", "director", "care_team", "watcher"})
    write_role(out, role, role);
  for (const char* role : {"office_counsellor", "jurist", "mandated", "security", "reception", "mayor", "deputy_mayor",
                           "registrar", "public_order", "safety_officer", "integrity_officer", "communication",
                           "information_specialist", "works_council", "privacy_officer", "administrator"}) {
    write_role(out, role, "director");
  }
}

void write_settings(const Town& town) {
  std::ofstream out(town.folder / "meldmaat.toml");
  out << "data = \"" << town.data().string() << "\"\n\n[web]\nport = " << town.web
      << "\norigin = \"http://127.0.0.1:" << town.web << "\"\n\n[metrics]\nport = " << town.ops
      << "\n\n[limits]\nconnections_per_peer = 512\n";
}

bool says_ready(std::uint16_t port) {
  try {
    return Connection(port).ask(Host{port}.get("/readyz")).status == 200;
  } catch (const std::runtime_error&) {
    return false;  // it does not listen yet
  }
}

pid_t spawn(const std::filesystem::path& program, const Town& town) {
  std::array<std::string, 4> words{program.string(), "serve", "--config", town.folder.string()};
  std::array<char*, 5> argv{words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
  const auto output = (town.folder / "output").string();
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t pid = -1;
  const int failed = ::posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  return pid;
}

/// The line of a /proc file that begins with `name`, in MiB.
double mebibytes(const std::string& text, const std::string& name) {
  const auto at = text.find("\n" + name + ":");
  if (at == std::string::npos) return 0;
  constexpr double kibibytes = 1024;
  return std::stod(text.substr(at + name.size() + 2)) / kibibytes;
}

}  // namespace

std::string employee_id(std::size_t number) {
  return "medewerker_" + std::to_string(number);
}

Town make_town(const std::filesystem::path& folder, std::size_t employees) {
  const Town town{folder, free_port(), free_port()};
  std::filesystem::create_directories(town.data());
  write_organisation(folder / "organisation.toml", employees);
  write_settings(town);
  return town;
}

Service::Service(const std::filesystem::path& program, const Town& town) {
  const auto begin = Clock::now();
  constexpr auto patience = std::chrono::seconds{60};
  pid_ = spawn(program, town);
  while (!says_ready(town.ops)) {
    const bool ended = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
    if (ended || Clock::now() - begin > patience) {
      if (!ended) ::kill(pid_, SIGKILL);
      throw std::runtime_error("the program does not get ready: " + whole_file(town.folder / "output"));
    }
    ::poll(nullptr, 0, 1);
  }
  ready_after_ms_ = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

Service::~Service() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

double Service::cpu_seconds() const {
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

Memory Service::memory() const {
  const auto process = "/proc/" + std::to_string(pid_);
  return {mebibytes(whole_file(process + "/status"), "VmRSS"), mebibytes(whole_file(process + "/smaps_rollup"), "Pss")};
}

}  // namespace meldmaat::bench
