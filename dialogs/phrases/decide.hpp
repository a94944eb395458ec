// SPDX-License-Identifier: EUPL-1.2
/// \file
/// From what was found in a text to what may be meant, and whether that can be.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "dialogs/phrases/day_rules.hpp"
#include "dialogs/phrases/findings.hpp"
#include "dialogs/phrases/when.hpp"

namespace meldmaat::phrases {

/// More buttons than this is no help to choose.
inline constexpr std::size_t most_candidates = 8;

/// "Rond 3 uur", said at five to three, is now.
inline constexpr std::chrono::minutes about_now{15};

/// The days that may be meant, the most likely first; none when the text names no single day.
[[nodiscard]] std::vector<LocalDate> days_meant(const Findings& found, const Context& context);

/// Every reading of the day and the time together, also those on the wrong side of now. Nothing when the part of the
/// day and the clock contradict each other.
[[nodiscard]] std::optional<std::vector<WhenReading>> readings_of(const Findings& found,
                                                                  const std::vector<LocalDate>& days,
                                                                  const Context& context);

/// Why `reading` cannot be; nothing when it can. May trim the reading to end at now: "tussen 2 en 3", said at half
/// past.
[[nodiscard]] std::optional<WhyNot> objection(WhenReading& reading, const Context& context);

[[nodiscard]] WhenAnswer decide(const Findings& found, const Context& context);

}  // namespace meldmaat::phrases
