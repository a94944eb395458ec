// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What everybody says who is measured, on the web and in Teams.
#pragma once

#include <array>
#include <string_view>

namespace meldmaat::bench {

inline constexpr std::string_view story =
    "Gisteren om 16.40 uur stond er een man aan de balie. Hij begon te schelden omdat hij moest wachten. Toen riep "
    "hij: ik wacht je op buiten. Hij bedreigde mij. De beveiliger heeft hem naar buiten gebracht.";

/// Far enough into a report for the draft to hold what a draft holds, and back to the question for the story.
inline constexpr std::array<std::string_view, 9> opening{
    "nee hoor", "nee, niemand", "mijzelf", story, "ja dat klopt", "een man van ongeveer 40", "terug", "terug", "terug"};

/// One round: the story told again, which leads to the first question that is still open, help with it, and back.
inline constexpr std::array<std::string_view, 3> round_of_turns{story, "help", "terug"};

}  // namespace meldmaat::bench
