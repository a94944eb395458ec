// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What becomes of a delivery after an attempt. Pure; chance comes in as a number. Plan M4.
#pragma once

#include "bot/delivery.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

inline constexpr int most_attempts = 12;
inline constexpr Milliseconds longest_trying = std::chrono::hours{24};
inline constexpr Milliseconds first_pause = std::chrono::seconds{1};
inline constexpr Milliseconds longest_pause = std::chrono::minutes{15};

/// The delivery as it is written before the network is touched: under way, one attempt more.
[[nodiscard]] Delivery begin_attempt(Delivery delivery);

/// The delivery after that attempt.
///   sent        sent, with the other side's id
///   not_taken   waits as long as the other side asked (1 s to 15 min), else 1 s * 2^attempts with full jitter
///   ambiguous   once more, marked as perhaps double; parked when that is ambiguous too
///   refused     parked
/// Parked as well after 12 attempts or 24 hours. An `uncertain` delivery, cut off by the end of the program, is settled
/// with an ambiguous outcome.
/// \param fraction chance in [0, 1)
[[nodiscard]] Delivery settle_attempt(Delivery delivery, const Outcome& outcome, Moment now, double fraction);

}  // namespace meldmaat
