// SPDX-License-Identifier: EUPL-1.2
#include "bot/organisation.hpp"

#include <algorithm>

namespace meldmaat {

const std::vector<RoleId>& known_roles() {
  static const std::vector<RoleId> all{roles::manager,
                                       roles::counsellor,
                                       roles::office_counsellor,
                                       roles::coordinator,
                                       roles::care_team,
                                       roles::jurist,
                                       roles::police_guide,
                                       roles::mandated,
                                       roles::security,
                                       roles::reception,
                                       roles::director,
                                       roles::mayor,
                                       roles::deputy_mayor,
                                       roles::registrar,
                                       roles::public_order,
                                       roles::safety_officer,
                                       roles::integrity_officer,
                                       roles::communication,
                                       roles::information_specialist,
                                       roles::works_council,
                                       roles::privacy_officer,
                                       roles::watcher,
                                       roles::administrator};
  return all;
}

bool falls_to_manager(const RoleId& role) {
  return role == roles::police_guide;
}

bool is_own_role(const RoleId& role) {
  return role == roles::reporter || role == roles::victim;
}

namespace {
template <class Range, class Value, class Member>
auto find_by(const Range& range, const Value& value, Member member) {
  const auto found = std::ranges::find(range, value, member);
  return found == range.end() ? nullptr : &*found;
}

bool is_held_by(const RoleHolder& entry, const PersonId& id) {
  return entry.deputy == id || std::ranges::find(entry.holders, id) != entry.holders.end();
}
}  // namespace

const Person* Organisation::person(const PersonId& id) const {
  return people.find(id);
}

const Person* Organisation::person_at(const ConversationKey& key) const {
  return people.at(key);
}

const Team* Organisation::team(const TeamId& id) const {
  return find_by(teams, id, &Team::id);
}

const RoleHolder* Organisation::role(const RoleId& id) const {
  const auto general = [&](const RoleHolder& entry) { return entry.role == id && entry.team.empty(); };
  const auto found = std::ranges::find_if(roles, general);
  return found == roles.end() ? nullptr : &*found;
}

const RoleHolder* Organisation::role_for(const RoleId& id, const TeamId& team) const {
  auto above = team;
  // At most once through every team.
  for (std::size_t level = 0; level < teams.size() && !above.empty(); ++level) {
    const auto own = [&](const RoleHolder& entry) { return entry.role == id && entry.team == above; };
    const auto found = std::ranges::find_if(roles, own);
    if (found != roles.end()) return &*found;
    const auto* known = this->team(above);
    above = known == nullptr ? TeamId{} : known->parent;
  }
  return role(id);
}

bool Organisation::absent(const PersonId& id, LocalDate day) const {
  return std::ranges::any_of(absences, [&](const Absence& absence) {
    return absence.person == id && absence.first <= day && day <= absence.last;
  });
}

std::vector<PersonId> Organisation::people_in(const RoleId& id) const {
  const auto* found = role(id);
  if (found == nullptr) return {};
  auto everybody = found->holders;
  if (!found->deputy.empty() && !is_held_by({id, found->holders, {}, {}}, found->deputy)) {
    everybody.push_back(found->deputy);
  }
  return everybody;
}

std::vector<RoleId> Organisation::municipal_roles_of(const PersonId& id) const {
  std::vector<RoleId> held;
  for (const auto& entry : roles) {
    if (entry.team.empty() && is_held_by(entry, id)) held.push_back(entry.role);
  }
  return held;
}

std::vector<RoleId> Organisation::roles_of(const PersonId& id) const {
  std::vector<RoleId> held;
  const bool manages =
      std::ranges::any_of(teams, [&](const Team& team) { return team.manager == id || team.deputy == id; });
  if (manages) held.push_back(meldmaat::roles::manager);
  for (const auto& entry : roles) {
    if (is_held_by(entry, id)) held.push_back(entry.role);
  }
  return held;
}

}  // namespace meldmaat
