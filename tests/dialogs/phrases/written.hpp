// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Answers of the reader as one line of nl.txt and en.txt; the top of nl.txt explains the notation.
#pragma once

#include <string>
#include <string_view>

#include "dialogs/phrases/when.hpp"

namespace meldmaat::phrases {

[[nodiscard]] std::string written(const WhenReading& reading);
[[nodiscard]] std::string written(const WhenAnswer& answer);

/// "2026-11-18 10:05" as a wall clock moment.
[[nodiscard]] LocalMoment wall_clock(std::string_view date_and_time);

}  // namespace meldmaat::phrases
