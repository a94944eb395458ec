// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/next_steps.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/calendar.hpp"
#include "bot/rules/firing_plan.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/routing.hpp"

namespace meldmaat {

namespace {

/// The fact that starts this rule, when it is a rule that waits for one.
const Fact* starter(const Rule& rule, const Case& the_case) {
  const auto found = std::ranges::find_if(the_case.facts.rbegin(), the_case.facts.rend(),
                                          [&](const Fact& fact) { return means(rule.trigger.fact, fact); });
  return found == the_case.facts.rend() ? nullptr : &*found;
}

bool over(const Rule& rule, const Case& the_case) {
  const auto recorded = [&](const std::string& name) {
    return std::ranges::any_of(the_case.facts, [&](const Fact& fact) { return means(name, fact); });
  };
  return rule.done == own_facts::receipt || recorded(rule.done) || std::ranges::any_of(rule.until, recorded);
}

}  // namespace

std::vector<TaskLine> next_steps(const Case& the_case, Moment now, const Municipality& municipality) {
  const auto* own = municipality.protocol_of(the_case.protocol);
  const auto& protocol = own == nullptr ? municipality.protocol_for(the_case.team) : *own;
  const auto flags = settled_flags(the_case, municipality.organisation);
  std::vector<TaskLine> lines;
  for (const auto& rule : protocol.rules) {
    const bool waits = rule.trigger.kind == Trigger::Kind::fact;
    if (!waits && !rule.trigger.of_report()) continue;
    if (!holds(rule.only_if, flags) || over(rule, the_case)) continue;
    const auto* fact = waits ? starter(rule, the_case) : nullptr;
    if (waits && fact == nullptr) continue;
    const auto known = fact == nullptr ? the_case.reported : fact->recorded;
    const auto start = start_of(rule, the_case, fact, known, municipality.zone, protocol);
    const auto due = after(start, rule.due, municipality.zone, protocol);
    lines.push_back({{the_case.number, rule.id, rule.step, 1}, due, due < now, rule.owner});
  }
  std::ranges::sort(lines, {}, [](const TaskLine& line) { return std::pair{line.due, line.key}; });
  return lines;
}

}  // namespace meldmaat
