// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/rehearsal.hpp"

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>

#include "bot/organisation.hpp"
#include "bot/rules/calendar.hpp"
#include "bot/rules/routing.hpp"

namespace meldmaat {

namespace {

class Rehearsal {
 public:
  Rehearsal(const Protocol& protocol, const Zone& zone, Case the_case, Moment end)
      : protocol_(protocol), zone_(zone), case_(std::move(the_case)), end_(end) {}

  [[nodiscard]] std::vector<RehearsalRow> play_duties(LocalDate day) {
    const auto first = std::chrono::local_days{day};
    const auto monday = first + (std::chrono::Monday - std::chrono::weekday{first});
    for (const auto& rule : protocol_.rules) {
      if (!rule.trigger.of_duty()) continue;
      const auto begins = rule.trigger.kind == Trigger::Kind::week ? monday : first;
      Task task;
      task.key = {{}, rule.id, rule.step, 1};
      task.owner = rule.owner;
      task.started = into_office_hours(zone_.to_moment(begins), zone_, protocol_);  // of a matter: as if it came then
      task.due = after(task.started, rule.due, zone_, protocol_);
      add_rows(rule, task, {});
    }
    return in_order();
  }

  [[nodiscard]] std::vector<RehearsalRow> play() {
    for (const auto& rule : protocol_.rules) {
      if (rule.trigger.of_report() && holds(rule.only_if, case_.flags)) play(rule, nullptr);
    }
    // A step is taken at the last moment of the first task that waits for it; what it starts may bring further steps.
    for (; !taken_.empty(); taken_.pop_front()) {
      const auto fact = taken_.front();
      for (const auto& rule : protocol_.rules) {
        const bool starts = rule.trigger.kind == Trigger::Kind::fact && means(rule.trigger.fact, fact);
        if (starts && !played(rule) && holds(rule.only_if, case_.flags)) play(rule, &fact);
      }
    }
    return in_order();
  }

 private:
  [[nodiscard]] std::vector<RehearsalRow> in_order() {
    std::ranges::sort(rows_, {}, [](const RehearsalRow& row) {
      return std::tie(row.at, row.rule, row.step, row.round, row.kind, row.to);
    });
    return std::move(rows_);
  }

  [[nodiscard]] bool played(const Rule& rule) const {
    return std::ranges::any_of(done_, [&](const Rule* other) { return other == &rule; });
  }

  void play(const Rule& rule, const Fact* fact) {
    done_.push_back(&rule);
    Task task;
    task.key = {{}, rule.id, rule.step, 1};
    task.owner = rule.owner;
    task.started = start_of(rule, case_, fact, fact == nullptr ? case_.reported : fact->recorded, zone_, protocol_);
    task.due = after(task.started, rule.due, zone_, protocol_);
    add_rows(rule, task, fact == nullptr ? std::string{} : rule.trigger.fact);
    take(rule, task.due);
    if (!rule.again) return;
    const auto first_due = task.due;
    for (int times = 1;; ++times) {
      ++task.key.round;
      task.started = task.due;
      task.due = after_times(first_due, *rule.again, times, zone_, protocol_);
      if (task.due > end_ || task.due <= task.started) return;
      add_rows(rule, task, rule.done);
    }
  }

  void add_rows(const Rule& rule, const Task& task, const std::string& if_fact) {
    const auto add = [&](const Ring& ring, std::optional<Term> every) {
      if (ring.at > end_) return;
      rows_.push_back(
          {ring.at, rule.id, rule.step, task.key.round, ring.kind, ring.to, every, if_fact, rule.trigger.kind});
    };
    const auto plan = firing_plan(rule, task, zone_, protocol_);
    for (const auto& ring : plan) add(ring, std::nullopt);
    if (const auto repeat = ring_at(rule, task, static_cast<int>(plan.size()), zone_, protocol_)) {
      add(*repeat, rule.repeat);
    }
  }

  /// The step this rule waits for, in every kind it may have.
  void take(const Rule& rule, Moment moment) {
    auto kinds = rule.asks.kinds;
    if (kinds.empty()) kinds.emplace_back();
    for (const auto& kind : kinds) {
      Fact fact;
      fact.name = rule.done;
      fact.kind = kind;
      fact.happened = moment;
      fact.recorded = moment;
      taken_.push_back(std::move(fact));
    }
  }

  const Protocol& protocol_;
  const Zone& zone_;
  Case case_;
  Moment end_;
  std::vector<RehearsalRow> rows_;
  std::vector<const Rule*> done_;
  std::deque<Fact> taken_;  ///< steps whose followers were not looked at yet
};

}  // namespace

std::vector<RehearsalRow> rehearse(const Protocol& protocol, const Zone& zone, std::vector<Flag> flags, Moment incident,
                                   Moment reported, Milliseconds horizon) {
  Case the_case;
  the_case.incident.at = incident;
  the_case.reported = reported;
  the_case.flags = std::move(flags);
  the_case.flags = settled_flags(the_case, Organisation{});
  return Rehearsal{protocol, zone, std::move(the_case), reported + horizon}.play();
}

std::vector<RehearsalRow> rehearse_duties(const Protocol& protocol, const Zone& zone, std::chrono::year year) {
  const auto end = zone.to_moment(std::chrono::local_days{(year + std::chrono::years{1}) / 1 / 1});
  return Rehearsal{protocol, zone, Case{}, end}.play_duties(year / 1 / 1);
}

}  // namespace meldmaat
