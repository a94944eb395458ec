// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What one can do with a task beside doing it: postpone it with a reason, say that it does not apply with a reason,
/// hand it over, agree or not with somebody else's reason. And asking the reporter something.
#pragma once

#include <string_view>
#include <vector>

#include "bot/task.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Its buttons: done, later, does not apply, hand over, and where it is to write a report the numbers for it; only done
/// where the task is to open the report of an incident.
/// \pre the view has a subject
[[nodiscard]] std::vector<Option> moves(const Talk& talk, const TaskKey& task);
/// Shows the buttons of one step. \pre for all of these: the view has a subject that holds the task, and it is open
void say_step(Talk& talk, const TaskKey& task);
void begin_postponing(Talk& talk, const TaskKey& task);
void begin_not_applicable(Talk& talk, const TaskKey& task);
void begin_handing_over(Talk& talk, const TaskKey& task);
/// The step must be done, says whom it climbed to (S2 §7.7); it stays with its owner, who hears it. \pre may order it
void order(Talk& talk, const TaskKey& task);
void agree(Talk& talk, const TaskKey& task, bool yes);
/// \pre the view has a subject
[[nodiscard]] bool may_ask(const Talk& talk);
void begin_asking(Talk& talk);

/// \pre for all of these: the frame on top is one of the moves, and the rule of its task is on the shelf
void hear_move(Talk& talk);
void ask_move(Talk& talk);
/// "back" to the first of two questions. \return false: means nothing here
[[nodiscard]] bool command_move(Talk& talk, std::string_view command);
/// Steps of such a frame are called "move.…".
[[nodiscard]] bool is_move(std::string_view step);

}  // namespace meldmaat
