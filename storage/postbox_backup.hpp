// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Copies of the anonymous postbox, and the way back. Everything in it is sealed already, for keys that are not in it.
#pragma once

#include <filesystem>

#include "storage/backup.hpp"

namespace meldmaat {

/// Where the copy of the postbox lies beside a copy of the database.
[[nodiscard]] std::filesystem::path postbox_beside(const std::filesystem::path& backup);

/// For a postbox that nobody else uses meanwhile; the copy is opened again and checked before it gets its name.
/// \throws BackupRefused, StoreBusy, StoreBroken
void back_up_postbox(const std::filesystem::path& file, const std::filesystem::path& to);

/// Makes `to` from the backup `from`. A code that its owner closed after the backup was made opens again.
/// \throws BackupRefused, StoreBusy when a process uses `to`
void restore_postbox(const std::filesystem::path& from, const std::filesystem::path& to, Existing existing);

}  // namespace meldmaat
