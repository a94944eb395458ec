// SPDX-License-Identifier: EUPL-1.2
/// \file
/// meldmaat.toml: how meldmaat runs on its machine (config/settings.hpp).
#pragma once

#include <filesystem>
#include <vector>

#include "config/settings.hpp"
#include "config/sources.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// Reads the files that hold secrets as well.
[[nodiscard]] Settings read_settings(const Document& document, const TeamsEnvironment& environment,
                                     Complaints& complaints);

/// The files that [matrix] keeps its tokens in, also while they are not there yet. What is wrong with `settings` is
/// said when it is loaded, not here: of a file that cannot be read there are none.
[[nodiscard]] std::vector<std::filesystem::path> matrix_token_files(const SourceFile& settings);

[[nodiscard]] FileReference settings_keys();

}  // namespace meldmaat
