// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/report.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

namespace meldmaat::bench {

namespace {

/// A figure and what issue 2 asks of it.
struct Row {
  const char* key;
  const char* what;
  const char* unit;
  double typical = 0;  ///< the median
  double best = 0;
  const char* target = "";
  bool met = true;
};

double highest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::ranges::max_element(values);
}

double lowest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::ranges::min_element(values);
}

Row more_is_better(const char* key, const char* what, const char* unit, const std::vector<double>& values) {
  return {key, what, unit, median(values), highest(values)};
}

Row less_is_better(const char* key, const char* what, const char* unit, const std::vector<double>& values) {
  return {key, what, unit, median(values), lowest(values)};
}

Row at_least(Row row, double wanted, const char* target) {
  row.target = target;
  row.met = row.typical >= wanted;
  return row;
}

Row at_most(Row row, double wanted, const char* target) {
  row.target = target;
  row.met = row.typical <= wanted;
  return row;
}

std::vector<Row> rows_of(const WebResults& r) {
  const double bare = median(r.bare);
  const double syncs = median(r.syncs);
  const double turns = median(r.turns_64);
  const double alone = median(r.turns_1);
  return {
      at_least(more_is_better("turns_64", "turns, 64 connections", "/s", r.turns_64), 5000, ">= 5000"),
      less_is_better("p50_64_ms", "  p50", "ms", r.p50_64),
      less_is_better("p99_64_ms", "  p99", "ms", r.p99_64),
      less_is_better("cpu_us", "  processor time of the program", "us/turn", r.cpu_us_64),
      more_is_better("turns_1", "turns, 1 connection", "/s", r.turns_1),
      less_is_better("p50_200_ms", "200 turns/s arriving: p50", "ms", r.p50_200),
      at_most(less_is_better("p99_200_ms", "  p99", "ms", r.p99_200), 10, "<= 10"),
      less_is_better("late_p99_ms", "  of which the generator was late: p99", "ms", r.late_p99),
      {"idle_mib", "resident memory, idle", "MiB", r.idle_mib, r.idle_mib},
      at_most({"loaded_mib", "  under load", "MiB", r.loaded_mib, r.loaded_mib}, 40, "<= 40"),
      {"loaded_pss_mib", "  under load, shared pages in part", "MiB", r.loaded_pss_mib, r.loaded_pss_mib},
      at_most(less_is_better("first_start_ms", "ready after the first start", "ms", r.first_start), 100, "<= 100"),
      less_is_better("restart_ms", "  after a restart with this database", "ms", r.restart),
      more_is_better("bare", "ceiling: bare /healthz answers", "/s", r.bare),
      more_is_better("syncs", "ceiling: fdatasync of a page", "/s", r.syncs),
      {"turns_to_bare", "turns at 64 : bare answers", "", bare == 0 ? 0 : turns / bare, 0},
      {"turns_to_syncs", "turns at 64 : fdatasync", "", syncs == 0 ? 0 : turns / syncs, 0},
      {"alone_to_syncs", "turns at 1 : fdatasync", "", syncs == 0 ? 0 : alone / syncs, 0},
  };
}

std::string figure(double value) {
  char text[32];
  const int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : 2;
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string table_line(const std::string& what, const std::string& typical, const std::string& best,
                       const std::string& unit, const std::string& target, const std::string& verdict) {
  char line[160];
  std::snprintf(line, sizeof line, "%-40s %10s %10s  %-8s %-9s%s\n", what.c_str(), typical.c_str(), best.c_str(),
                unit.c_str(), target.c_str(), verdict.c_str());
  return line;
}

std::string machine() {
  utsname system{};
  ::uname(&system);
  std::ifstream cpu("/proc/cpuinfo");
  std::string name;
  for (std::string line; name.empty() && std::getline(cpu, line);) {
    if (line.starts_with("model name")) name = line.substr(line.find(':') + 2);
  }
  std::ifstream load("/proc/loadavg");
  std::string busy;
  load >> busy;
  return std::to_string(std::thread::hardware_concurrency()) + " x " + name + ", Linux " + system.release +
         ", load average " + busy;
}

std::string web_table(const WebResults& results) {
  std::string text = "The web\n" + table_line("", "median", "best", "", "target", "");
  for (const auto& row : rows_of(results)) {
    const auto best = row.best == 0 ? std::string{} : figure(row.best);
    const char* verdict = *row.target == '\0' ? "" : row.met ? "met" : "not met";
    text += table_line(row.what, figure(row.typical), best, row.unit, row.target, verdict);
  }
  return text + std::to_string(results.turns) + " turns acknowledged, a database of " + figure(results.database_mib) +
         " MiB\n";
}

/// A figure of every bot, and what the issue of its channel asks of meldmaat's beside that of the fastest peer.
struct BotRow {
  const char* key;
  const char* what;
  const char* unit;
  std::vector<double> values;  ///< of each bot
  bool more_is_better = false;
  double times = 0;  ///< so many times better is asked; 0: nothing
};

/// Bots beside each other; meldmaat first. The first row is how many turns they take.
struct Comparison {
  const char* title;
  std::vector<BotResults> bots;
  std::vector<BotRow> rows;
};

template <class Bots, class Of>
std::vector<double> medians(const Bots& bots, Of of) {
  std::vector<double> values;
  for (const auto& bot : bots) values.push_back(median(bot.*of));
  return values;
}

template <class Bots>
std::vector<double> numbers(const Bots& bots, double BotResults::* of) {
  std::vector<double> values;
  for (const auto& bot : bots) values.push_back(bot.*of);
  return values;
}

Comparison compare(const std::vector<TeamsResults>& bots) {
  using R = TeamsResults;
  return {"Teams, medians",
          {bots.begin(), bots.end()},
          {{"turns_64", "turns, 64 connections", "/s", medians(bots, &R::turns_64), true, 5},
           {"p50_64_ms", "  answered: p50", "ms", medians(bots, &R::p50_64)},
           {"p99_64_ms", "  answered: p99", "ms", medians(bots, &R::p99_64)},
           {"cpu_us", "  processor time", "us/turn", medians(bots, &R::cpu_us_64), false, 6},
           {"turns_1", "turns, 1 connection", "/s", medians(bots, &R::turns_1), true},
           {"p50_200_ms", "200 turns/s arriving, reply: p50", "ms", medians(bots, &R::p50_200)},
           {"p99_200_ms", "  reply: p99", "ms", medians(bots, &R::p99_200)},
           {"answered_p99_200_ms", "  answered: p99", "ms", medians(bots, &R::answered_p99_200)},
           {"calls", "calls to answer a turn", "", numbers(bots, &R::calls)},
           {"idle_mib", "resident memory, idle", "MiB", numbers(bots, &R::idle_mib)},
           {"loaded_mib", "  under load", "MiB", numbers(bots, &R::loaded_mib), false, 10},
           {"ready_ms", "ready after", "ms", medians(bots, &R::ready)}}};
}

Comparison compare(const std::vector<MatrixResults>& bots) {
  using R = MatrixResults;
  return {"Matrix, medians",
          {bots.begin(), bots.end()},
          {{"events_16", "events, 16 connections, 1 each", "/s", medians(bots, &R::events_16), true, 4},
           {"cpu_us_16", "  processor time", "us/event", medians(bots, &R::cpu_us_16), false, 5},
           {"p99_16_ms", "  answered: p99", "ms", medians(bots, &R::p99_16)},
           {"said_p99_16_ms", "  all of the reply: p99", "ms", medians(bots, &R::said_p99_16)},
           {"events_100", "events, transactions of 100", "/s", medians(bots, &R::events_100), true, 3},
           {"cpu_us_100", "  processor time", "us/event", medians(bots, &R::cpu_us_100), false, 5},
           {"p99_100_ms", "  answered: p99", "ms", medians(bots, &R::p99_100)},
           {"calls", "calls to answer an event", "", numbers(bots, &R::calls)},
           {"idle_mib", "resident memory, idle", "MiB", numbers(bots, &R::idle_mib)},
           {"loaded_mib", "  under load", "MiB", numbers(bots, &R::loaded_mib)},
           {"ready_ms", "ready after", "ms", medians(bots, &R::ready)}}};
}

/// The peer that takes most turns; 0 when there is none.
std::size_t fastest_peer(const Comparison& comparison) {
  const auto& turns = comparison.rows.front().values;
  if (turns.size() < 2) return 0;
  return static_cast<std::size_t>(std::ranges::max_element(turns.begin() + 1, turns.end()) - turns.begin());
}

/// How many times better meldmaat's value is than the peer's.
double times_better(const BotRow& row, std::size_t peer) {
  const double ours = row.values.front();
  const double theirs = row.values.at(peer);
  const double worse = row.more_is_better ? theirs : ours;
  return worse == 0 ? 0 : (row.more_is_better ? ours : theirs) / worse;
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string left(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text.size()), ' ');
}

/// "5.31 x  >= 5 x met"
std::string verdict_on(const BotRow& row, std::size_t peer) {
  const double times = times_better(row, peer);
  const auto text = right(figure(times), 8) + " x";
  if (row.times == 0) return text;
  return text + "  >= " + left(std::to_string(static_cast<int>(row.times)), 2) + " x " +
         (times >= row.times ? "met" : "not met");
}

std::string table_of(const Comparison& comparison) {
  constexpr std::size_t first = 34;
  constexpr std::size_t column = 15;
  const auto& bots = comparison.bots;
  const auto peer = fastest_peer(comparison);
  std::string text = left(comparison.title, first);
  std::size_t turns = 0;
  for (const auto& bot : bots) {
    text += right(bot.name, column);
    turns += bot.turns;
  }
  text += peer == 0 ? "\n" : "             better  target\n";
  for (const auto& row : comparison.rows) {
    text += left(row.what, first);
    for (const double value : row.values) text += right(figure(value), column);
    text += "  " + left(row.unit, 8) + (peer == 0 ? "" : verdict_on(row, peer)) + "\n";
  }
  text += std::to_string(turns) + " turns complete; nothing was lost and nothing said twice.";
  return text + (peer == 0 ? "\n" : " Better: than " + bots[peer].name + ", the fastest beside it.\n");
}

nlohmann::ordered_json json_of(const WebResults& results) {
  nlohmann::ordered_json made{{"turns", results.turns}, {"database_mib", results.database_mib}};
  for (const auto& row : rows_of(results)) {
    auto& entry = made["figures"][row.key];
    entry = {{"median", row.typical}, {"unit", row.unit}};
    if (row.best != 0) entry["best"] = row.best;
    if (*row.target != '\0') entry["target"] = row.target;
    if (*row.target != '\0') entry["met"] = row.met;
  }
  return made;
}

nlohmann::ordered_json json_of(const Comparison& comparison) {
  nlohmann::ordered_json made;
  const auto& bots = comparison.bots;
  const auto peer = fastest_peer(comparison);
  for (const auto& row : comparison.rows) {
    auto& entry = made[row.key];
    entry["unit"] = row.unit;
    for (std::size_t i = 0; i < bots.size(); ++i) entry[bots[i].name] = row.values[i];
    if (peer != 0) entry["times_better"] = times_better(row, peer);
    if (peer != 0 && row.times > 0) entry["met"] = times_better(row, peer) >= row.times;
  }
  return made;
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

std::string table(const Results& results) {
  std::string text = machine() + "\n";
  if (results.web) text += "\n" + web_table(*results.web);
  if (!results.teams.empty()) text += "\n" + table_of(compare(results.teams));
  if (!results.matrix.empty()) text += "\n" + table_of(compare(results.matrix));
  return text;
}

std::string json(const Results& results) {
  nlohmann::ordered_json made{{"machine", machine()}};
  if (results.web) made["web"] = json_of(*results.web);
  if (!results.teams.empty()) made["teams"] = json_of(compare(results.teams));
  if (!results.matrix.empty()) made["matrix"] = json_of(compare(results.matrix));
  return made.dump(2) + "\n";
}

}  // namespace meldmaat::bench
