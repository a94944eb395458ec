// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the chat says about the papers for the police: what they are, what a report to the police means, and where they
/// can be got. Never the papers themselves: those do not belong on the servers of a chat.
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Whether this person may have them. \pre the view has a subject
[[nodiscard]] bool may_have_police_papers(const Talk& talk);

/// \pre the view has a subject
void offer_police_papers(Talk& talk);

}  // namespace meldmaat
