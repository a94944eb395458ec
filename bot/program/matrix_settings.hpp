// SPDX-License-Identifier: EUPL-1.2
/// \file
/// From what meldmaat.toml says about Matrix to what the channel works with, and what of it cannot work.
#pragma once

#include <string>
#include <vector>

#include "adapters/matrix/matrix_service.hpp"
#include "config/complaint.hpp"
#include "config/settings.hpp"

namespace meldmaat {

[[nodiscard]] MatrixSettings matrix_settings(const MatrixConfig& config, const std::string& user_agent);

/// Whether the authorities can be read and the homeserver can be called (setting_complaints.hpp). Reads extra_ca_file.
[[nodiscard]] std::vector<Complaint> complaints_about(const MatrixConfig& config);

}  // namespace meldmaat
