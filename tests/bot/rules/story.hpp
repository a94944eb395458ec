// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A case lived through: happenings in order, and an alarm clock between them that rings what falls due, as the
/// program does it, with the rules alone.
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/rules/follow_up.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {

struct Heard {
  Moment at;
  Notice notice;
};

inline std::string word(Notice::Kind kind) {
  static const std::vector<std::string> words{
      "new_case", "reminder",  "step_begun",  "due",       "escalation", "step_taken",  "inquiry",  "reply",
      "added",    "withdrawn", "handed_over", "ordered",   "agreement",  "agreed",      "excluded", "danger",
      "welcome",  "lesson",    "doubt",       "handed_on", "postbox",    "undelivered", "digest",   "watch",
      "ban",      "visit",     "leaving",     "held",      "named",      "witnessed",   "proposal"};
  return words.at(static_cast<std::size_t>(kind));
}

class Story {
 public:
  explicit Story(Case the_case, Municipality municipality = fakes::small_municipality())
      : town(std::move(municipality)), file{std::move(the_case), {}}, now(file.the_case.reported) {
    happens(Filed{});
  }

  /// \return what follows from it, also kept in `heard`
  std::vector<Notice> happens(const Happening& what) {
    auto result = follow_up(file, what, now, town);
    file.the_case = result.the_case;
    for (const auto& task : result.tasks) {
      const auto known = std::ranges::find(file.tasks, task.key, &Task::key);
      if (known == file.tasks.end()) {
        file.tasks.push_back(task);
      } else {
        *known = task;
      }
    }
    history.insert(history.end(), result.entries.begin(), result.entries.end());
    for (const auto& notice : result.notices) heard.push_back({now, notice});
    return result.notices;
  }

  /// Lets time pass until the wall clock shows `text`; what falls due rings at its moment.
  void until(std::string_view text) { until(fakes::at(text)); }
  void until(Moment end) {
    while (const auto alarm = next_alarm()) {
      if (*alarm > end) break;
      now = std::max(now, *alarm);
      ring();
    }
    now = end;
  }

  /// Rings everything that is due at this moment together.
  std::vector<Notice> ring() {
    Rang rang;
    for (const auto& task : file.tasks) {
      if (task.next && *task.next <= now) rang.tasks.push_back(task.key);
    }
    return happens(rang);
  }

  std::vector<Notice> records(std::string_view by, std::string_view name, std::string_view kind = {}) {
    Fact fact;
    fact.name = name;
    fact.kind = kind;
    fact.happened = now;
    fact.by = fakes::who(by);
    return happens(FactRecorded{fact});
  }

  [[nodiscard]] std::optional<Moment> next_alarm() const {
    std::optional<Moment> first;
    for (const auto& task : file.tasks) {
      if (task.next && (!first || *task.next < *first)) first = task.next;
    }
    return first;
  }

  [[nodiscard]] TaskKey key(std::string_view rule, int step = 1, int round = 1) const {
    return {file.the_case.number, RuleId{std::string{rule}}, step, round};
  }
  /// Fails by exception when there is no such task.
  [[nodiscard]] const Task& task(std::string_view rule, int step = 1, int round = 1) const {
    const auto found = std::ranges::find(file.tasks, key(rule, step, round), &Task::key);
    if (found == file.tasks.end()) throw std::out_of_range("no task " + std::string{rule});
    return *found;
  }
  [[nodiscard]] bool has(std::string_view rule, int step = 1, int round = 1) const {
    return std::ranges::find(file.tasks, key(rule, step, round), &Task::key) != file.tasks.end();
  }

  /// What was said about this rule since `from`: "kind to person at local minute", in order.
  [[nodiscard]] std::vector<std::string> said_about(std::string_view rule, int step = 1) const {
    std::vector<std::string> lines;
    for (const auto& [at, notice] : heard) {
      if (notice.kind == Notice::Kind::new_case) continue;
      for (const auto& line : notice.tasks) {
        if (line.key.rule.str() != rule || line.key.step != step) continue;
        lines.push_back(word(notice.kind) + " " + notice.to.str() + " " + local_text(at));
      }
    }
    return lines;
  }

  [[nodiscard]] bool was_told(std::string_view person) const {
    return std::ranges::any_of(heard, [&](const Heard& one) { return one.notice.to == fakes::who(person); });
  }

  /// "23 16:40" : day of the month and time.
  [[nodiscard]] std::string local_text(Moment moment) const {
    const auto local = town.zone.to_local(moment);
    const auto two = [](auto value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::minutes>(time_of(local))};
    return two(static_cast<unsigned>(date_of(local).day())) + " " + two(time.hours().count()) + ":" +
           two(time.minutes().count());
  }

  Municipality town;
  CaseFile file;
  Moment now;
  std::vector<Heard> heard;
  std::vector<Entry> history;
};

inline Case small_report() {
  return fakes::reported_case({"phone", "verbal"}, fakes::at("2026-10-21 10:00"), fakes::at("2026-10-21 10:30"));
}
/// Friday at closing time, the night the clocks go back in the first 48 hours.
inline Case threat() {
  return fakes::reported_case({"desk", "threat", "verbal"}, fakes::at("2026-10-23 16:40"),
                              fakes::at("2026-10-23 17:00"));
}

/// "kind person" of each.
inline std::vector<std::string> told(const std::vector<Notice>& notices) {
  std::vector<std::string> lines;
  for (const auto& notice : notices) lines.push_back(word(notice.kind) + " " + notice.to.str());
  return lines;
}

inline std::vector<std::string> rules_in(const Notice& notice) {
  std::vector<std::string> rules;
  for (const auto& line : notice.tasks) rules.push_back(line.key.rule.str());
  return rules;
}

/// Somebody's notice among these; fails by exception when there is none.
inline const Notice& to(std::string_view person, const std::vector<Notice>& notices) {
  const auto found = std::ranges::find(notices, fakes::who(person), &Notice::to);
  if (found == notices.end()) throw std::out_of_range("nothing told to " + std::string{person});
  return *found;
}

}  // namespace meldmaat
