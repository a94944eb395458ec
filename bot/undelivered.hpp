// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What follows when a message could not be delivered: it is said elsewhere, and a human hears of it (plan P5, F25).
/// Called on the storage thread inside a Part of an open batch.
#pragma once

#include "bot/delivery.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// A human who heard that messages to somebody fail is not told again of the next ones for so long; and for so long of
/// an address that is known to be dead.
inline constexpr Milliseconds quiet_after_telling = std::chrono::minutes{15};
inline constexpr Milliseconds quiet_while_dead = std::chrono::hours{24};

/// `parked` was given up and written as such.
///
/// - `unreachable`: the address is marked as dead, and whatever waits for it is given up with it.
/// - What was about a case, and what must arrive, is said again on the person's next living channel.
/// - The coordinator hears whom a message did not reach, and about which case when the coordinator may read it; never
///   what it said. When there is no coordinator but the person, the administrators hear it, else whoever stands above
///   the coordinator. Once for a dead address, not once for each message.
///
/// What was held up before is not said elsewhere again. An address that belongs to nobody in the organisation ends
/// here: nobody waits for what was said there.
void give_up(const Desk& desk, Moment now, const Delivery& parked, Outcome::Kind why, Touched& touched);

/// `waiting` has been tried as often as anything is, and is tried on (retry_plan.hpp). It is said on the person's next
/// living channel all the same, and the coordinator hears of it, as if it were given up.
void hold_up(const Desk& desk, Moment now, const Delivery& waiting, Touched& touched);

}  // namespace meldmaat
