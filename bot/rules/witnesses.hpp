// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A witness is asked, and tells (S0-10): who may give a statement with a code, and two happenings of rules/follow_up.
#pragma once

#include <optional>
#include <string_view>

#include "bot/case.hpp"
#include "bot/happening.hpp"
#include "bot/organisation.hpp"
#include "bot/rules/case_change.hpp"
#include "bot/rules/telling.hpp"
#include "bot/witness_code.hpp"

namespace meldmaat {

/// What the code opens for this person. Nothing when no open call of the case has this secret, when its time is over or
/// a statement was given with it, when the report was withdrawn, and for whoever must never hear of the case: they all
/// get the same answer, so that it tells nothing.
[[nodiscard]] std::optional<OpenCall> open_call(const Case& the_case, std::string_view secret, const PersonId& person,
                                                Moment now, const Organisation& organisation);

void witness(CaseChange& change, const WitnessCalled& called);
void witness(CaseChange& change, Telling& tell, const WitnessTold& told);

}  // namespace meldmaat
