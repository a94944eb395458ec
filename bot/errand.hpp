// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A file that is still to be fetched. Some channels only say where a file lies; that is written down before they hear
/// that it was received, so that the file is fetched even when the program ends in between (plan M2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct Errand {
  std::int64_t id = 0;
  ConversationKey conversation;
  EventId event;        ///< of the file, once it is here
  std::string details;  ///< where it lies, in the channel's own words. May hold a secret address: for no log
  Moment not_before;
  int attempts = 0;
  bool operator==(const Errand&) const = default;
};

/// Whoever fetches is done, one way or the other, within this time.
inline constexpr Milliseconds errand_lasts = std::chrono::minutes{1};

/// After so many attempts it is given up, whatever became of them: also when each of them ended the program.
inline constexpr int most_errand_attempts = 6;

/// The errand as it is written before the network is touched: one attempt more, and nobody else's meanwhile. When the
/// program ends, the next one takes it up after that time.
[[nodiscard]] Errand begin_attempt(Errand errand, Moment now);

/// The errand after an attempt that may succeed later; nothing: give it up. Links to files live for minutes (Teams
/// reference §13), so it is tried for two and a half.
[[nodiscard]] std::optional<Errand> try_again(Errand errand, Moment now);

}  // namespace meldmaat
