// SPDX-License-Identifier: EUPL-1.2
/// \file
/// From what meldmaat.toml says about Teams to what the channel works with, and what of it cannot work.
#pragma once

#include <string>
#include <vector>

#include "adapters/teams/teams_service.hpp"
#include "config/complaint.hpp"
#include "config/settings.hpp"

namespace meldmaat {

[[nodiscard]] TeamsSettings teams_settings(const TeamsConfig& config, const std::string& user_agent);

/// What the reader of meldmaat.toml cannot judge, because it knows no cryptography and no network: whether certificate
/// and key belong together, whether the authorities can be read, whether the addresses are such as the one outgoing
/// door takes. Nothing of what stands in the files is quoted. Reads extra_ca_file.
[[nodiscard]] std::vector<Complaint> complaints_about(const TeamsConfig& config);

}  // namespace meldmaat
