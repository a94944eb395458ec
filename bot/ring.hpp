// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What falls due. A bounded pass that a loop or a test calls; the loop itself is adapters/alarm_clock.
/// Called on the storage thread inside a Part of an open batch.
#pragma once

#include <cstddef>

#include "bot/take_turn.hpp"

namespace meldmaat {

struct Rung {
  std::size_t count = 0;  ///< how many tasks and reminders rang; equal to the limit: there may be more
  Touched touched;
};

/// Due tasks go to rules/follow_up, all tasks of one case together, so that a person hears one message per case when
/// much is overdue at once (plan M12).
[[nodiscard]] Rung ring_tasks(const Desk& desk, Moment now, std::size_t limit);

/// Due reminders of conversations become Elapsed events for take_turn: an event whose sender is the clock.
[[nodiscard]] Rung ring_reminders(const Desk& desk, Moment now, std::size_t limit);

/// Both of the above, and the visits without word (visit_round), the duties that begin (duty_round) and the bans that
/// end (ban_round), which are not counted.
[[nodiscard]] Rung ring_all(const Desk& desk, Moment now, std::size_t limit);

}  // namespace meldmaat
