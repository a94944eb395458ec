// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What becomes of a delivery after an attempt. Pure; chance comes in as a number. Plan M4.
#pragma once

#include "bot/delivery.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

inline constexpr int most_attempts = 40;
inline constexpr Milliseconds longest_trying = std::chrono::hours{24};
inline constexpr Milliseconds first_pause = std::chrono::seconds{1};
inline constexpr Milliseconds longest_own_pause = std::chrono::minutes{1};
inline constexpr Milliseconds longest_asked_pause = std::chrono::minutes{15};
inline constexpr Milliseconds pause_in_doubt = std::chrono::seconds{30};

/// The delivery as it is written before the network is touched: under way, one attempt more.
[[nodiscard]] Delivery begin_attempt(Delivery delivery);

/// The delivery after that attempt.
///   sent         sent, with the other side's id
///   not_taken    waits as long as the other side asked (1 s to 15 min), else 1 s * 2^attempts up to a minute, with
///   full
///                jitter
///   ambiguous    once more, marked as perhaps double, after 30 s or more; parked when that is ambiguous too. A
///   revision
///                can be put twice without harm: for it this is not_taken
///   refused, unreachable    parked
/// Parked as well after 40 attempts, which is a quarter to half an hour when nobody asks for longer pauses, or 24
/// hours. An `uncertain` delivery, cut off by the end of the program, is settled with an ambiguous outcome.
///
/// What is said later in the same conversation waits: order is never broken (plan P7). A message that cannot be
/// delivered holds the others up for no longer than two attempts and the half minute between them. "Not taken" is no
/// fault of the message, those behind it would fare no better; the conversation is tried once a minute at least, so it
/// goes on within a minute of the other side taking messages again, unless that side itself asked for a longer pause.
/// \param fraction chance in [0, 1)
[[nodiscard]] Delivery settle_attempt(Delivery delivery, const Outcome& outcome, Moment now, double fraction);

}  // namespace meldmaat
