// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Recording that a step was taken: what kind, when, how, a number, a note, as far as the rule asks for it; then it is
/// read back, and with "yes" it is a fact.
#pragma once

#include <string_view>

#include "bot/task.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Names of the steps of a frame that records; each asks one thing.
namespace record_steps {
inline constexpr std::string_view kind = "record.kind";
inline constexpr std::string_view moment = "record.moment";
inline constexpr std::string_view which = "record.which";  ///< of two readings of the moment
inline constexpr std::string_view channel = "record.channel";
inline constexpr std::string_view number = "record.number";
inline constexpr std::string_view note = "record.note";
inline constexpr std::string_view confirm = "record.confirm";
}  // namespace record_steps

/// \pre the view has a subject, `task` is in it, open, and the person may record it
void begin_recording(Talk& talk, const TaskKey& task);
/// \pre for all of these: the frame on top records, and its rule is on the shelf
void hear_recording(Talk& talk);
void ask_recording(Talk& talk);
/// "back", "skip" and "unknown". \return false: means nothing here
[[nodiscard]] bool command_recording(Talk& talk, std::string_view command);

}  // namespace meldmaat
