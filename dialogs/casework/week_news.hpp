// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What meldmaat tells of a week: to the director what came in, to who guards the follow-up what is late (T34).
#pragma once

#include "bot/event.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Nothing when the notice holds none.
void say_digest(Talk& talk, const Notice& notice);
void say_watch(Talk& talk, const Notice& notice);

}  // namespace meldmaat
