// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/scan.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "bot/flags.hpp"

namespace meldmaat {

namespace {

using Facts = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view fact, Facts facts) {
  return std::ranges::find(facts, fact) != facts.end();
}

bool has_fact(const Case& the_case, Facts facts) {
  return std::ranges::any_of(the_case.facts, [&](const Fact& fact) { return is_one_of(fact.name, facts); });
}

/// The tasks of a case that wait, or waited, for one of these facts.
std::vector<const Task*> tasks_for(const CaseFile& file, Facts facts, const Municipality& municipality) {
  std::vector<const Task*> tasks;
  const auto* protocol = municipality.protocol_of(file.the_case.protocol);
  if (protocol == nullptr) return tasks;
  for (const auto& task : file.tasks) {
    const auto* rule = protocol->rule(task.key.rule, task.key.step);
    if (rule != nullptr && is_one_of(rule->done, facts)) tasks.push_back(&task);
  }
  return tasks;
}

bool is_late(const Task& task, Moment now) {
  return task.status == Task::Status::open && task.due <= now;
}

void count(Share& share, bool met) {
  ++share.whole;
  if (met) ++share.part;
}

constexpr Facts police_facts{"police_report", "police_notification"};
constexpr Facts reaction_facts{"reaction"};
/// The manager asks, or the care team does in its first talk.
constexpr Facts aftercare_facts{"aftercare_asked", "first_care_talk"};

void count_police(const CaseFile& file, Moment now, const Municipality& municipality, Share& share) {
  if (!file.the_case.has(flags::serious)) return;
  const auto tasks = tasks_for(file, police_facts, municipality);
  const auto are = [&](Task::Status status) { return std::ranges::count(tasks, status, &Task::status); };
  const bool declined = are(Task::Status::not_applicable) > 0 && are(Task::Status::open) == 0;
  const bool decided = declined || has_fact(file.the_case, police_facts);
  const bool late = std::ranges::any_of(tasks, [&](const Task* task) { return is_late(*task, now); });
  if (decided || late) count(share, decided);
}

void count_reaction(const CaseFile& file, Moment now, const Municipality& municipality, Share& share) {
  for (const auto* task : tasks_for(file, reaction_facts, municipality)) {
    const auto in_time = [&](const Fact& fact) {
      return is_one_of(fact.name, reaction_facts) && fact.happened <= task->due;
    };
    const bool done = task->status == Task::Status::done;
    if (done || is_late(*task, now)) count(share, done && std::ranges::any_of(file.the_case.facts, in_time));
  }
}

void count_aftercare(const CaseFile& file, Moment now, const Municipality& municipality, Share& share) {
  const bool asked = has_fact(file.the_case, aftercare_facts);
  const auto tasks = tasks_for(file, aftercare_facts, municipality);
  const bool late = std::ranges::any_of(tasks, [&](const Task* task) { return is_late(*task, now); });
  if (asked || late) count(share, asked);
}

std::optional<Share> shown(const Share& share) {
  return share.whole < least_to_show ? std::nullopt : std::optional{share};
}

}  // namespace

std::optional<RoleId> scans_as(const PersonId& person, const Organisation& organisation) {
  if (person.empty()) return std::nullopt;
  const auto held = organisation.municipal_roles_of(person);
  for (const auto& role : {roles::coordinator, roles::director, roles::watcher}) {
    if (std::ranges::find(held, role) != held.end()) return role;
  }
  return std::nullopt;
}

int score_of(const Scan& scan) {
  return static_cast<int>(std::ranges::count(scan.ticks, true));
}

ScanBand band_of(int score) {
  constexpr int middle_from = 4;
  constexpr int middle_until = 8;
  if (score < middle_from) return ScanBand::low;
  return score > middle_until ? ScanBand::high : ScanBand::middle;
}

ScanChange compare(const Scan& before, const Scan& after) {
  ScanChange change;
  for (std::size_t point = 0; point < scan_points; ++point) {
    const auto number = static_cast<int>(point) + 1;
    if (after.ticks.at(point) && !before.ticks.at(point)) change.gained.push_back(number);
    if (before.ticks.at(point) && !after.ticks.at(point)) change.lost.push_back(number);
  }
  return change;
}

std::vector<RoleId> roles_for_point(std::size_t point) {
  if (point == 4) return {roles::counsellor, roles::coordinator, roles::watcher};
  if (point == 8) return {roles::jurist};
  return {};
}

bool is_filled(const RoleId& role, const Organisation& organisation) {
  const auto* held = organisation.role(role);
  return held != nullptr && !held->holders.empty();
}

ScanMeasures measured(const std::vector<CaseFile>& files, Moment now, const Municipality& municipality) {
  Share police;
  Share reaction;
  Share aftercare;
  for (const auto& file : files) {
    if (file.the_case.status == Case::Status::withdrawn) continue;
    count_police(file, now, municipality, police);
    count_reaction(file, now, municipality, reaction);
    count_aftercare(file, now, municipality, aftercare);
  }
  return {shown(police), shown(reaction), shown(aftercare)};
}

}  // namespace meldmaat
