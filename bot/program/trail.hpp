// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the program itself writes on the audit trail (bot/audit.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "storage/sqlite_store.hpp"

namespace meldmaat {

/// A line of whoever runs meldmaat, now, in a batch of its own.
void note_on_trail(Store& store, std::string_view what, std::string about);

/// Removes what had been removed before a backup brought it back. \return how many cases
std::size_t remove_again(Store& store, const Municipality& town, const std::vector<CaseNumber>& removed);

/// A line for every file of the configuration that is not the one of the last start, is new or is gone.
void note_configuration(Store& store, const std::filesystem::path& folder);

}  // namespace meldmaat
