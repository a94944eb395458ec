// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which changes of the configuration need a second person, and who that can be. Pure. Threat model, C17.
#pragma once

#include <functional>
#include <vector>

#include "bot/municipality.hpp"
#include "bot/second_person.hpp"

namespace meldmaat {

/// All that decides who receives, stands in, reads, or for how long: people's channels and teams, managers, roles,
/// deputies, retention, protocols and forms. Not: absences, names and languages, telephone numbers, texts, people who
/// come or go without a role. Empty: one person may change it alone.
/// \param has_cases whether somebody is in cases already: an id that comes back with another address would open them
[[nodiscard]] std::vector<ChangedSetting> changed_settings(const Municipality& accepted, const Municipality& proposed,
                                                           const std::function<bool(const PersonId&)>& has_cases);

/// Coordinator and director, with who stands in, as they are in force; not who runs the software, and not whom the
/// change gives a role or another channel.
[[nodiscard]] std::vector<PersonId> deciders(const Organisation& accepted, const Organisation& proposed);

/// What is in force while a change waits: absences are the day's, and who stands in was agreed with before.
void take_absences(Organisation& accepted, const Organisation& proposed);

}  // namespace meldmaat
