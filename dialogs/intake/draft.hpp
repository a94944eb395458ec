// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The frame of a report that is not sent yet: its notes, its reminders, and how it ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/form.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat::draft {

inline constexpr std::string_view dialog = "intake";

// Steps that are no question of the form.
inline constexpr std::string_view danger_step = ".danger";  ///< 112, and waiting until the person is safe
inline constexpr std::string_view send_step = ".send";      ///< everything is shown; to be sent or changed
inline constexpr std::string_view change_step = ".change";  ///< which line is to be changed
inline constexpr std::string_view stop_step = ".stop";      ///< keep it or throw it away

/// The form the draft began with, in its version; the current one when that version is gone.
[[nodiscard]] const Form& form_of(const Talk& talk);
[[nodiscard]] FormReading reading_of(const Talk& talk);

[[nodiscard]] bool has_note(const Talk& talk, std::string_view name);
void set_note(Talk& talk, std::string_view name, std::string value = {});
void drop_note(Talk& talk, std::string_view name);
[[nodiscard]] std::string note(const Talk& talk, std::string_view name);

/// Index of the draft among the frames.
[[nodiscard]] std::optional<std::size_t> find(const State& state);
/// \post the draft lies on top; what lay on it lies beneath
void bring_up(Talk& talk, std::size_t index);

/// Adds to the story what was typed in answer to something else.
void keep_for_story(Talk& talk, const std::string& text);
/// Has the person told anything that would be lost?
[[nodiscard]] bool holds_anything(const Talk& talk);

/// The draft was touched: nudged once and removed after the protocol's terms, counted from now.
/// \return the day on which it will be removed; the municipality's calendar
LocalDate postpone_removal(Talk& talk);
/// That day, as it was last set. Empty: the draft was not touched since it began.
[[nodiscard]] std::optional<LocalDate> day_of_removal(const Talk& talk, const Frame& draft);
/// Nothing of it stays: neither the frame, nor files, nor what was typed. \pre the draft lies on top
void discard(Talk& talk);
/// It was sent. \pre the draft lies on top
void close(Talk& talk);

}  // namespace meldmaat::draft
