// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Loading a configuration for a command, or saying why it cannot be used.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/municipality_loader.hpp"
#include "storage/master_key.hpp"

namespace meldmaat {

/// What config/ finds, and what only those who must work with it can find.
/// \param folder empty: the demo municipality
[[nodiscard]] LoadResult load_configuration(const std::filesystem::path& folder,
                                            const TeamsEnvironment& environment = {});

/// The same of files that were read before.
[[nodiscard]] LoadResult load_configuration(const Sources& sources);

/// \param folder empty: the demo municipality
/// \return nothing after the complaints were printed to standard error
[[nodiscard]] std::optional<Loaded> load_or_complain(const std::filesystem::path& folder,
                                                     const TeamsEnvironment& environment = {});

/// The same of files that were read before.
[[nodiscard]] std::optional<Loaded> load_or_complain(const Sources& sources);

/// "2026-10-23 16:40" as a moment in the municipality; nothing when it is not that or no such day exists.
[[nodiscard]] std::optional<Moment> read_local_moment(const std::string& text, const Zone& zone);

/// The master key: where [keys] says, else among the credentials, else beside the database.
/// \param credentials the folder in which systemd hands over what it keeps for the service; empty: there is none
[[nodiscard]] KeyFile key_file_of(const Settings& settings, const std::filesystem::path& credentials);

/// What somebody should know of a key that lies beside the database; nothing for one that does not.
[[nodiscard]] std::optional<Complaint> warning_about(const KeyFile& key, const Settings& settings);

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
