// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Bringing a database to the present schema where rows are sealed on the way, and leaving nothing of what was there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "storage/migrate.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

/// From this version of the schema on nothing of people lies there in plain text.
inline constexpr std::int64_t sealed_since = 10;

/// As create_when_missing, with the shipped tables.
void create_sealed_when_missing(const std::filesystem::path& file, const MasterKey& master, const std::string& vfs);

/// Takes all steps that are still to come in one transaction. When rows of before were sealed, it then writes the whole
/// file anew, so that nothing of them is left in it; a start after one that was broken off does that as well.
/// \throws KeyRefused when the database is sealed with another key; nothing is changed then
void migrate_sealed(Connection& connection, Vault& vault, const std::vector<const char*>& steps = schema_steps());

}  // namespace meldmaat
