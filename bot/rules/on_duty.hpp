// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which persons stand behind a role today: deputies, absence, exclusion, and the chain when there is nobody. Pure.
/// Handbook §7 last row, §2.2.
#pragma once

#include <vector>

#include "bot/case.hpp"
#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/organisation.hpp"

namespace meldmaat {

/// The team whose manager is meant: the case's own, else the victim's, else the reporter's.
[[nodiscard]] TeamId team_of(const Case& the_case, const Organisation& organisation);

/// Everybody who must never hear of this case as of today: the excluded; manager and deputy when the manager is
/// involved; the manager where confidence was asked for and the reporter did not agree that the manager hears it. For
/// an office holder the mayor is meant. \pre the case has its settled flags (see routing.hpp)
[[nodiscard]] std::vector<PersonId> kept_out(const Case& the_case, const Organisation& organisation);

/// The role's own people: every holder who is there, else the deputy. For the manager: of the case's team, else of the
/// team above it, and so on. Nobody who is kept out, and neither reporter nor victim: nobody handles their own case.
/// `roles::victim` is the colleague it happened to, when somebody else reported it and this person may know of it
/// (Case::is_of): not in confidence, and not when kept out.
[[nodiscard]] std::vector<Reader> on_duty_in(const RoleId& role, const Case& the_case, const Organisation& organisation,
                                             LocalDate today);

/// The same, and when that is nobody, the people of the next role in the chain, in that role and with the reason
/// "why.no_holder". Also answers who hears of a person in danger before there is a case (T01): then `the_case` needs
/// `reporter` and `team` only. Empty when the organisation has nobody left, or nobody is the case's victim in
/// this sense: then nobody is asked in the victim's place.
[[nodiscard]] std::vector<Reader> on_duty(const RoleId& role, const Case& the_case, const Organisation& organisation,
                                          LocalDate today);

}  // namespace meldmaat
