// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is said about a visit that is under way: by the visitor, by the colleague who was asked to call, and by those
/// to whom it climbed. Whether it is theirs to say is decided by rules/visits as well.
#pragma once

#include <string_view>

#include "bot/visit.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// \param verb of "visit/<id>/<verb>"
/// \return false: nothing that this person can say of this visit
[[nodiscard]] bool take_visit_verb(Talk& talk, const Visit& visit, std::string_view verb);

/// How much longer, or who else calls. \pre a frame of that lies on top
void ask_visit_change(Talk& talk);
void step_visit_change(Talk& talk);
void leave_visit_change(Talk& talk);

}  // namespace meldmaat
