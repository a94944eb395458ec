// SPDX-License-Identifier: EUPL-1.2
/// \file
/// From what meldmaat.toml says about Matrix to what the channel works with.
#pragma once

#include <string>

#include "adapters/matrix/matrix_service.hpp"
#include "config/settings.hpp"

namespace meldmaat {

[[nodiscard]] MatrixSettings matrix_settings(const MatrixConfig& config, const std::string& user_agent);

}  // namespace meldmaat
