// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/watch.hpp"

#include <algorithm>
#include <tuple>

#include "bot/rules/digest.hpp"
#include "bot/rules/routing.hpp"

namespace meldmaat {

namespace {

bool is_late(const Task& task, const Rule& rule, Moment now) {
  return task.status == Task::Status::open && !rule.to_reporter && task.due < now &&
         (!task.postponed_until || *task.postponed_until < now);
}

void add(std::vector<LateStep>& late, const TaskKey& task, const RoleId& owner, bool over_a_week) {
  const auto known = std::ranges::find_if(late, [&](const LateStep& line) {
    return line.rule == task.rule && line.step == task.step && line.owner == owner;
  });
  if (known == late.end()) {
    late.push_back({task.rule, task.step, owner, over_a_week});
  } else {
    known->over_a_week = known->over_a_week || over_a_week;
  }
}

std::vector<RoleId> gaps_in(const Organisation& organisation, LocalDate today) {
  std::vector<RoleId> gaps;
  for (const auto& role : organisation.roles) {
    auto people = role.holders;
    if (!role.deputy.empty()) people.push_back(role.deputy);
    const auto away = [&](const PersonId& person) { return organisation.absent(person, today); };
    if (!falls_to_manager(role.role) && std::ranges::all_of(people, away)) gaps.push_back(role.role);
  }
  return gaps;
}

}  // namespace

WatchReport watch_report(const PersonId& reader, const std::vector<CaseFile>& files, Moment now,
                         const Municipality& municipality) {
  const auto& organisation = municipality.organisation;
  const auto today = date_of(municipality.zone.to_local(now));
  WatchReport report;
  for (const auto& [the_case, tasks] : files) {
    const auto* protocol = municipality.protocol_of(the_case.protocol);
    if (protocol == nullptr || !counts_for(reader, the_case, organisation)) continue;
    for (const auto& task : tasks) {
      const auto* rule = protocol->rule(task.key.rule, task.key.step);
      if (rule == nullptr || !is_late(task, *rule, now)) continue;
      const bool over_a_week = now - task.due > std::chrono::weeks{1};
      add(report.late, task.key, acting_role(task.owner, the_case, organisation, today), over_a_week);
    }
  }
  std::ranges::sort(report.late, {}, [](const LateStep& line) {
    return std::tuple{!line.over_a_week, line.rule.str(), line.step, line.owner.str()};
  });
  report.gaps = gaps_in(organisation, today);
  return report;
}

}  // namespace meldmaat
