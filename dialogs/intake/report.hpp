// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The report that the frame on top holds: as a case, as a summary, as the list of who will read it, and the receipt.
#pragma once

#include "bot/case.hpp"
#include "bot/rules/routing.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// What would be filed now. An unknown moment counts as the moment of reporting, about.
[[nodiscard]] Case draft_case(const Talk& talk, const Form& form);
[[nodiscard]] Route draft_route(const Talk& talk, const Form& form);

/// Every answer under its label, in the order of the seven W's; `change` gives the id of the option that changes it.
[[nodiscard]] std::vector<Line> summary_lines(const Talk& talk, const Form& form, const Answers& answers,
                                              const std::string& change);

/// Who will read it, by role and name, before it is sent (handbook §7).
[[nodiscard]] Message readers_message(const Talk& talk, const Form& form);

/// Number, and what happens next and when. \pre `filed` is what the File effect holds
[[nodiscard]] Message receipt(const Talk& talk, const Case& filed);

/// The steps ahead in plain words for the reporter: what, by whom, before when.
[[nodiscard]] std::vector<Line> steps_ahead(const Talk& talk, const Case& the_case);

}  // namespace meldmaat
