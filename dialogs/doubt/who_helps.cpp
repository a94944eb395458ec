// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/doubt/who_helps.hpp"

#include "bot/rules/on_duty.hpp"

namespace meldmaat {

std::string who_helps(const Talk& talk, RoleId& role) {
  const auto& organisation = talk.view().municipality.organisation;
  const auto* const person = talk.person();
  Case nothing_yet;
  nothing_yet.reporter = talk.view().person;
  nothing_yet.victim = nothing_yet.reporter;
  if (person != nullptr) nothing_yet.team = person->team;
  if (person != nullptr && person->office_holder) {
    if (role == roles::counsellor) role = roles::office_counsellor;
    if (role == roles::manager) role = roles::mayor;
  }
  std::string names;
  for (const auto& one : on_duty_in(role, nothing_yet, organisation, date_of(talk.local_now()))) {
    const auto* const known = organisation.person(one.person);
    if (known != nullptr) names.append(names.empty() ? "" : ", ").append(known->name);
  }
  return names;
}

}  // namespace meldmaat
