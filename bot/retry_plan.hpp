// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What becomes of a delivery after an attempt. Pure; chance comes in as a number. Plan M4; protocol reference §9.
#pragma once

#include "bot/delivery.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// What nobody may miss: it is about a case, or an alarm.
[[nodiscard]] bool must_be_said(const Message& message);

/// So often anything is tried, which takes 20 to 40 minutes when nobody asks for longer pauses.
inline constexpr int usual_attempts = 40;
/// And so long at least what must be said.
inline constexpr Milliseconds longest_trying = std::chrono::hours{24};

inline constexpr Milliseconds first_pause = std::chrono::seconds{1};
inline constexpr Milliseconds longest_usual_pause = std::chrono::minutes{1};
/// Beyond the usual attempts, and where a channel stays closed: an outage that lasts has no use for a call a minute
/// from every conversation.
inline constexpr Milliseconds longest_patient_pause = std::chrono::minutes{5};
inline constexpr Milliseconds longest_asked_pause = std::chrono::minutes{15};
inline constexpr Milliseconds pause_in_doubt = std::chrono::seconds{30};

/// The delivery as it is written before the network is touched: under way, one attempt more.
[[nodiscard]] Delivery begin_attempt(Delivery delivery);

/// The delivery after that attempt:
///
/// - `sent`: sent, with the other side's id.
/// - `not_taken`: waits for as long as the other side asked (1 second to 15 minutes), else for anything between nothing
///   and a pause that doubles from 1 second to a minute; from the usual attempts on to 5 minutes.
/// - `ambiguous`: once more, marked as perhaps double, after 30 seconds or more; parked when that is ambiguous too. A
///   revision can be put twice without harm, so for it this is `not_taken`. What was under way when the program ended
///   is settled with this.
/// - `closed`: waits as long as it takes, for between half a minute and a minute at a time, and after the time that the
///   usual attempts take for between two and a half and five. It is not one of the usual attempts, so that what was
///   kept through an outage has all of them when the channel opens again. Only what must be said counts it, to be said
///   elsewhere in time; and what may be there all the same counts as tried.
/// - `refused`, `unreachable`: parked.
///
/// Parked as well after the usual attempts, but what must be said only once it is 24 hours old too: a reminder outlives
/// an evening's outage. A human does not hear of it that late, see is_held_up.
///
/// What is said later in the same conversation waits: order is never broken (plan P7). A message that cannot be
/// delivered holds the others up for no longer than two attempts and the half minute between them. "Not taken" and
/// "closed" are no fault of the message, those behind it would fare no better: the conversation goes on within a minute
/// of the other side taking messages again, after a long outage within five, unless that side itself asked for more.
/// \param fraction chance in [0, 1)
[[nodiscard]] Delivery settle_attempt(Delivery delivery, const Outcome& outcome, Moment now, double fraction);

/// Whether this attempt was the last of the usual ones of something that is tried on: true once. The person's next
/// channel and a human get it then, and not a day later.
[[nodiscard]] bool is_held_up(const Delivery& settled);

}  // namespace meldmaat
