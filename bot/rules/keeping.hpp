// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody wants a case kept for longer than others, or not any more, and its removal is announced (S2-42): three
/// happenings of rules/follow_up. Each works on the CaseChange it was given.
#pragma once

#include "bot/happening.hpp"
#include "bot/rules/case_change.hpp"
#include "bot/rules/telling.hpp"

namespace meldmaat {

void keep(CaseChange& change, Telling& tell, const Held& wish);
void keep(CaseChange& change, Telling& tell, const Released& wish);
void keep(CaseChange& change, Telling& tell, const RemovalAnnounced& announced);

}  // namespace meldmaat
