// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which settings of meldmaat.toml need a second person (threat model, C17): where the service is found, whom it
/// believes about who somebody is, and who can open its backups. Not: ports, limits, secrets.
#pragma once

#include <vector>

#include "bot/second_person.hpp"
#include "config/settings.hpp"

namespace meldmaat {

[[nodiscard]] std::vector<ChangedSetting> changed_settings(const Settings& accepted, const Settings& proposed);

}  // namespace meldmaat
