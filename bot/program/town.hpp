// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Loading a configuration for a command, or saying why it cannot be used.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/municipality_loader.hpp"

namespace meldmaat {

/// What config/ finds, and what only those who must work with it can find.
/// \param folder empty: the demo municipality
[[nodiscard]] LoadResult load_configuration(const std::filesystem::path& folder,
                                            const TeamsEnvironment& environment = {});

/// \param folder empty: the demo municipality
/// \return nothing after the complaints were printed to standard error
[[nodiscard]] std::optional<Loaded> load_or_complain(const std::filesystem::path& folder,
                                                     const TeamsEnvironment& environment = {});

/// "2026-10-23 16:40" as a moment in the municipality; nothing when it is not that or no such day exists.
[[nodiscard]] std::optional<Moment> read_local_moment(const std::string& text, const Zone& zone);

/// The database of a data folder.
[[nodiscard]] inline std::filesystem::path database_in(const std::filesystem::path& data) {
  return data / "meldmaat.db";
}

/// The anonymous postbox of a data folder.
[[nodiscard]] inline std::filesystem::path postbox_in(const std::filesystem::path& data) {
  return data / "postbox.db";
}

/// The one-time links of a data folder.
[[nodiscard]] inline std::filesystem::path invitations_in(const std::filesystem::path& data) {
  return data / "invitations";
}

}  // namespace meldmaat
