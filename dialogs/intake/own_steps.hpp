// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The steps of OwnCase, one function each. \pre a frame of own_case lies on top; where a case is needed, the view
/// holds it
#pragma once

#include <string>
#include <string_view>

#include "bot/case.hpp"
#include "bot/form.hpp"
#include "bot/happening.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat::own {

inline constexpr std::string_view dialog = "own_case";

// Steps; a step without '.' in front is a question of the form that is being corrected.
inline constexpr std::string_view list_step = ".list";
inline constexpr std::string_view menu_step = ".menu";
inline constexpr std::string_view add_step = ".add";
inline constexpr std::string_view correct_step = ".correct";
inline constexpr std::string_view check_step = ".check";
inline constexpr std::string_view reason_step = ".reason";
inline constexpr std::string_view withdraw_step = ".withdraw";
inline constexpr std::string_view answer_step = ".answer";

/// The case of the frame on top, when the person may read it.
[[nodiscard]] const CaseFile* file_of(const Talk& talk);
[[nodiscard]] const Form& form_of(const Talk& talk, const Case& the_case);
/// Not the colleague it happened to, who may look at it, add to it and check it, and change none of the reporter's
/// words.
[[nodiscard]] bool is_reporter(const Talk& talk);
/// The fact that says that this person has checked the record (T32).
[[nodiscard]] std::string check_fact(const Talk& talk);
[[nodiscard]] std::string option_id(const CaseNumber& number, std::string_view action = {});

void ask_list(Talk& talk);
/// `just` is what this turn records: the view does not know of it yet.
void ask_menu(Talk& talk, const Happening* just = nullptr);
void ask_add(Talk& talk);
void ask_correct(Talk& talk);
void ask_check(Talk& talk);
void ask_reason(Talk& talk);
void ask_withdraw(Talk& talk);
void ask_answer(Talk& talk);
/// The next question of the form that has no answer yet; the menu when there is none.
void ask_rest(Talk& talk);
/// A question of the form, to be answered anew.
void ask_correction(Talk& talk, const std::string& question);

void say_status(Talk& talk);
/// The whole record as it stands, with the buttons that change a line.
void say_record(Talk& talk);

/// The person wants the report kept for longer, or not any more.
void change_keeping(Talk& talk, bool keep);

/// Writes the answer that is complete in the frame to the case.
void record_answer(Talk& talk, const Question& question);

}  // namespace meldmaat::own
