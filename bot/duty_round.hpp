// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Begins what rules/duties says has begun since the last time it was looked. Where that was is a note in the store,
/// written in the same transaction, so nothing begins twice and a stop of weeks is made up for.
#pragma once

#include "bot/moment.hpp"
#include "bot/ring.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// Inside a part of a batch. \return how much began, and whose conversations were touched
Rung begin_duties(const Desk& desk, Moment now);

}  // namespace meldmaat
