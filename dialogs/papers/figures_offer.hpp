// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the chat says about reports of a year or a quarter: what they are, and where those can be got that this person
/// may have.
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Whether there is any report that this person may have.
[[nodiscard]] bool may_have_figures(const Talk& talk);
void offer_figures(Talk& talk);

}  // namespace meldmaat
