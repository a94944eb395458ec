// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which database this is, and bringing it to the present schema. A step is a file in storage/schema/; its number is
/// the database's user_version (plan P17).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "storage/sqlite_connection.hpp"

namespace meldmaat {

/// "MLDM", in the header of every database of ours but the postbox.
inline constexpr std::int64_t application_id = 0x4D4C444D;

/// The SQL of step 1, 2, ...
[[nodiscard]] const std::vector<const char*>& schema_steps();
/// The same of the anonymous postbox, which is a file of its own kind.
[[nodiscard]] const std::vector<const char*>& postbox_schema_steps();

/// Makes sure that there is a database of ours. A new one comes into being under another name and is then renamed, so
/// that a half-made one can never be taken for an empty memory.
/// \param fill makes the tables of a new one \throws StoreBroken when the file is empty, or gone while its WAL is there
void create_when_missing(const std::filesystem::path& file, const std::string& vfs,
                         const std::function<void(Connection&)>& fill);

/// Reads only. \return the version of its schema
/// \throws StoreBroken for a foreign or damaged file and for one of a newer meldmaat
std::int64_t identify(Connection& connection, const std::vector<const char*>& steps = schema_steps(),
                      std::int64_t id = application_id);

/// Takes all steps that are still to come in one transaction. The shipped ones of the main database are taken by
/// sealed_schema.hpp.
void migrate(Connection& connection, const std::vector<const char*>& steps = schema_steps(),
             std::int64_t id = application_id);

/// Renames, and has it on disk when it returns.
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

/// \throws StoreBroken with the first thing that is wrong inside the file
void check_integrity(Connection& connection);

}  // namespace meldmaat
