// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A change of the configuration on its way to a second person (bot/second_person.hpp). What was decided counts from
/// the next start on. Storage thread, inside a batch; `proposal_for` reads only.
#pragma once

#include "bot/take_turn.hpp"

namespace meldmaat {

/// What this person may decide on and nobody did yet; null: nothing. Owned by the desk's municipality.
[[nodiscard]] const Proposal* proposal_for(const Desk& desk, const PersonId& person);

/// Notes the decision, and tells everybody who might have taken it, who did included: somebody else may have acted in
/// their name. Nothing when it is not this person's, or about another change than the one that waits.
void decide_proposal(const Desk& desk, Moment now, const DecideProposal& wish, const PersonId& by, Touched& touched);

/// Tells who may decide, once a day until somebody does; of one that is in force already once.
[[nodiscard]] Touched tell_of_proposal(const Desk& desk, Moment now);

/// What was decided last: "yes <print>" or "no <print>".
inline constexpr std::string_view proposal_decision_note = "proposal_decision";

}  // namespace meldmaat
