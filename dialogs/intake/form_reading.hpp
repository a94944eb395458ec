// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a form and the answers so far mean together: which flags are set, which questions count, what is still open.
/// Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/case.hpp"
#include "bot/form.hpp"
#include "bot/organisation.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

using Answers = std::map<std::string, Answer>;

struct FormReading {
  std::vector<Flag> flags;              ///< sorted; with the ones the program sets (settled_flags)
  std::vector<const Question*> counts;  ///< the questions whose condition holds, in the form's order
  const Question* next = nullptr;       ///< the first of them without an answer; nullptr: none is open
  bool minimum = false;                 ///< every question of the minimum report has an answer, "unknown" included
};

/// `reporter` is who tells; the victim is read from the answers.
[[nodiscard]] FormReading read_form(const Form& form, const Answers& answers, const PersonId& reporter,
                                    const Organisation& organisation);

/// Who it happened to: the reporter, or the colleague that was named, as far as the organisation knows that person.
[[nodiscard]] PersonId victim_of(const Answers& answers, const std::vector<Flag>& flags, const PersonId& reporter,
                                 const Organisation& organisation);

/// Whom the reporter named as somebody who must not read the report, beside the manager.
[[nodiscard]] std::vector<PersonId> excluded_by(const Answers& answers);
/// The part of the answer to form_questions::involved that names a person: "someone:<person>".
[[nodiscard]] std::string exclusion_of(const PersonId& person);

/// `key`, or its variant "<key>.office" or "<key>.other" where the catalogue has one and the flags ask for it.
[[nodiscard]] std::string variant(const Texts& texts, std::string_view key, const std::vector<Flag>& flags);

/// The ids in an answer's value.
[[nodiscard]] std::vector<std::string> ids_in(const Answer& answer);

/// As a reader sees it: the labels, the words, the moment; "weet ik niet"; empty when there is no answer.
[[nodiscard]] std::string shown(const Talk& talk, const Question& question, const Answers& answers,
                                const std::vector<Flag>& flags);

/// Answers to questions that do not count any more are left out, and so are a dialog's own notes (".moment").
[[nodiscard]] Answers answers_that_count(const FormReading& reading, const Answers& answers);

}  // namespace meldmaat
