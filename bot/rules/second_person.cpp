// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/second_person.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace meldmaat {

namespace {

using What = ChangedSetting::What;

/// Both versions of one municipality, and what differs.
struct Comparison {
  const Municipality& before;
  const Municipality& after;
  std::vector<ChangedSetting> found = {};  // NOLINT(readability-redundant-member-init): the others are enough

  void differs(What what, std::string of, std::string from, std::string to, RoleId role = {}) {
    if (from != to) found.push_back({what, std::move(of), std::move(role), std::move(from), std::move(to)});
  }
};

std::string joined(std::string all, const std::string& next) {
  return all.empty() || next.empty() ? all + next : all + ", " + next;
}

/// By name, with the id: names are not unique, and one that was only renamed is the same person.
std::string person_in(const Organisation& organisation, const PersonId& id) {
  const auto* person = organisation.person(id);
  return person == nullptr ? id.str() : person->name + " (" + id.str() + ")";
}

std::string team_in(const Organisation& organisation, const TeamId& id) {
  const auto* team = organisation.team(id);
  return team == nullptr ? id.str() : team->name;
}

std::string channels_of(const Person& person) {
  std::string all;
  for (const auto& key : person.channels) {
    all = joined(std::move(all), key.channel == "web" ? key.channel : key.channel + ":" + key.address);
  }
  return all;
}

/// Somebody new reads nothing by that, and somebody who is gone neither: only who stays is looked at.
void compare_people(Comparison& both) {
  const auto& before = both.before.organisation;
  const auto& after = both.after.organisation;
  for (const auto& person : before.people) {
    const auto* other = after.person(person.id);
    if (other == nullptr) continue;
    const auto name = person_in(before, person.id);
    if (person.channels != other->channels) {
      both.found.push_back({What::channels, name, {}, channels_of(person), channels_of(*other)});
    }
    if (person.team != other->team) {
      both.found.push_back({What::place, name, {}, team_in(before, person.team), team_in(after, other->team)});
    }
    if (person.office_holder != other->office_holder) both.found.push_back({What::office, name, {}, {}, {}});
  }
}

void compare_newcomers(Comparison& both, const std::function<bool(const PersonId&)>& has_cases) {
  const auto& after = both.after.organisation;
  for (const auto& person : after.people) {
    if (both.before.organisation.person(person.id) != nullptr || !has_cases(person.id)) continue;
    both.differs(What::returned, person_in(after, person.id), {}, channels_of(person));
  }
}

void compare_team(Comparison& both, const Team& team, const Team& other) {
  const auto& before = both.before.organisation;
  const auto& after = both.after.organisation;
  const auto person = [](const Organisation& organisation, const PersonId& id) {
    return id.empty() ? std::string{} : person_in(organisation, id);
  };
  const auto& name = team.name.empty() ? other.name : team.name;
  if (team.manager != other.manager) {
    both.differs(What::manager, name, person(before, team.manager), person(after, other.manager));
  }
  if (team.deputy != other.deputy) {
    both.differs(What::team_deputy, name, person(before, team.deputy), person(after, other.deputy));
  }
  if (team.parent != other.parent) {
    both.found.push_back({What::parent, name, {}, team_in(before, team.parent), team_in(after, other.parent)});
  }
  both.differs(What::team_protocol, name, team.protocol.str(), other.protocol.str());
}

void compare_teams(Comparison& both) {
  const auto& before = both.before.organisation;
  const auto& after = both.after.organisation;
  for (const auto& team : before.teams) {
    const auto* other = after.team(team.id);
    compare_team(both, team, other == nullptr ? Team{} : *other);
  }
  for (const auto& team : after.teams) {
    if (before.team(team.id) == nullptr) compare_team(both, Team{}, team);
  }
}

std::string holders_in(const Organisation& organisation, const RoleHolder& row) {
  std::string all;
  for (const auto& id : row.holders) all = joined(std::move(all), person_in(organisation, id));
  return all;
}

const RoleHolder* same_row(const Organisation& organisation, const RoleHolder& row) {
  const auto found = std::ranges::find_if(
      organisation.roles, [&](const RoleHolder& other) { return other.role == row.role && other.team == row.team; });
  return found == organisation.roles.end() ? nullptr : &*found;
}

void compare_role(Comparison& both, const RoleHolder& row, const RoleHolder& other) {
  const auto& before = both.before.organisation;
  const auto& after = both.after.organisation;
  const auto& named = row.role.empty() ? other : row;
  const auto team = named.team.empty() ? std::string{} : team_in(row.role.empty() ? after : before, named.team);
  const std::set from(row.holders.begin(), row.holders.end());
  const std::set to(other.holders.begin(), other.holders.end());
  if (from != to) both.differs(What::holders, team, holders_in(before, row), holders_in(after, other), named.role);
  if (row.deputy == other.deputy) return;
  both.differs(What::role_deputy, team, row.deputy.empty() ? std::string{} : person_in(before, row.deputy),
               other.deputy.empty() ? std::string{} : person_in(after, other.deputy), named.role);
}

void compare_roles(Comparison& both) {
  const auto& before = both.before.organisation;
  const auto& after = both.after.organisation;
  for (const auto& row : before.roles) {
    const auto* other = same_row(after, row);
    compare_role(both, row, other == nullptr ? RoleHolder{} : *other);
  }
  for (const auto& row : after.roles) {
    if (same_row(before, row) == nullptr) compare_role(both, RoleHolder{}, row);
  }
}

std::string years(const std::optional<int>& count) {
  return count ? std::to_string(*count) : std::string{};
}

template <class Ref>
std::string version_of(const Ref& ref) {
  return ref.id.str() + " " + std::to_string(ref.version);
}

/// Which rules say something else, by their ids.
std::string what_differs(const Protocol& before, const Protocol& after) {
  std::set<std::string> ids;
  const auto add_missing = [&](const Protocol& from, const Protocol& in) {
    for (const auto& rule : from.rules) {
      const auto* other = in.rule(rule.id, rule.step);
      if (other == nullptr || *other != rule) ids.insert(rule.id.str());
    }
  };
  add_missing(before, after);
  add_missing(after, before);
  std::string all;
  for (const auto& id : ids) all = joined(std::move(all), id);
  return all;
}

std::string what_differs(const Form& /*before*/, const Form& /*after*/) {
  return {};
}

/// What is on the shelf is in use, or was: every version must say what it said. A new one counts when new cases get it.
template <class Thing, class InUse>
void compare_shelf(Comparison& both, What what, const std::vector<Thing>& before, const std::vector<Thing>& after,
                   InUse in_use) {
  for (const auto& thing : before) {
    const auto other = std::ranges::find(after, thing.ref, &Thing::ref);
    if (other == after.end()) {
      both.found.push_back({what, version_of(thing.ref), {}, version_of(thing.ref), {}});
    } else if (*other != thing) {
      both.found.push_back({what, version_of(thing.ref), {}, {}, what_differs(thing, *other)});
    }
  }
  for (const auto& thing : after) {
    const bool is_new = std::ranges::find(before, thing.ref, &Thing::ref) == before.end();
    if (is_new && in_use(thing.ref.id))
      both.found.push_back({what, version_of(thing.ref), {}, {}, version_of(thing.ref)});
  }
}

void compare_rules(Comparison& both) {
  const auto& [before, after, found] = both;
  both.differs(What::protocol, {}, before.protocol.str(), after.protocol.str());
  both.differs(What::form, {}, before.form.str(), after.form.str());
  compare_shelf(both, What::protocol_content, before.protocols, after.protocols, [&](const ProtocolId& id) {
    return id == after.protocol ||
           std::ranges::find(after.organisation.teams, id, &Team::protocol) != after.organisation.teams.end();
  });
  compare_shelf(both, What::form_content, before.forms, after.forms,
                [&](const FormId& id) { return id == after.form; });
}

/// Who may do more after the change than before it, or is reached elsewhere.
std::set<PersonId> who_gain(const Organisation& accepted, const Organisation& proposed) {
  std::set<PersonId> gain;
  for (const auto& person : proposed.people) {
    const auto before = accepted.roles_of(person.id);
    for (const auto& role : proposed.roles_of(person.id)) {
      if (std::ranges::find(before, role) == before.end()) gain.insert(person.id);
    }
    const auto* known = accepted.person(person.id);
    if (known == nullptr || known->channels != person.channels) gain.insert(person.id);
  }
  // The same role for another team, or as holder instead of deputy, is more too.
  const auto newly = [&](const PersonId& to, const PersonId& from) {
    if (to != from) gain.insert(to);
  };
  for (const auto& team : proposed.teams) {
    const auto* before = accepted.team(team.id);
    newly(team.manager, before == nullptr ? PersonId{} : before->manager);
    newly(team.deputy, before == nullptr ? PersonId{} : before->deputy);
  }
  for (const auto& row : proposed.roles) {
    const auto* before = same_row(accepted, row);
    for (const auto& id : row.holders) {
      const bool held = before != nullptr && std::ranges::find(before->holders, id) != before->holders.end();
      if (!held) gain.insert(id);
    }
    newly(row.deputy, before == nullptr ? PersonId{} : before->deputy);
  }
  return gain;
}

}  // namespace

std::vector<ChangedSetting> changed_settings(const Municipality& accepted, const Municipality& proposed,
                                             const std::function<bool(const PersonId&)>& has_cases) {
  Comparison both{accepted, proposed};
  compare_people(both);
  compare_newcomers(both, has_cases);
  compare_teams(both);
  compare_roles(both);
  const auto& [reports, withdrawn] = accepted.organisation.retention;
  both.differs(What::report_years, {}, years(reports), years(proposed.organisation.retention.reports));
  both.differs(What::withdrawn_years, {}, years(withdrawn), years(proposed.organisation.retention.withdrawn));
  both.differs(What::anonymous_route, {}, accepted.organisation.anonymous_route, proposed.organisation.anonymous_route);
  compare_rules(both);
  return std::move(both.found);
}

std::vector<PersonId> deciders(const Organisation& accepted, const Organisation& proposed) {
  const auto gain = who_gain(accepted, proposed);
  const auto administrators = accepted.people_in(roles::administrator);
  std::vector<PersonId> found;
  for (const auto& role : {roles::coordinator, roles::director}) {
    for (const auto& id : accepted.people_in(role)) {
      const bool runs_it = std::ranges::find(administrators, id) != administrators.end();
      if (runs_it || gain.contains(id) || std::ranges::find(found, id) != found.end()) continue;
      found.push_back(id);
    }
  }
  return found;
}

void take_absences(Organisation& accepted, const Organisation& proposed) {
  accepted.absences.clear();
  for (const auto& absence : proposed.absences) {
    if (accepted.person(absence.person) != nullptr) accepted.absences.push_back(absence);
  }
}

}  // namespace meldmaat
