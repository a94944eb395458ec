// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The parts of an interview that look up a person of the organisation: the colleague it happened to, and somebody who
/// must not read the report.
#pragma once

#include "dialogs/intake/interview.hpp"

namespace meldmaat {

/// Everybody whose name fits what was typed: the whole name, or its beginning word by word; without accents and case.
[[nodiscard]] std::vector<const Person*> people_named(const Organisation& organisation, std::string_view typed);

/// `part` is "which" (who of these is meant) or "who" (who must not read it).
void ask_person_part(const Interview& interview, const Question& question, std::string_view part);
/// The typed name of the victim: known at once, or asked which of several.
[[nodiscard]] Progress hear_victim(const Interview& interview, const Question& question, std::string_view part);
/// Somebody who must not read the report: a button with a reader's name, or a typed name.
[[nodiscard]] Progress hear_excluded(const Interview& interview, const Question& question, std::string_view part);

}  // namespace meldmaat
