// SPDX-License-Identifier: EUPL-1.2
/// \file
/// meldmaat's own load generator: meldmaat-bench [--program PATH] [--rounds N] [--json].
///
/// It starts the real program as `meldmaat serve` on loopback with a municipality of 64 employees, each signed in over
/// a one-time link and in the middle of a report, and speaks the public HTTP interface (docs/openapi.yaml). `serve` and
/// not `demo`, because the demo has 29 people and asks nobody who they are: here each of the 64 connections is a
/// conversation of its own and each request pays for its session. The links are put where `meldmaat invite` puts them.
///
/// A turn is one POST .../messages, acknowledged after its commit was synced to disk: see employee.cpp for what is
/// said. Each answer is checked. Each round measures the machine's ceilings, then the program, so that ratios hold on a
/// noisy machine. docs/benchmark.md explains the figures.
#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/employee.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/service.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr auto ceiling_lasts = std::chrono::seconds{1};
constexpr auto closed_lasts = std::chrono::seconds{4};
constexpr auto alone_lasts = std::chrono::seconds{2};
constexpr auto open_lasts = std::chrono::seconds{10};
constexpr double arrivals_a_second = 200;
constexpr int starts = 5;

struct Options {
  std::filesystem::path program;
  int rounds = 3;
  bool json = false;
};

/// How often a second a page of a file that has its size can be made durable: what one commit must wait for.
double syncs_a_second(const std::filesystem::path& folder) {
  constexpr std::size_t page = 4096;
  constexpr std::size_t pages = 1024;
  const std::string bytes(page, 'x');
  const int file = ::open((folder / "sync").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  for (std::size_t i = 0; i < pages; ++i)
    static_cast<void>(::pwrite(file, bytes.data(), page, static_cast<off_t>(i * page)));
  ::fsync(file);
  std::size_t count = 0;
  const auto begin = Clock::now();
  while (Clock::now() < begin + ceiling_lasts) {
    static_cast<void>(::pwrite(file, bytes.data(), page, static_cast<off_t>(count++ % pages * page)));
    ::fdatasync(file);
  }
  const auto seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  ::close(file);
  return static_cast<double>(count) / seconds;
}

/// Asks the listener for operators whether the program lives: a request and an answer with nothing behind them.
class Asker final : public Caller {
 public:
  explicit Asker(std::uint16_t port) : request_(Host{port}.get("/healthz")) {}
  [[nodiscard]] std::string_view next_request() override { return request_; }
  void hear(const Answer& answer) override {
    if (answer.status != 200) throw std::runtime_error("/healthz: status " + std::to_string(answer.status));
  }

 private:
  std::string request_;
};

template <class Person>
std::vector<Caller*> all_of(const std::vector<std::unique_ptr<Person>>& people) {
  std::vector<Caller*> callers;
  for (const auto& person : people) callers.push_back(person.get());
  return callers;
}

void append(std::vector<double>& to, const std::vector<double>& values) {
  to.insert(to.end(), values.begin(), values.end());
}

class Bench {
 public:
  explicit Bench(const Options& options) : options_(options), town_(make_town(folder_ / "town", connections)) {}

  Results run() {
    measure_starts();
    start();
    results_.idle_mib = service_->memory().resident;
    for (std::size_t i = 0; i < connections; ++i) {
      employees_.push_back(std::make_unique<Employee>(town_.web, town_.data(), employee_id(i), lines_of_step_));
      if (i < ops_connections) askers_.push_back(std::make_unique<Asker>(town_.ops));
    }
    for (int round = 1; round <= options_.rounds; ++round) {
      std::fprintf(stderr, "round %d of %d\n", round, options_.rounds);
      measure_ceilings();
      measure_full_load();
      measure_alone();
      measure_arrivals();
    }
    for (int i = 0; i < starts; ++i) results_.restart.push_back(start());
    results_.database_mib =
        static_cast<double>(std::filesystem::file_size(town_.data() / "meldmaat.db")) / (1024 * 1024);
    return results_;
  }

 private:
  /// What the listener for operators takes from one address.
  static constexpr std::size_t ops_connections = 32;

  double start() {
    service_.reset();
    service_.emplace(options_.program, town_);
    return service_->ready_after_ms();
  }

  void measure_starts() {
    for (int i = 0; i < starts; ++i) {
      const Town fresh = make_town(folder_ / ("start_" + std::to_string(i)), connections);
      const Service service(options_.program, fresh);
      results_.first_start.push_back(service.ready_after_ms());
    }
  }

  void measure_ceilings() {
    results_.syncs.push_back(syncs_a_second(folder_.path()));
    append(results_.bare, closed_loop(town_.ops, all_of(askers_), ceiling_lasts).per_second());
  }

  void measure_full_load() {
    const double before = service_->cpu_seconds();
    const auto figures = closed_loop(town_.web, all_of(employees_), closed_lasts);
    constexpr double microseconds = 1e6;
    const auto turns = static_cast<double>(figures.milliseconds.size());
    results_.cpu_us_64.push_back((service_->cpu_seconds() - before) * microseconds / turns);
    append(results_.turns_64, figures.per_second());
    results_.p50_64.push_back(figures.percentile(0.5));
    results_.p99_64.push_back(figures.percentile(0.99));
    note(figures);
  }

  void measure_alone() {
    const auto figures = closed_loop(town_.web, {employees_.front().get()}, alone_lasts);
    append(results_.turns_1, figures.per_second());
    note(figures);
  }

  void measure_arrivals() {
    const auto figures = open_loop(town_.web, all_of(employees_), arrivals_a_second, open_lasts);
    results_.p50_200.push_back(figures.percentile(0.5));
    results_.p99_200.push_back(figures.percentile(0.99));
    results_.late_p99.push_back(percentile_of(figures.late, 0.99));
    note(figures);
  }

  void note(const Figures& figures) {
    results_.turns += figures.milliseconds.size();
    const auto memory = service_->memory();
    results_.loaded_mib = std::max(results_.loaded_mib, memory.resident);
    results_.loaded_pss_mib = std::max(results_.loaded_pss_mib, memory.proportional);
  }

  const Options& options_;
  fakes::TemporaryFolder folder_;
  Town town_;
  std::optional<Service> service_;
  LinesOfStep lines_of_step_;
  std::vector<std::unique_ptr<Employee>> employees_;
  std::vector<std::unique_ptr<Asker>> askers_;
  Results results_;
};

/// \return nothing when the words mean nothing
std::optional<Options> read_options(const std::vector<std::string>& words) {
  Options options;
  options.program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "meldmaat";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool has_value = i + 1 < words.size();
    if (words[i] == "--json") {
      options.json = true;
    } else if (words[i] == "--program" && has_value) {
      options.program = words[++i];
    } else if (words[i] == "--rounds" && has_value) {
      const auto& text = words[++i];
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), options.rounds);
      if (error != std::errc{} || *end != '\0' || options.rounds < 1) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return options;
}

}  // namespace
}  // namespace meldmaat::bench

int main(int argc, char** argv) {
  using namespace meldmaat::bench;
  const auto options = read_options({argv, argv + argc});
  if (!options) {
    std::fputs("usage: meldmaat-bench [--program PATH] [--rounds N] [--json]\n", stderr);
    return 2;
  }
  try {
    const auto results = Bench(*options).run();
    std::fputs((options->json ? json(results) : table(results)).c_str(), stdout);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "meldmaat-bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
