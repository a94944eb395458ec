// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The table [teams] of meldmaat.toml (config/settings.hpp, TeamsConfig).
#pragma once

#include <string>

#include "config/settings.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// \param public_host the host people know meldmaat by; the proxy passes it on with /api/messages too
[[nodiscard]] TeamsConfig read_teams(const Table& table, const std::string& public_host,
                                     const TeamsEnvironment& environment);

[[nodiscard]] const Section& teams_section();
[[nodiscard]] const Section& teams_cloud_section();

}  // namespace meldmaat
