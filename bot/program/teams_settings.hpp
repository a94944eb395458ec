// SPDX-License-Identifier: EUPL-1.2
/// \file
/// From what meldmaat.toml says about Teams to what the channel works with.
#pragma once

#include <string>

#include "adapters/teams/teams_service.hpp"
#include "config/settings.hpp"

namespace meldmaat {

[[nodiscard]] TeamsSettings teams_settings(const TeamsConfig& config, const std::string& user_agent);

}  // namespace meldmaat
