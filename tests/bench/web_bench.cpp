// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/web_bench.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/employee.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/process.hpp"
#include "tests/bench/town.hpp"

namespace meldmaat::bench {

namespace {

constexpr auto ceiling_lasts = std::chrono::seconds{1};

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
  [[nodiscard]] std::string_view next_request(Clock::time_point) override { return request_; }
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

class WebBench {
 public:
  WebBench(const Options& options, std::filesystem::path folder)
      : options_(options), folder_(std::move(folder)), town_(make_town(folder_ / "town", connections)) {}

  WebResults run() {
    measure_starts();
    start();
    results_.idle_mib = process_->memory().resident;
    for (std::size_t i = 0; i < connections; ++i) {
      employees_.push_back(std::make_unique<Employee>(town_.web, town_.data(), employee_id(i), lines_of_step_));
      if (i < ops_connections) askers_.push_back(std::make_unique<Asker>(town_.ops));
    }
    for (int round = 1; round <= options_.rounds; ++round) {
      std::fprintf(stderr, "web: round %d of %d\n", round, options_.rounds);
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
    process_.reset();
    process_.emplace(serve(options_.program, town_), loop_);
    return process_->ready_after_ms();
  }

  void measure_starts() {
    for (int i = 0; i < starts; ++i) {
      const Town fresh = make_town(folder_ / ("start_" + std::to_string(i)), connections);
      const Process process(serve(options_.program, fresh), loop_);
      results_.first_start.push_back(process.ready_after_ms());
    }
  }

  void measure_ceilings() {
    results_.syncs.push_back(syncs_a_second(folder_));
    append(results_.bare, closed_loop(loop_, town_.ops, all_of(askers_), ceiling_lasts).per_second());
  }

  void measure_full_load() {
    const double before = process_->cpu_seconds();
    const auto figures = closed_loop(loop_, town_.web, all_of(employees_), options_.full_load_lasts());
    constexpr double microseconds = 1e6;
    const auto turns = static_cast<double>(figures.milliseconds.size());
    results_.cpu_us_64.push_back((process_->cpu_seconds() - before) * microseconds / turns);
    append(results_.turns_64, figures.per_second());
    results_.p50_64.push_back(figures.percentile(0.5));
    results_.p99_64.push_back(figures.percentile(0.99));
    note(figures);
  }

  void measure_alone() {
    const auto figures = closed_loop(loop_, town_.web, {employees_.front().get()}, options_.alone_lasts());
    append(results_.turns_1, figures.per_second());
    note(figures);
  }

  void measure_arrivals() {
    const auto figures = open_loop(loop_, town_.web, all_of(employees_), arrivals_a_second, options_.arrivals_last());
    results_.p50_200.push_back(figures.percentile(0.5));
    results_.p99_200.push_back(figures.percentile(0.99));
    results_.late_p99.push_back(percentile_of(figures.late, 0.99));
    note(figures);
  }

  void note(const Figures& figures) {
    results_.turns += figures.milliseconds.size();
    const auto memory = process_->memory();
    results_.loaded_mib = std::max(results_.loaded_mib, memory.resident);
    results_.loaded_pss_mib = std::max(results_.loaded_pss_mib, memory.proportional);
  }

  const Options& options_;
  std::filesystem::path folder_;
  Town town_;
  EventLoop loop_;
  std::optional<Process> process_;
  LinesOfStep lines_of_step_;
  std::vector<std::unique_ptr<Employee>> employees_;
  std::vector<std::unique_ptr<Asker>> askers_;
  WebResults results_;
};

}  // namespace

WebResults measure_web(const Options& options, const std::filesystem::path& folder) {
  return WebBench(options, folder).run();
}

}  // namespace meldmaat::bench
