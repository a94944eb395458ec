// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is said about a case after it was filed: reporter and victim add to it, a reader asks and the reporter answers.
/// Happenings of rules/follow_up; each works on the CaseChange it was given.
#pragma once

#include "bot/happening.hpp"
#include "bot/rules/case_change.hpp"
#include "bot/rules/telling.hpp"

namespace meldmaat {

void hear(CaseChange& change, Telling& tell, const Added& added);
void hear(CaseChange& change, Telling& tell, const Inquired& inquired);
void hear(CaseChange& change, Telling& tell, const InquiryAnswered& reply);

}  // namespace meldmaat
