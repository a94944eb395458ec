// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a casework frame keeps while its questions are asked: notes by name in Frame::answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/task.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

inline constexpr std::string_view casework_name = "casework";

/// Puts a frame about this case on top.
void push_case_frame(Talk& talk, const CaseNumber& number, std::string_view step);

void make_note(Talk& talk, std::string_view name, std::string value);
/// Empty when there is none.
[[nodiscard]] std::string noted(const Frame& frame, std::string_view name);
/// A note that holds milliseconds since the epoch.
[[nodiscard]] std::optional<Moment> noted_moment(const Frame& frame, std::string_view name);
/// The task the frame is about: its note "task".
[[nodiscard]] std::optional<TaskKey> noted_task(const Frame& frame);

}  // namespace meldmaat
