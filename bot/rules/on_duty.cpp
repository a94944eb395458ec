// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/on_duty.hpp"

#include <algorithm>

#include "bot/flags.hpp"

namespace meldmaat {

namespace {

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

/// Who takes a role when it has nobody. Ends at the director, and above the director at the mayor.
RoleId next_in_chain(const RoleId& role) {
  if (role == roles::manager || role == roles::coordinator || role == roles::registrar) return roles::director;
  if (role == roles::office_counsellor) return roles::counsellor;
  if (falls_to_manager(role)) return roles::manager;
  if (role == roles::director) return roles::mayor;
  if (role == roles::mayor) return roles::deputy_mayor;
  if (role == roles::deputy_mayor) return roles::registrar;
  return roles::coordinator;
}

class Roster {
 public:
  Roster(const Case& the_case, const Organisation& organisation, LocalDate today)
      : case_(the_case), organisation_(organisation), today_(today), out_(kept_out(the_case, organisation)) {}

  [[nodiscard]] std::vector<Reader> people(const RoleId& role) const {
    if (role == roles::reporter) return {{case_.reporter, role, "why.reporter", {}}};
    if (role == roles::victim) return victims();
    if (role == roles::manager) return managers();
    const auto* entry = organisation_.role_for(role, team_of(case_, organisation_));
    if (entry == nullptr) return {};
    std::vector<Reader> found;
    for (const auto& holder : entry->holders) {
      if (available(holder)) found.push_back({holder, role, "why." + role.str(), {}});
    }
    if (found.empty() && available(entry->deputy)) {
      found.push_back(
          {entry->deputy, role, "why.stands_in", entry->holders.empty() ? PersonId{} : entry->holders.front()});
    }
    return found;
  }

 private:
  /// Of somebody else's report, who may know of it.
  [[nodiscard]] std::vector<Reader> victims() const {
    const auto& victim = case_.victim;
    const bool known = victim != case_.reporter && case_.is_of(victim) && !contains(out_, victim) &&
                       organisation_.person(victim) != nullptr;
    if (!known) return {};
    return {{victim, roles::victim, "why.victim", {}}};
  }
  [[nodiscard]] bool concerned(const PersonId& person) const {
    return person == case_.reporter || person == case_.victim || contains(out_, person);
  }
  [[nodiscard]] bool available(const PersonId& person) const {
    return !person.empty() && !concerned(person) && !organisation_.absent(person, today_);
  }

  /// Up the line, at most once through every team. The deputy stands in for an absent manager, never for one who may
  /// not hear of the case or who is part of it.
  [[nodiscard]] std::vector<Reader> managers() const {
    auto id = team_of(case_, organisation_);
    for (std::size_t level = 0; level < organisation_.teams.size(); ++level) {
      const auto* team = organisation_.team(id);
      if (team == nullptr) break;
      if (available(team->manager)) {
        return {{team->manager, roles::manager, level == 0 ? "why.manager" : "why.higher_manager", {}}};
      }
      if (available(team->deputy) && (team->manager.empty() || !concerned(team->manager))) {
        return {{team->deputy, roles::manager, "why.stands_in", team->manager}};
      }
      id = team->parent;
    }
    return {};
  }

  const Case& case_;
  const Organisation& organisation_;
  LocalDate today_;
  std::vector<PersonId> out_;
};

}  // namespace

TeamId team_of(const Case& the_case, const Organisation& organisation) {
  if (!the_case.team.empty()) return the_case.team;
  for (const auto& id : {the_case.victim, the_case.reporter}) {
    const auto* person = organisation.person(id);
    if (person != nullptr && !person->team.empty()) return person->team;
  }
  return {};
}

std::vector<PersonId> kept_out(const Case& the_case, const Organisation& organisation) {
  auto out = the_case.excluded;
  const auto keep_out = [&](const PersonId& person) {
    if (!person.empty() && !contains(out, person)) out.push_back(person);
  };
  const bool involved = the_case.has(flags::manager_involved);
  const bool unasked = the_case.has(flags::confidential) && !the_case.has(flags::manager_consent);
  if (!involved && !unasked) return out;
  const auto* team = organisation.team(team_of(the_case, organisation));
  const auto* mayor = organisation.role(roles::mayor);
  // Whom an office holder would otherwise report to is the mayor.
  if (the_case.has(flags::office_holder) && mayor != nullptr) {
    for (const auto& holder : mayor->holders) keep_out(holder);
    if (involved) keep_out(mayor->deputy);
  } else if (team != nullptr) {
    keep_out(team->manager);
    if (involved) keep_out(team->deputy);
  }
  return out;
}

std::vector<Reader> on_duty_in(const RoleId& role, const Case& the_case, const Organisation& organisation,
                               LocalDate today) {
  return Roster{the_case, organisation, today}.people(role);
}

std::vector<Reader> on_duty(const RoleId& role, const Case& the_case, const Organisation& organisation,
                            LocalDate today) {
  const Roster roster{the_case, organisation, today};
  // What is asked of reporter and victim is asked of nobody in their place.
  if (is_own_role(role)) return roster.people(role);
  std::vector<RoleId> tried;
  for (auto next = role; !contains(tried, next); next = next_in_chain(next)) {
    auto found = roster.people(next);
    if (next != role) {
      for (auto& reader : found) reader.why = "why.no_holder";
    }
    if (!found.empty()) return found;
    tried.push_back(next);
  }
  return {};
}

}  // namespace meldmaat
