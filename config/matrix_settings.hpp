// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The table [matrix] of meldmaat.toml (config/settings.hpp, MatrixConfig).
#pragma once

#include "config/settings.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// Reads the files that hold the tokens as well.
[[nodiscard]] MatrixConfig read_matrix(const Table& table);

[[nodiscard]] const Section& matrix_section();

}  // namespace meldmaat
