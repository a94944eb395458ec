// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/telling.hpp"

#include <algorithm>
#include <utility>

#include "bot/flags.hpp"
#include "bot/rules/access.hpp"

namespace meldmaat {

namespace {

using Kind = Notice::Kind;

/// The roles these rings climb to; a repeat climbs to the highest again.
std::vector<RoleId> climbed_roles(const Rule& rule, const std::vector<Ring>& rings) {
  std::vector<RoleId> climbed;
  for (const auto& ring : rings) {
    if (ring.kind == Ring::Kind::escalation) climbed.push_back(ring.to);
    if (ring.kind == Ring::Kind::repeat && !rule.escalate.empty()) climbed.push_back(rule.escalate.back().to);
  }
  std::ranges::sort(climbed);
  const auto doubles = std::ranges::unique(climbed);
  climbed.erase(doubles.begin(), doubles.end());
  return climbed;
}

}  // namespace

void Telling::join(const Reader& reader) {
  if (change_.reads(reader.person) || change_.the_case().has(flags::confidential)) return;
  auto joined = reader;
  if (joined.why != "why.no_holder") joined.why = "why.escalation";
  change_.add_reader(joined);
}

void Telling::welcome(const CaseChange::Settled& news) {
  for (const auto& reader : news.fresh) {
    auto notice = change_.notice(Kind::new_case, reader);
    notice.tasks = change_.lines_of(reader.person);
    notice.urgent = change_.the_case().has(flags::serious);
    change_.tell(std::move(notice));
  }
  for (const auto& gap : news.gaps) {
    auto told = change_.climb(roles::coordinator);
    if (told.empty()) told.push_back(change_.reporter());
    for (const auto& reader : told) {
      auto notice = change_.notice(Kind::excluded, reader);
      notice.args["role"] = gap.role.str();
      notice.args["instead"] = gap.instead.str();
      change_.tell(std::move(notice));
    }
  }
}

std::vector<Reader> Telling::own_people() const {
  const auto& own = change_.the_case();
  std::vector<Reader> people{change_.reporter()};
  if (own.is_of(own.victim)) people.push_back({own.victim, roles::reporter, {}, {}});
  return people;
}

void Telling::victim_of(const std::vector<TaskKey>& armed) {
  for (const auto& key : armed) {
    const auto* task = change_.task(key);
    if (task->owner != roles::victim) continue;
    for (const auto& victim : change_.owners(*task)) change_.tell(change_.notice(Kind::named, victim));
  }
}

void Telling::of_withdrawal(const std::string& reason) {
  for (const auto& reader : change_.the_case().readers) {
    auto notice = change_.notice(Kind::withdrawn, reader);
    notice.tasks = change_.lines_of(reader.person);
    notice.args["reason"] = reason;
    change_.tell(std::move(notice));
  }
  const auto asked = [](const Task& task) { return task.owner == roles::victim; };
  const auto& tasks = change_.file().tasks;
  const auto found = std::ranges::find_if(tasks, asked);
  if (found == tasks.end()) return;
  for (const auto& victim : change_.owners(*found)) change_.tell(change_.notice(Kind::withdrawn, victim));
}

void Telling::of_step(const Fact& fact, const CaseChange::Recorded& outcome) {
  if (outcome.told) {
    for (const auto& reader : own_people()) {
      auto notice = change_.notice(Kind::step_taken, reader);
      notice.fact = fact.name;
      notice.args["kind"] = fact.kind;
      change_.tell(std::move(notice));
    }
  }
  each_owner(outcome.ended, Kind::step_taken, fact);
  each_owner(outcome.armed, Kind::step_begun, fact);
}

void Telling::each_owner(const std::vector<TaskKey>& keys, Kind kind, const Fact& fact) {
  for (const auto& key : keys) {
    const auto* task = change_.task(key);
    for (const auto& owner : change_.owners(*task)) {
      if (owner.person == fact.by || is_own_role(owner.role)) continue;
      auto notice = change_.notice(kind, owner);
      notice.tasks.push_back(change_.line(*task));
      notice.fact = fact.name;
      notice.args["kind"] = fact.kind;
      change_.tell(std::move(notice));
    }
  }
}

void Telling::of_ban(const Ban& ban, std::string_view what) {
  auto seen = at_the_door({ban}, change_.today());
  // One that has ended is named, no more.
  if (seen.empty()) {
    Ban named;
    named.person = ban.person;
    named.ended = change_.now();
    seen.push_back(std::move(named));
  }
  const auto& organisation = change_.municipality().organisation;
  for (const auto& reader : told_of_bans(change_.the_case(), change_.today(), organisation)) {
    auto notice = change_.notice(Kind::ban, reader);
    notice.number = {};
    notice.ban = seen.front();
    notice.args["what"] = what;
    change_.tell(std::move(notice));
  }
}

void Telling::of_keeping(Kind kind, const PersonId& by, std::string_view what) {
  const auto& own = change_.the_case();
  auto told = own_people();
  for (const auto& reader : own.readers) {
    const bool carries =
        may_act(Action::join, change_.file(), nullptr, reader.person, change_.now(), change_.municipality());
    if (carries) told.push_back(reader);
  }
  for (const auto& reader : told) {
    if (reader.person == by) continue;
    auto notice = change_.notice(kind, reader);
    if (!what.empty()) notice.args["what"] = what;
    change_.tell(std::move(notice));
  }
}

void Telling::of_statement(const PersonId& witness, const PersonId& asked_by) {
  auto told = own_people();
  for (const auto& reader : change_.the_case().readers) {
    const bool carries =
        may_act(Action::join, change_.file(), nullptr, reader.person, change_.now(), change_.municipality());
    if (carries || reader.person == asked_by) told.push_back(reader);
  }
  for (const auto& reader : told) {
    if (reader.person != witness) change_.tell(change_.notice(Kind::witnessed, reader));
  }
}

void Telling::of_beginning(const TaskKey& key) {
  const auto* task = change_.task(key);
  for (const auto& owner : change_.owners(*task)) {
    change_.add_reader(owner);
    auto notice = change_.notice(Kind::step_begun, owner);
    notice.tasks.push_back(change_.line(*task));
    change_.tell(std::move(notice));
  }
}

void Telling::of_not_applicable(const Task& task, const PersonId& by) {
  for (const auto& owner : change_.owners(task)) {
    if (owner.person == by) continue;
    auto notice = change_.notice(Kind::agreed, owner);
    notice.tasks.push_back(change_.line(task));
    notice.args["answer"] = "yes";
    notice.args["reason"] = task.reason;
    change_.tell(std::move(notice));
  }
}

void Telling::of_order(const Task& task) {
  const auto& readers = change_.the_case().readers;
  const auto above = std::ranges::find(readers, task.ordered_by, &Reader::person);
  for (const auto& owner : change_.owners(task)) {
    auto notice = change_.notice(Kind::ordered, owner);
    notice.tasks.push_back(change_.line(task));
    if (above != readers.end()) notice.args["by"] = above->role.str();
    notice.urgent = true;
    change_.tell(std::move(notice));
  }
}

void Telling::of_addition(const PersonId& by, const std::vector<TaskKey>& armed) {
  for (const auto& reader : change_.the_case().readers) {
    if (reader.person == by) continue;
    auto notice = change_.notice(Kind::added, reader);
    if (by != change_.the_case().reporter) notice.args["by"] = roles::victim.str();
    for (const auto& key : armed) {
      const auto* task = change_.task(key);
      if (change_.owns(*task, reader.person)) notice.tasks.push_back(change_.line(*task));
    }
    change_.tell(std::move(notice));
  }
}

void Telling::of_rings(const Task& task, const std::vector<Ring>& rings) {
  const auto& rule = *change_.rule_of(task.key);
  const bool urgent = rule.nature == Rule::Nature::hard;
  const auto line = change_.line(task);
  const auto tell = [&](Kind kind, const Reader& reader, const RoleId& instead_of) {
    auto notice = change_.notice(kind, reader);
    notice.tasks.push_back(line);
    notice.urgent = urgent;
    if (!instead_of.empty() && reader.role != instead_of) notice.args["instead_of"] = instead_of.str();
    change_.tell(std::move(notice));
  };
  const bool only_reminded =
      std::ranges::all_of(rings, [](const Ring& ring) { return ring.kind == Ring::Kind::reminder; });
  for (const auto& owner : change_.owners(task)) {
    // A deputy who stands in today reads the case from now on.
    change_.add_reader(owner);
    tell(only_reminded ? Kind::reminder : Kind::due, owner, {});
  }
  change_.enter(entries::rang, {}, to_text(task.key));
  for (const auto& role : climbed_roles(rule, rings)) {
    for (const auto& reader : change_.climb(role)) {
      if (change_.owns(task, reader.person)) continue;
      join(reader);
      tell(Kind::escalation, reader, role);
      change_.enter(entries::climbed, {}, to_text(task.key) + " " + role.str() + " " + reader.person.str());
    }
  }
}

}  // namespace meldmaat
