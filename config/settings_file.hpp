// SPDX-License-Identifier: EUPL-1.2
/// \file
/// meldmaat.toml: how meldmaat runs on its machine (config/settings.hpp).
#pragma once

#include "config/settings.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// Reads the files that hold secrets as well.
[[nodiscard]] Settings read_settings(const Document& document, const TeamsEnvironment& environment,
                                     Complaints& complaints);

[[nodiscard]] FileKind settings_keys();

}  // namespace meldmaat
