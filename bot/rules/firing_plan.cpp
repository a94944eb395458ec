// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/firing_plan.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "bot/rules/calendar.hpp"

namespace meldmaat {

namespace {

Moment when_it_rings(const Rule& rule, Moment moment, const Zone& zone, const Protocol& protocol) {
  return rule.nature == Rule::Nature::soft ? into_office_hours(moment, zone, protocol) : moment;
}

}  // namespace

std::vector<Ring> firing_plan(const Rule& rule, const Task& task, const Zone& zone, const Protocol& protocol) {
  std::vector<Ring> plan;
  const auto ring = [&](Moment moment, Ring::Kind kind, const RoleId& to) {
    plan.push_back({when_it_rings(rule, moment, zone, protocol), kind, to});
  };
  // A postponed task is due again when the postponement ends; what lay before that is not made up for.
  const Moment due = std::max(task.due, task.postponed_until.value_or(task.due));
  for (const auto& term : rule.remind) {
    const Moment moment = after(task.started, term, zone, protocol);
    if (moment >= due || (task.postponed_until && moment <= *task.postponed_until)) continue;
    ring(moment, Ring::Kind::reminder, task.owner);
  }
  if (task.postponed_until && *task.postponed_until < due) {
    ring(*task.postponed_until, Ring::Kind::reminder, task.owner);
  }
  ring(due, Ring::Kind::due, task.owner);
  for (const auto& step : rule.escalate) {
    ring(after(due, step.after_due, zone, protocol), Ring::Kind::escalation, step.to);
  }
  std::ranges::sort(plan, {}, [](const Ring& entry) { return std::tie(entry.at, entry.kind, entry.to); });
  return plan;
}

std::optional<Ring> ring_at(const Rule& rule, const Task& task, int index, const Zone& zone, const Protocol& protocol) {
  const auto plan = firing_plan(rule, task, zone, protocol);
  if (std::cmp_less(index, plan.size())) return plan.at(static_cast<std::size_t>(index));
  if (!rule.repeat || rule.repeat->amount <= 0) return std::nullopt;
  const int times = index - static_cast<int>(plan.size()) + 1;
  const Moment moment = after_times(plan.back().at, *rule.repeat, times, zone, protocol);
  return Ring{when_it_rings(rule, moment, zone, protocol), Ring::Kind::repeat, task.owner};
}

std::vector<Ring> pass_rings(const Rule& rule, Task& task, Moment now, const Zone& zone, const Protocol& protocol) {
  std::vector<Ring> passed;
  auto ring = ring_at(rule, task, task.rung, zone, protocol);
  while (ring && ring->at <= now) {
    if (!passed.empty() && passed.back().kind == Ring::Kind::repeat) passed.pop_back();
    passed.push_back(*ring);
    ring = ring_at(rule, task, ++task.rung, zone, protocol);
  }
  task.next = ring ? std::optional{ring->at} : std::nullopt;
  return passed;
}

Moment latest_postponement(const Rule& rule, const Task& task, Moment now, const Zone& zone, const Protocol& protocol) {
  const bool hard = rule.nature == Rule::Nature::hard;
  const Term longest = rule.postpone.value_or(hard ? protocol.postpone_hard : protocol.postpone_soft);
  return after(std::max(task.due, now), longest, zone, protocol);
}

bool means(const std::string& name, const Fact& fact) {
  if (name == fact.name) return true;
  return !fact.kind.empty() && name == fact.name + "." + fact.kind;
}

Moment start_of(const Rule& rule, const Case& the_case, const Fact* fact, Moment known, const Zone& zone,
                const Protocol& protocol) {
  Moment start = the_case.reported;
  if (rule.trigger.kind == Trigger::Kind::incident) start = the_case.incident.at;
  if (fact != nullptr) start = rule.from_incident ? the_case.incident.at : fact->happened;
  start = std::min(start, known);
  return after(start, rule.due, zone, protocol) > known ? start : known;
}

}  // namespace meldmaat
