// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/matrix_bench.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "adapters/matrix/matrix_room.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/bench/bench_homeserver.hpp"
#include "tests/bench/candidate.hpp"

namespace meldmaat::bench {

namespace {

constexpr std::size_t people = 600;
/// A homeserver does not wait for what a bot says: the next transaction goes out when the one before it was answered.
/// This is how far a bot may stay behind with saying it.
constexpr std::size_t most_under_way = 3 * transaction_events;
constexpr Lanes one_by_one{matrix_connections, most_under_way};
constexpr Lanes by_hundreds{1, most_under_way, transaction_events};

/// Everybody was in a private chat with the bot before: it enters one room a second, and that is not what is measured.
void settle_in_rooms(const Town& town, const MatrixPlan& plan) {
  SqliteStore store({.file = town.data() / "meldmaat.db", .delivered_by_writing = {"web"}, .vfs = {}});
  store.begin_batch();
  for (std::size_t i = 0; i < people; ++i) {
    MatrixRoom room;
    room.id = room_id(plan, i);
    room.with = matrix_user(plan, i);
    room.state = MatrixRoom::State::private_chat;
    store.write_room(to_room(room));
  }
  store.commit_batch();
}

std::string bearer(const std::string& token) {
  return "Authorization: Bearer " + token + "\r\n";
}

/// One bot, and what was measured of it.
class MatrixCandidate {
 public:
  MatrixCandidate(std::string name, Command command, const MatrixPlan& plan, Bot::Kind kind, std::uint16_t port)
      : plan_(plan), candidate_(std::move(command), {kind, port, pushes(plan, port)}, people, matrix_connections) {
    results.name = std::move(name);
  }

  void start(EventLoop& loop) { candidate_.start(loop, results); }

  void check_tokens(EventLoop& loop) const {
    for (const auto& wrong : {std::string{}, bearer(plan_.as_token), bearer(plan_.hs_token + "x")}) {
      const int status = status_of_nothing(loop, wrong);
      if (status != 401 && status != 403) {
        throw std::runtime_error("a wrong token is answered with status " + std::to_string(status));
      }
    }
    if (const int status = status_of_nothing(loop, bearer(plan_.hs_token)); status != 200) {
      throw std::runtime_error("the right token is answered with status " + std::to_string(status));
    }
  }

  void prepare(EventLoop& loop, std::size_t warm_up_turns) { candidate_.prepare(loop, warm_up_turns, results); }

  void measure_one_by_one(EventLoop& loop, std::chrono::milliseconds lasts) {
    const auto measured = candidate_.full_load(loop, one_by_one, lasts, results);
    append(results.events_16, measured.turns.complete.per_second());
    results.cpu_us_16.push_back(measured.cpu_us);
    results.p99_16.push_back(measured.answered.percentile(0.99));
    results.said_p99_16.push_back(measured.turns.complete.percentile(0.99));
  }

  void measure_by_hundreds(EventLoop& loop, std::chrono::milliseconds lasts) {
    const auto measured = candidate_.full_load(loop, by_hundreds, lasts, results);
    append(results.events_100, measured.turns.complete.per_second());
    results.cpu_us_100.push_back(measured.cpu_us);
    results.p99_100.push_back(measured.answered.percentile(0.99));
  }

  void said(std::size_t person) { candidate_.said(person); }

  MatrixResults results;

 private:
  static std::function<std::string(const std::vector<Utterance>&)> pushes(const MatrixPlan& plan, std::uint16_t port) {
    return [plan, port, shown = bearer(plan.hs_token)](const std::vector<Utterance>& said) {
      return transaction_of(plan, port, shown, said);
    };
  }

  [[nodiscard]] int status_of_nothing(EventLoop& loop, const std::string& authorization) const {
    return status_of(loop, candidate_.port(), transaction_of(plan_, candidate_.port(), authorization, {}));
  }

  MatrixPlan plan_;
  Candidate candidate_;
};

class MatrixBench {
 public:
  MatrixBench(const Options& options, std::filesystem::path folder) : options_(options), folder_(std::move(folder)) {
    const auto town = make_town(folder_ / "town", people, homeserver_.plan());
    settle_in_rooms(town, homeserver_.plan());
    add("meldmaat", serve(options_.program, town), Bot::Kind::dialog, town.chat);
    if (!options.peers.empty()) add_peer("matrix-echo");
  }

  std::vector<MatrixResults> run() {
    for (int i = 0; i < starts; ++i) each("start", [this](MatrixCandidate& one) { one.start(loop_); });
    each("check tokens", [this](MatrixCandidate& one) { one.check_tokens(loop_); });
    const auto warm_up_turns = static_cast<std::size_t>(options_.seconds) * 1000;
    each("begin", [&](MatrixCandidate& one) { one.prepare(loop_, warm_up_turns); });
    const auto lasts = options_.full_load_lasts();
    for (int round = 1; round <= options_.rounds; ++round) {
      std::fprintf(stderr, "matrix: round %d of %d\n", round, options_.rounds);
      each("16 connections", [&](MatrixCandidate& one) { one.measure_one_by_one(loop_, lasts); });
      each("transactions of 100", [&](MatrixCandidate& one) { one.measure_by_hundreds(loop_, lasts); });
    }
    std::vector<MatrixResults> results;
    for (const auto& candidate : candidates_) results.push_back(candidate->results);
    return results;
  }

 private:
  /// What the homeserver takes is for whoever's turn it is: they are measured one after the other.
  template <class What>
  void each(const char* doing, What what) {
    for (const auto& candidate : candidates_) {
      homeserver_.on_said([&candidate](std::size_t person) { candidate->said(person); });
      try {
        what(*candidate);
      } catch (const std::exception& error) {
        throw std::runtime_error(candidate->results.name + ", " + doing + ": " + error.what());
      }
    }
  }

  void add(const std::string& name, Command command, Bot::Kind kind, std::uint16_t port) {
    candidates_.push_back(std::make_unique<MatrixCandidate>(name, std::move(command), homeserver_.plan(), kind, port));
  }

  void add_peer(const std::string& name) {
    const auto port = free_port();
    const auto& plan = homeserver_.plan();
    Command command{{"node", (options_.peers / name / "bot.mjs").string()},
                    {"NODE_ENV=production", "BENCH_PORT=" + std::to_string(port), "BENCH_HOMESERVER=" + plan.homeserver,
                     "BENCH_AS_TOKEN=" + plan.as_token, "BENCH_HS_TOKEN=" + plan.hs_token,
                     "BENCH_DATABASE=" + (folder_ / (name + ".db")).string()},
                    folder_ / (name + ".output"),
                    port,
                    "/"};
    add(name, std::move(command), Bot::Kind::echo, port);
  }

  const Options& options_;
  std::filesystem::path folder_;
  EventLoop loop_;
  BenchHomeserver homeserver_{loop_};
  std::vector<std::unique_ptr<MatrixCandidate>> candidates_;
};

}  // namespace

std::vector<MatrixResults> measure_matrix(const Options& options, const std::filesystem::path& folder) {
  return MatrixBench(options, folder).run();
}

}  // namespace meldmaat::bench
