// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/teams_bench.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/bench/candidate.hpp"
#include "tests/bench/fake_connector.hpp"
#include "tests/bench/teams_activity.hpp"
#include "tests/bench/tls_front.hpp"
#include "tests/bench/town.hpp"

namespace meldmaat::bench {

namespace {

/// One bot, and what was measured of it.
class TeamsCandidate {
 public:
  TeamsCandidate(std::string name, Command command, TeamsChat chat, Bot::Kind kind, std::size_t people)
      : chat_(std::move(chat)),
        candidate_(std::move(command),
                   {kind, chat_.port, [this](const auto& said) { return teams_request(chat_, said.front()); }}, people,
                   connections) {
    results.name = std::move(name);
  }

  void start(EventLoop& loop) { candidate_.start(loop, results); }

  /// The authentication of a bot that is measured is on.
  void check_tokens(EventLoop& loop, const Cloud& cloud) const {
    const Utterance hello{nobody, 0, "hallo"};
    using enum Cloud::Flaw;
    for (const auto flaw : {other_key, other_audience, expired}) {
      TeamsChat deceived = chat_;
      deceived.token = cloud.token(chat_.service_url, flaw);
      const int status = status_of(loop, chat_.port, teams_request(deceived, hello));
      const bool refused = status == 401 || status == 500;  // botbuilder's answer to a signature that is not right
      if (!refused) throw std::runtime_error("a wrong token is answered with status " + std::to_string(status));
    }
    if (const int status = status_of(loop, chat_.port, teams_request(chat_, hello)); status != 200) {
      throw std::runtime_error("the right token is answered with status " + std::to_string(status));
    }
  }

  void prepare(EventLoop& loop, std::size_t warm_up_turns) { candidate_.prepare(loop, warm_up_turns, results); }

  void measure_full_load(EventLoop& loop, std::chrono::milliseconds lasts) {
    const auto measured = candidate_.full_load(loop, all_lanes, lasts, results);
    results.cpu_us_64.push_back(measured.cpu_us);
    append(results.turns_64, measured.turns.complete.per_second());
    results.p50_64.push_back(measured.answered.percentile(0.5));
    results.p99_64.push_back(measured.answered.percentile(0.99));
  }

  void measure_alone(EventLoop& loop, std::chrono::milliseconds lasts) {
    append(results.turns_1, candidate_.full_load(loop, {}, lasts, results).turns.complete.per_second());
  }

  void measure_arrivals(EventLoop& loop, std::chrono::milliseconds lasts) {
    const auto measured = candidate_.arrivals(loop, all_lanes, arrivals_a_second, lasts, results);
    results.answered_p99_200.push_back(measured.answered.percentile(0.99));
    results.p50_200.push_back(measured.turns.heard.percentile(0.5));
    results.p99_200.push_back(measured.turns.heard.percentile(0.99));
  }

  void said(std::size_t person) { candidate_.said(person); }

  TeamsResults results;

 private:
  static constexpr Lanes all_lanes{connections, connections};

  TeamsChat chat_;
  Candidate candidate_;
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
    for (int i = 0; i < starts; ++i) each("start", [this](TeamsCandidate& one) { one.start(loop_); });
    each("check tokens", [this](TeamsCandidate& one) { one.check_tokens(loop_, cloud_); });
    each("begin", [this](TeamsCandidate& one) { one.prepare(loop_, warm_up_turns()); });
    for (int round = 1; round <= options_.rounds; ++round) {
      std::fprintf(stderr, "teams: round %d of %d\n", round, options_.rounds);
      each("64 connections", [this](TeamsCandidate& one) { one.measure_full_load(loop_, options_.full_load_lasts()); });
      each("1 connection", [this](TeamsCandidate& one) { one.measure_alone(loop_, options_.alone_lasts()); });
      each("200 a second", [this](TeamsCandidate& one) { one.measure_arrivals(loop_, options_.arrivals_last()); });
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

  void add(const std::string& name, Command command, Bot::Kind kind, std::uint16_t port) {
    TeamsChat chat{port, cloud_.token(connector_.service_url()), connector_.service_url()};
    candidates_.push_back(std::make_unique<TeamsCandidate>(name, std::move(command), std::move(chat), kind, people()));
  }

  void add_meldmaat() {
    const TeamsPlan plan{std::string(bench_app), std::string(bench_tenant), std::string(bench_secret),
                         connector_.origin()};
    const auto town = make_town(folder_ / "town", people(), plan);
    add("meldmaat", serve(options_.program, town), Bot::Kind::dialog, town.chat);
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
    add(name, std::move(command), Bot::Kind::echo, port);
  }

  const Options& options_;
  std::filesystem::path folder_;
  Cloud cloud_;
  EventLoop loop_;
  FakeConnector connector_{loop_, cloud_};
  TlsFront front_;
  std::vector<std::unique_ptr<TeamsCandidate>> candidates_;
};

}  // namespace

std::vector<TeamsResults> measure_teams(const Options& options, const std::filesystem::path& folder) {
  return TeamsBench(options, folder).run();
}

}  // namespace meldmaat::bench
