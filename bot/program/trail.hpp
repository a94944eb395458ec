// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the program itself writes on the audit trail (bot/audit.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "bot/store.hpp"

namespace meldmaat {

/// What time it is by the clock that the store's watermark holds up.
[[nodiscard]] Moment moment_for(Store& store);

/// A line of whoever runs meldmaat, now, in a batch of its own.
void note_on_trail(Store& store, std::string_view what, std::string about);

/// A line for every file of the configuration that is not the one of the last start, is new or is gone.
void note_configuration(Store& store, const std::filesystem::path& folder);

}  // namespace meldmaat
