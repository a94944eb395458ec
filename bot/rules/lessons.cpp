// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/lessons.hpp"

#include <algorithm>
#include <cctype>

namespace meldmaat {

namespace {

bool in_word(char sign) {
  const auto byte = static_cast<unsigned char>(sign);
  return byte >= 0x80U || std::isalnum(byte) != 0;
}

/// Whole words only, with capitals as in the name: "de golf" is not somebody called "Golf".
bool stands_in(std::string_view name, std::string_view text) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    const bool begins = at == 0 || !in_word(text[at - 1]);
    const bool ends = end == text.size() || !in_word(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

bool may_share_lesson(const PersonId& person, const Organisation& organisation) {
  const auto held = organisation.municipal_roles_of(person);
  return std::ranges::find(held, roles::coordinator) != held.end();
}

std::vector<PersonId> leaders_of_teams(const Organisation& organisation, LocalDate today) {
  std::vector<PersonId> leaders;
  for (const auto& team : organisation.teams) {
    const bool away = team.manager.empty() || organisation.absent(team.manager, today);
    const auto& leader = away ? team.deputy : team.manager;
    if (leader.empty() || std::ranges::find(leaders, leader) != leaders.end()) continue;
    leaders.push_back(leader);
  }
  return leaders;
}

std::string name_in(std::string_view text, const Organisation& organisation) {
  for (const auto& person : organisation.people) {
    const std::string_view name = person.name;
    const auto surname = name.substr(std::min(name.rfind(' ') + 1, name.size()));
    if (!name.empty() && stands_in(name, text)) return person.name;
    if (surname.size() > 2 && stands_in(surname, text)) return std::string{surname};
  }
  return {};
}

}  // namespace meldmaat
