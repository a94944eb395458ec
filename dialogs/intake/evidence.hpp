// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Files that are added to a report which was not sent yet.
#pragma once

#include "bot/message.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Adds the file, unless it is there, and says so; once a report also that the channel keeps a copy of its own, where
/// it does. \pre the draft lies on top
void add_evidence(Talk& talk, const Attachment& file);

}  // namespace meldmaat
