// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What somebody with a role hears about a case: a report came in, a step is due, a step has climbed. Reminders say
/// which case, what, why, until when, and carry the buttons that end them. No content of the report stands in them, so
/// that a notice on a locked screen gives nothing away (promise P20).
#pragma once

#include "bot/event.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// \return false: not for somebody with a role
[[nodiscard]] bool tell_caseworker(Talk& talk, const Notice& notice);

/// Takes the buttons off the latest reminder of this task: the step was taken. `text` stays in its place.
void settle_reminder(Talk& talk, const TaskKey& task, std::string text);

}  // namespace meldmaat
