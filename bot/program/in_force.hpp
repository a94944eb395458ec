// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which configuration a start is to use: the folder's, or the one that was agreed with while a change waits for a
/// second person (bot/second_person.hpp).
#pragma once

#include <optional>

#include "bot/dialog.hpp"
#include "bot/store.hpp"
#include "config/municipality_loader.hpp"

namespace meldmaat {

/// Accepts the folder's files when nothing was accepted yet, when the change needs nobody, and when a second person
/// agreed with exactly these; else what was accepted stays in force, with the day's absences, and the change waits.
/// \param folder what `sources` gave
/// \return nothing after it was said on standard error why what was accepted cannot be used
[[nodiscard]] std::optional<Loaded> in_force(Store& store, const Dialog& dialog, const Sources& sources, Loaded folder);

/// Lets these files count from the next start on, whoever agrees; that start tells those who might have refused.
void force(Store& store, const Sources& sources);

}  // namespace meldmaat
