// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is counted of a report. Pure. Handbook §13, §2.2 "counts and trends"; S2-34, S3-8.
///
/// A report is counted as its readers may know of it: one in confidence, one of an office holder who did not agree that
/// others are told, and one that any of them is kept out of all become the same: one more, of which nothing is told. So
/// no reader can take two numbers from each other and find the report that is about themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/dialog.hpp"
#include "bot/figures.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// Everybody who may have a publication, in any role, held or deputised. It is one and the same for all of them: from
/// two that differ by one report that report could be taken.
[[nodiscard]] std::vector<PersonId> figures_readers(const Organisation& organisation);

/// Nothing: it does not count (withdrawn, or no report).
[[nodiscard]] std::optional<CountedReport> counted(const CaseFile& file, const std::vector<PersonId>& readers,
                                                   Moment now, const Municipality& municipality);

/// The choice questions of the form that everybody is asked about what happened, where, with what, how and why: the
/// ones reports are divided by, in the form's order. A municipality that adds one (its processes, say) has it here.
[[nodiscard]] std::vector<const Question*> dividing_questions(const Form& form);
/// How a division by that question is called.
[[nodiscard]] std::string question_split(const Question& question);

}  // namespace meldmaat
