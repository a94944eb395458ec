// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Holds the register of bans against the calendar: who keeps it hears of one that ends soon, and one whose last day is
/// over ends by itself (T35).
#pragma once

#include "bot/moment.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// All of them, inside a part of a batch. \return whose conversations were touched
[[nodiscard]] Touched look_at_bans(const Desk& desk, Moment now);

}  // namespace meldmaat
