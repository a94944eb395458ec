// SPDX-License-Identifier: EUPL-1.2
/// \file
/// "Een getuige laten vertellen": a code for one witness, on the page of a report for its reporter and victim and on
/// the page of a case for who carries it (S0-10).
#pragma once

#include <string_view>
#include <vector>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// The last part of the option's id; a code is drawn for it (asks_for_witness_code).
inline constexpr std::string_view witness_verb = "witness";

/// \pre the view has a subject
[[nodiscard]] bool may_call_witness(const Talk& talk);
/// Says the code, once, and notes it with the case; or that this cannot be done here. \pre the view has a subject
void call_witness(Talk& talk);

/// What witnesses told, as far as the view shows it: a line each, with name and moment.
[[nodiscard]] std::vector<Line> statement_lines(const Talk& talk, const Case& the_case);

}  // namespace meldmaat
