// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Asks one question of a form and understands its answer, whatever it needs for that: a time after a day, a choice
/// between two readings, a name looked up, a confirmation. The report and a later correction ask with the same words.
///
/// Works on the frame on top: `step` is the question's id, or "<id>.<part>" while a part of it is open; the answer goes
/// into `answers` when it is complete. Keys that begin with '.' are notes of the dialog itself, never answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/form.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

struct Interview {
  Talk& talk;
  const Form& form;
  std::vector<Option> more;  ///< offered behind the question's own options, before the controls
  std::vector<Flag> flags;   ///< of the answers so far: for the variants of the texts
  bool first = false;        ///< there is nothing to go back to
};

enum class Progress {
  answered,  ///< the answer is in the frame
  asks_on,   ///< understood so far, and something more was asked
  unclear    ///< not understood; nothing was said or asked yet
};

/// Asks the question from its beginning.
void ask_question(const Interview& interview, const Question& question);

/// Asks what the frame's `step` names: the question or the part of it that is open.
void ask_step(const Interview& interview);

/// The event is an answer to what the frame's `step` names.
[[nodiscard]] Progress hear_answer(const Interview& interview);

/// "Weet ik niet" or "overslaan": a part falls back on what is known, the question itself is answered with `status`.
[[nodiscard]] Progress pass_over(const Interview& interview, Answer::Status status);

/// Says why the last answer was not understood; the question is asked again by the caller.
void say_unclear(const Interview& interview);

/// The question that the frame's `step` names or is a part of; nullptr: it names none of this form.
[[nodiscard]] const Question* question_at(const Form& form, std::string_view step);

}  // namespace meldmaat
