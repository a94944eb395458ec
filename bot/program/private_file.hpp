// SPDX-License-Identifier: EUPL-1.2
/// \file
#pragma once

#include <filesystem>
#include <string>

namespace meldmaat {

/// Writes a secret durably into a new file that only its owner may read.
/// \return false when it is not there afterwards; errno is EEXIST when something else is, which is left alone
[[nodiscard]] bool make_private_file(const std::filesystem::path& path, const std::string& text);

}  // namespace meldmaat
