// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a casework frame keeps while its questions are asked: notes by name in Frame::answers. They hold all that is
/// needed to ask the same question again, because after an interruption the view may hold another case. A note whose
/// name begins with a '.' is no answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/case.hpp"
#include "bot/protocol.hpp"
#include "bot/task.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

inline constexpr std::string_view casework_name = "casework";

/// Puts a frame about the case of the view on top. \pre the view has a subject
void push_case_frame(Talk& talk, std::string_view step);
/// The same, about one of its tasks.
void push_task_frame(Talk& talk, const TaskKey& task, std::string_view step);
/// Forgets everything that was answered in the frame on top.
void begin_anew(Talk& talk);

void make_note(Talk& talk, std::string_view name, std::string value);
/// Empty when there is none.
[[nodiscard]] std::string noted(const Frame& frame, std::string_view name);
/// A note that holds a moment as answer_value() writes it.
[[nodiscard]] std::optional<IncidentMoment> noted_moment(const Frame& frame, std::string_view name);
/// The task the frame is about.
[[nodiscard]] std::optional<TaskKey> noted_task(const Frame& frame);
/// The task that the frame on top is about. \pre there is one \throws std::logic_error when there is not
[[nodiscard]] TaskKey task_at_hand(const Talk& talk);
/// The rule behind that task; nullptr when its protocol is not on the shelf.
[[nodiscard]] const Rule* noted_rule(const Talk& talk);

}  // namespace meldmaat
