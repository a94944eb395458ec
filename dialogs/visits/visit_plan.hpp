// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Setting out on a home visit: where, until when, a question on the way, who calls, and a summary that is confirmed.
/// The frame holds the place until then; whatever ends the frame otherwise erases it from the conversation too.
///
/// Frame::step is "place", "back", "halfway", "caller" or "confirm".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// A frame that was left without an answer for this long is given up.
inline constexpr std::chrono::hours plan_lies{12};
/// The reminder that ends it, behind "visits/".
inline constexpr std::string_view plan_reminder = "plan";

[[nodiscard]] bool is_plan(const Frame& frame);

/// A half-finished one is gone on with.
void begin_plan(Talk& talk);
/// \pre the frame on top is a plan
void ask_plan(Talk& talk);
void step_plan(Talk& talk);
/// \return false: means nothing here
[[nodiscard]] bool plan_command(Talk& talk, std::string_view command);
/// The plan is given up, wherever its frame lies.
void give_up_plan(Talk& talk);

/// Asks who calls, until then. Also when somebody else must be found for a visit that is under way.
void ask_caller(Talk& talk, Moment back);
/// Who was named; nothing, after the person heard why, when it is nobody who can call.
[[nodiscard]] std::optional<PersonId> heard_caller(Talk& talk, Moment back);

}  // namespace meldmaat
