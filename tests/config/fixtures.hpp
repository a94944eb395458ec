// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The files below tests/config, as the loader takes them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/municipality_loader.hpp"

namespace meldmaat {

[[nodiscard]] std::filesystem::path test_folder();  ///< tests/config
[[nodiscard]] std::string read_test_file(const std::filesystem::path& path);

/// tests/config/valid, as if meldmaat shipped it: nothing of what is really shipped plays a part.
[[nodiscard]] Sources valid_sources();

/// Mistakes and warnings, whether they keep the configuration from being loaded or not.
[[nodiscard]] std::vector<Complaint> complaints_of(const LoadResult& result);

/// One line a complaint.
[[nodiscard]] std::string described(const std::vector<Complaint>& complaints);

}  // namespace meldmaat
