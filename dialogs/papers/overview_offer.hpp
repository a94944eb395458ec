// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the chat says about personal data (AVG 15): where somebody gets their own, and where the coordinator gets what
/// the one complained of may have. Never the data: those do not belong on the servers of a chat.
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Whether this person answers requests about the case. \pre the view has a subject
[[nodiscard]] bool may_answer_requests(const Talk& talk);
/// \pre the view has a subject
void offer_accused_overview(Talk& talk);

void offer_own_overview(Talk& talk);

}  // namespace meldmaat
