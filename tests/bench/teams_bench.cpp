// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/teams_bench.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/bench/crowd.hpp"
#include "tests/bench/fake_connector.hpp"
#include "tests/bench/process.hpp"
#include "tests/bench/tls_front.hpp"
#include "tests/bench/town.hpp"

namespace meldmaat::bench {

namespace {

void append(std::vector<double>& to, const std::vector<double>& values) {
  to.insert(to.end(), values.begin(), values.end());
}

/// One bot: how it is started, who speaks with it, and what was measured of it.
class Candidate {
 public:
  Candidate(Command command, Bot bot, std::string name, std::size_t people)
      : command_(std::move(command)), bot_(std::move(bot)), crowd_(bot_, people, connections) {
    results.name = std::move(name);
  }

  void start(EventLoop& loop) {
    process_.reset();
    process_.emplace(command_, loop);
    results.ready.push_back(process_->ready_after_ms());
    results.idle_mib = process_->memory().resident;
    // What it asks of the cloud at its start is answered, before it is stopped or asked for anything.
    const auto settled = Clock::now() + std::chrono::milliseconds{100};
    while (Clock::now() < settled) loop.wait(settled);
  }

  /// The authentication of a bot that is measured is on.
  void check_tokens(EventLoop& loop, const Cloud& cloud) const {
    using enum Cloud::Flaw;
    for (const auto flaw : {other_key, other_audience, expired}) {
      Bot deceived = bot_;
      deceived.token = cloud.token(bot_.service_url, flaw);
      const int status = status_of_one_message(loop, deceived);
      const bool refused = status == 401 || status == 500;  // botbuilder's answer to a signature that is not right
      if (!refused) throw std::runtime_error("a wrong token is answered with status " + std::to_string(status));
    }
    if (const int status = status_of_one_message(loop, bot_); status != 200) {
      throw std::runtime_error("the right token is answered with status " + std::to_string(status));
    }
  }

  /// Until everybody is in the middle of a report, and Node has compiled what it runs often.
  void prepare(EventLoop& loop, std::size_t warm_up_turns) {
    crowd_.prepare(loop);
    constexpr auto lasts = std::chrono::seconds{1};
    constexpr int longest = 15;
    std::size_t turns = 0;
    for (int second = 0; second < longest && turns < warm_up_turns; ++second) {
      crowd_.begin(lasts);
      turns += closed_loop(loop, bot_.port, crowd_.voices(connections), lasts).milliseconds.size();
      static_cast<void>(crowd_.end(loop));
    }
  }

  void measure_full_load(EventLoop& loop, std::chrono::milliseconds lasts) {
    const double before = process_->cpu_seconds();
    crowd_.begin(lasts);
    const auto answered = closed_loop(loop, bot_.port, crowd_.voices(connections), lasts);
    const auto turns = crowd_.end(loop);
    constexpr double microseconds = 1e6;
    const auto count = static_cast<double>(turns.complete.milliseconds.size());
    results.cpu_us_64.push_back((process_->cpu_seconds() - before) * microseconds / count);
    append(results.turns_64, turns.complete.per_second());
    results.p50_64.push_back(answered.percentile(0.5));
    results.p99_64.push_back(answered.percentile(0.99));
    note(turns.complete);
  }

  void measure_alone(EventLoop& loop, std::chrono::milliseconds lasts) {
    crowd_.begin(lasts);
    static_cast<void>(closed_loop(loop, bot_.port, crowd_.voices(1), lasts));
    const auto turns = crowd_.end(loop);
    append(results.turns_1, turns.complete.per_second());
    note(turns.complete);
  }

  void measure_arrivals(EventLoop& loop, std::chrono::milliseconds lasts) {
    crowd_.begin(lasts);
    const auto answered = open_loop(loop, bot_.port, crowd_.voices(connections), arrivals_a_second, lasts);
    const auto turns = crowd_.end(loop);
    results.answered_p99_200.push_back(answered.percentile(0.99));
    results.p50_200.push_back(turns.heard.percentile(0.5));
    results.p99_200.push_back(turns.heard.percentile(0.99));
    note(turns.complete);
  }

  void said(std::size_t person) { crowd_.said(person); }

  TeamsResults results;

 private:
  void note(const Figures& turns) {
    results.turns += turns.milliseconds.size();
    results.loaded_mib = std::max(results.loaded_mib, process_->memory().resident);
  }

  Command command_;
  Bot bot_;
  std::optional<Process> process_;
  Crowd crowd_;
};

class TeamsBench {
 public:
  TeamsBench(const Options& options, const std::filesystem::path& folder)
      : options_(options), folder_(folder), front_(cloud_, make_folder() / "authority.pem") {
    add_meldmaat();
    if (options.peers.empty()) return;
    add_peer("agents-hosting");
    add_peer("botbuilder");
  }

  std::vector<TeamsResults> run() {
    for (int i = 0; i < starts; ++i) each("start", [this](Candidate& one) { one.start(loop_); });
    each("check tokens", [this](Candidate& one) { one.check_tokens(loop_, cloud_); });
    each("begin", [this](Candidate& one) { one.prepare(loop_, warm_up_turns()); });
    for (int round = 1; round <= options_.rounds; ++round) {
      std::fprintf(stderr, "teams: round %d of %d\n", round, options_.rounds);
      each("64 connections", [this](Candidate& one) { one.measure_full_load(loop_, options_.full_load_lasts()); });
      each("1 connection", [this](Candidate& one) { one.measure_alone(loop_, options_.alone_lasts()); });
      each("200 a second", [this](Candidate& one) { one.measure_arrivals(loop_, options_.arrivals_last()); });
    }
    std::vector<TeamsResults> results;
    for (const auto& candidate : candidates_) results.push_back(candidate->results);
    return results;
  }

 private:
  std::filesystem::path make_folder() const {
    std::filesystem::create_directories(folder_);
    return folder_;
  }

  [[nodiscard]] std::size_t people() const { return static_cast<std::size_t>(options_.people); }
  [[nodiscard]] std::size_t warm_up_turns() const { return static_cast<std::size_t>(options_.seconds) * 1000; }

  /// What the Connector takes is for whoever's turn it is: they are measured one after the other.
  template <class What>
  void each(const char* doing, What what) {
    for (const auto& candidate : candidates_) {
      connector_.on_said([&candidate](std::size_t person) { candidate->said(person); });
      try {
        what(*candidate);
      } catch (const std::exception& error) {
        throw std::runtime_error(candidate->results.name + ", " + doing + ": " + error.what());
      }
    }
  }

  [[nodiscard]] Bot bot(Bot::Kind kind, std::uint16_t port) const {
    return {kind, port, cloud_.token(connector_.service_url()), connector_.service_url()};
  }

  void add_meldmaat() {
    const TeamsPlan plan{std::string(bench_app), std::string(bench_tenant), std::string(bench_secret),
                         connector_.origin()};
    const auto town = make_town(folder_ / "town", people(), plan);
    candidates_.push_back(std::make_unique<Candidate>(serve(options_.program, town), bot(Bot::Kind::dialog, town.teams),
                                                      "meldmaat", people()));
  }

  void add_peer(const std::string& name) {
    const auto port = free_port();
    const std::vector<std::string> environment{"NODE_ENV=production",
                                               "NODE_EXTRA_CA_CERTS=" + (folder_ / "authority.pem").string(),
                                               "BENCH_PORT=" + std::to_string(port),
                                               "BENCH_TLS_PORT=" + std::to_string(front_.port()),
                                               "MicrosoftAppId=" + std::string(bench_app),
                                               "MicrosoftAppPassword=" + std::string(bench_secret),
                                               "MicrosoftAppTenantId=" + std::string(bench_tenant)};
    Command command{
        {"node", "--require", (options_.peers / "loopback.cjs").string(), (options_.peers / name / "bot.mjs").string()},
        environment,
        folder_ / (name + ".output"),
        port,
        "/"};
    candidates_.push_back(std::make_unique<Candidate>(std::move(command), bot(Bot::Kind::echo, port), name, people()));
  }

  const Options& options_;
  std::filesystem::path folder_;
  Cloud cloud_;
  EventLoop loop_;
  FakeConnector connector_{loop_, cloud_};
  TlsFront front_;
  std::vector<std::unique_ptr<Candidate>> candidates_;
};

}  // namespace

std::vector<TeamsResults> measure_teams(const Options& options, const std::filesystem::path& folder) {
  return TeamsBench(options, folder).run();
}

}  // namespace meldmaat::bench
