// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>
#include <set>

#include "config/organisation_file.hpp"

namespace meldmaat {

namespace {

/// Without these a report can get stuck: handbook §7 sends it to them, §8 escalates to them.
const std::vector<RoleId>& needed_roles() {
  static const std::vector<RoleId> needed{roles::counsellor, roles::coordinator, roles::director, roles::care_team,
                                          roles::watcher};
  return needed;
}

/// What may be named: the ids of all people, of all teams, of all roles.
struct Names {
  std::string thing;  ///< "person"
  std::vector<std::string> known;
  [[nodiscard]] bool has(const std::string& name) const { return std::ranges::find(known, name) != known.end(); }
};

/// The ids of `rows`; complains about those that are given twice.
template <class Row>
Names names_of(const std::string& thing, const std::vector<Row>& rows, auto id_of, Complaints& complaints) {
  Names names{thing, {}};
  for (const auto& row : rows) {
    const std::string id = id_of(row);
    if (id.empty()) continue;
    if (names.has(id)) {
      complaints.mistake(row.from.place("id"), "there is already a " + thing + " " + in_quotes(id),
                         "an id that no other " + thing + " has");
    } else {
      names.known.push_back(id);
    }
  }
  return names;
}

void check_known(const std::string& name, const Place& place, const Names& names, Complaints& complaints) {
  if (name.empty() || names.has(name)) return;
  complaints.mistake(place, "unknown " + names.thing + " " + in_quotes(name), "the id of a [[" + names.thing + "]]",
                     nearest_word(name, names.known));
}

void check_people(const OrganisationRows& rows, const Names& teams, Complaints& complaints) {
  for (const auto& row : rows.people) {
    const Person& person = row.value;
    const Table& from = row.from;
    check_known(person.team.str(), from.place("team"), teams, complaints);
    if (person.office_holder && !person.team.empty()) {
      complaints.mistake(from.place("team"), "an office holder has no team", "no team, or office_holder = false");
    }
    if (!person.office_holder && person.team.empty() && !from.has("team")) {
      complaints.warning(from.place(),
                         in_quotes(person.id.str()) +
                             " has no team: no manager receives this person's "
                             "reports",
                         "a team, or office_holder = true");
    }
  }
}

/// What comes from an address is that person's word: it belongs to one person, and stands there once.
void check_addresses(const OrganisationRows& rows, const std::string& channel, std::vector<Word> PersonRow::* addresses,
                     Complaints& complaints) {
  std::map<std::string, PersonId> owners;
  for (const auto& row : rows.people) {
    for (const auto& [address, place] : row.*addresses) {
      const auto [owner, is_new] = owners.emplace(address, row.value.id);
      if (is_new) continue;
      complaints.mistake(place,
                         "the address " + in_quotes(channel + ':' + address) + " is already the one of " +
                             in_quotes(owner->second.str()),
                         "an address for one person, once");
    }
  }
}

void check_teams(const OrganisationRows& rows, const Names& people, const Names& teams, Complaints& complaints) {
  for (const auto& [team, from] : rows.teams) {
    check_known(team.manager.str(), from.place("manager"), people, complaints);
    check_known(team.deputy.str(), from.place("deputy"), people, complaints);
    check_known(team.parent.str(), from.place("parent"), teams, complaints);
    if (!team.deputy.empty() && team.deputy == team.manager) {
      complaints.mistake(from.place("deputy"), in_quotes(team.deputy.str()) + " cannot stand in for themselves",
                         "another person than the manager");
    }
    if (!from.has("deputy")) {
      complaints.warning(from.place(), "nobody stands in for the manager of team " + in_quotes(team.id.str()),
                         "a deputy");
    }
  }
}

const ReadFrom<Team>* find_team(const OrganisationRows& rows, const TeamId& id) {
  const auto found = std::ranges::find_if(rows.teams, [&](const auto& row) { return row.value.id == id; });
  return found == rows.teams.end() ? nullptr : &*found;
}

/// Going up from a team must end. Each loop is told once, at the team of it that stands first in the file.
void check_team_loops(const OrganisationRows& rows, Complaints& complaints) {
  std::set<TeamId> told;
  for (const auto& row : rows.teams) {
    std::vector<TeamId> way;
    const ReadFrom<Team>* at = &row;
    while (at != nullptr && std::ranges::find(way, at->value.id) == way.end()) {
      way.push_back(at->value.id);
      at = at->value.parent.empty() ? nullptr : find_team(rows, at->value.parent);
    }
    if (at == nullptr || at->value.id != row.value.id || told.contains(row.value.id)) continue;
    told.insert(way.begin(), way.end());
    std::string loop;
    for (const auto& team : way) loop += team.str() + " -> ";
    complaints.mistake(row.from.place("parent"), "the teams above each other form a loop: " + loop + way.front().str(),
                       "a parent that leads to the top");
  }
}

void check_role(const RoleRow& row, const Names& people, Complaints& complaints) {
  for (const auto& [holder, place] : row.holders) {
    check_known(holder, place, people, complaints);
    if (holder == row.value.deputy.str()) {
      complaints.mistake(row.from.place("deputy"), in_quotes(holder) + " cannot stand in for themselves",
                         "another person than the holders");
    }
  }
  check_known(row.value.deputy.str(), row.from.place("deputy"), people, complaints);
  if (row.from.is_empty_list("holders")) {
    complaints.mistake(row.from.place("holders"), "nobody holds the role " + in_quotes(row.value.role.str()),
                       "at least one person");
  }
  if (row.holders.size() == 1 && !row.from.has("deputy")) {
    complaints.warning(row.from.place(), "nobody stands in for the " + in_quotes(row.value.role.str()),
                       "a deputy or a second holder");
  }
}

void check_role_name(const RoleRow& row, Complaints& complaints) {
  const std::string& name = row.value.role.str();
  std::vector<std::string> known;
  for (const auto& role : known_roles()) {
    if (role != roles::manager) known.push_back(role.str());
  }
  if (name.empty() || std::ranges::find(known, name) != known.end()) return;
  if (row.value.role == roles::manager || is_own_role(row.value.role)) {
    complaints.mistake(row.from.place("id"), "the role " + in_quotes(name) + " has no holder of its own",
                       row.value.role == roles::manager ? "the manager in the [[team]]" : "another role");
    return;
  }
  complaints.mistake(row.from.place("id"), "unknown role " + in_quotes(name), "one of " + listed(known),
                     nearest_word(name, known));
}

void check_roles_held(const OrganisationRows& rows, const Names& held, Complaints& complaints) {
  const auto& needed = needed_roles();
  std::vector<std::string> left_open;
  for (const auto& role : known_roles()) {
    if (role == roles::manager || falls_to_manager(role) || held.has(role.str())) continue;
    if (std::ranges::find(needed, role) == needed.end()) {
      left_open.push_back(role.str());
    } else {
      complaints.mistake({rows.file, 0, 0}, "nobody holds the role " + in_quotes(role.str()),
                         "a [[role]] with id = " + in_quotes(role.str()) + " and its holders");
    }
  }
  if (left_open.empty()) return;
  complaints.warning({rows.file, 0, 0}, "nobody holds: " + listed(left_open), "a [[role]] for each of them");
}

void check_absences(const OrganisationRows& rows, const Names& people, Complaints& complaints) {
  for (const auto& [absence, from] : rows.absences) {
    check_known(absence.person.str(), from.place("person"), people, complaints);
    if (absence.last < absence.first) {
      complaints.mistake(from.place("last"), "the absence ends before it begins",
                         "a last day that is not before first");
    }
  }
}

}  // namespace

void check_organisation(const OrganisationRows& rows, Complaints& complaints) {
  const auto id = [](const auto& row) -> const std::string& { return row.value.id.str(); };
  // Once for all, and once for each team that has its own.
  const auto role_id = [](const RoleRow& row) {
    return row.value.role.str() + (row.value.team.empty() ? "" : "\" for the team \"" + row.value.team.str());
  };
  const Names people = names_of("person", rows.people, id, complaints);
  const Names teams = names_of("team", rows.teams, id, complaints);
  const Names held = names_of("role", rows.roles, role_id, complaints);
  check_people(rows, teams, complaints);
  check_addresses(rows, "teams", &PersonRow::teams_addresses, complaints);
  check_addresses(rows, "matrix", &PersonRow::matrix_addresses, complaints);
  check_teams(rows, people, teams, complaints);
  check_team_loops(rows, complaints);
  for (const auto& row : rows.roles) {
    check_role_name(row, complaints);
    check_role(row, people, complaints);
    check_known(row.value.team.str(), row.from.place("team"), teams, complaints);
  }
  check_roles_held(rows, held, complaints);
  check_absences(rows, people, complaints);
}

}  // namespace meldmaat
