// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Carries out what rules/visits decided about home visits: writes them, tells who must hear of it, and erases the
/// place from conversations and store as soon as nobody needs it (T37). Inside a part of a batch.
#pragma once

#include <string>
#include <vector>

#include "bot/moment.hpp"
#include "bot/take_turn.hpp"
#include "bot/visit.hpp"

namespace meldmaat {

/// The visits under way that this person knows of, as far as rules/visits lets them.
[[nodiscard]] std::vector<Visit> visits_seen_by(Store& store, const PersonId& person);

/// Nothing happens when the visit has a fault, or when its visitor is on one already.
void plan_visit(const Desk& desk, Moment now, const Visit& visit, Touched& touched);

/// A visit that is over is left alone.
void take_step(const Desk& desk, Moment now, const VisitStep& step, Touched& touched);

/// Everything that is due. \return whose conversations were touched
[[nodiscard]] Touched look_at_visits(const Desk& desk, Moment now);

/// Takes the place out of what was said in a conversation since the visitor said it: that line, and the lines of
/// summaries that hold it. What a channel has outside this store stays there.
void erase_place(Store& store, const ConversationKey& key, const std::string& place, Moment said);

}  // namespace meldmaat
