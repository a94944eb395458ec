// SPDX-License-Identifier: EUPL-1.2
/// \file
/// All that cases hold of one person, as reporter or victim, for that person (AVG 15).
#pragma once

#include <vector>

#include "bot/rules/extracts.hpp"
#include "bot/store.hpp"

namespace meldmaat {

/// Of every case that is this person's own, newest first.
[[nodiscard]] std::vector<Extract> own_record(Store& store, const Municipality& town, const PersonId& person);

}  // namespace meldmaat
