// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Leaving a report for now: keep the draft or throw it away. \pre for all of these: the draft lies on top
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Asks what is to happen to the draft.
void ask_stop(Talk& talk);
/// The same, unless nothing was told yet: then there is nothing to keep.
void stop_draft(Talk& talk);
/// Says until when the draft waits, counted from now.
void say_kept(Talk& talk);

}  // namespace meldmaat
