// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What holds for every message that goes to Teams (row D08): the parts of Adaptive Cards 1.5 that we use, with no
/// property beside them, and the rules of our own.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace meldmaat::tests {

/// What is wrong with an activity to post; empty: nothing.
[[nodiscard]] std::vector<std::string> problems_of(const nlohmann::json& activity);

/// Everything of a card that a person can press or send, as the data that comes back: one for each button, and for a
/// list one for each of its choices.
[[nodiscard]] std::vector<nlohmann::json> presses_of(const nlohmann::json& card);

/// All text a person sees, a line for each piece.
[[nodiscard]] std::string seen_in(const nlohmann::json& activity);

}  // namespace meldmaat::tests
