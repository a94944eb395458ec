// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The gate before everything (handbook §4 rules 1, 2, 8): the danger question, and what is said and offered when the
/// answer is not a clear no. No other question is asked until the person says that it is safe.
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Asks the danger question of the form. \pre a draft lies on top, and here below as well
void go_to_danger_question(Talk& talk);

/// Shows the numbers and asks nothing but what to do now.
void enter_danger(Talk& talk);
void ask_danger(Talk& talk);

/// \return true: safe now, the report goes on. Otherwise something was asked or said, or nothing when it was unclear.
[[nodiscard]] bool hear_danger(Talk& talk);

}  // namespace meldmaat
