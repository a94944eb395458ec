// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/watch.hpp"

#include <algorithm>

#include "bot/rules/digest.hpp"

namespace meldmaat {

namespace {

bool is_late(const Task& task, const Rule& rule, Moment now) {
  return task.status == Task::Status::open && !rule.to_reporter && task.due < now &&
         (!task.postponed_until || *task.postponed_until < now);
}

void count(std::vector<LateStep>& late, const Task& task, int days) {
  const auto known = std::ranges::find_if(late, [&](const LateStep& line) {
    return line.rule == task.key.rule && line.step == task.key.step && line.owner == task.owner;
  });
  if (known == late.end()) {
    late.push_back({task.key.rule, task.key.step, task.owner, 1, days});
  } else {
    ++known->count;
    known->days = std::max(known->days, days);
  }
}

std::vector<RoleId> gaps_in(const Organisation& organisation, LocalDate today) {
  std::vector<RoleId> gaps;
  for (const auto& role : organisation.roles) {
    auto people = role.holders;
    if (!role.deputy.empty()) people.push_back(role.deputy);
    const auto away = [&](const PersonId& person) { return organisation.absent(person, today); };
    if (std::ranges::all_of(people, away)) gaps.push_back(role.role);
  }
  return gaps;
}

}  // namespace

WatchReport watch_report(const PersonId& reader, const std::vector<CaseFile>& files, Moment now,
                         const Municipality& municipality) {
  WatchReport report;
  for (const auto& [the_case, tasks] : files) {
    const auto* protocol = municipality.protocol_of(the_case.protocol);
    if (protocol == nullptr || !counts_for(reader, the_case, municipality.organisation)) continue;
    for (const auto& task : tasks) {
      const auto* rule = protocol->rule(task.key.rule, task.key.step);
      if (rule == nullptr || !is_late(task, *rule, now)) continue;
      count(report.late, task, static_cast<int>(std::chrono::floor<std::chrono::days>(now - task.due).count()));
    }
  }
  std::ranges::sort(report.late, std::ranges::greater{}, &LateStep::days);
  report.gaps = gaps_in(municipality.organisation, date_of(municipality.zone.to_local(now)));
  return report;
}

}  // namespace meldmaat
