// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Begins what rules/duties says has begun since the last time it was looked. Where that was is a note in the store,
/// written in the same transaction, so nothing begins twice and a stop of weeks is made up for.
#pragma once

#include "bot/moment.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// Everything at once, inside a part of a batch. \return whose conversations were touched
[[nodiscard]] Touched begin_duties(const Desk& desk, Moment now);

}  // namespace meldmaat
