// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Files that are added to a report which was not sent yet.
#pragma once

#include <vector>

#include "bot/message.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Adds the file, unless it is there, and says so; once a report also that the channel keeps a copy of its own, where
/// it does. \pre the draft lies on top
void add_evidence(Talk& talk, const Attachment& file);

/// These files as an answer: their ids, and their names as what was said.
[[nodiscard]] Answer evidence_answer(const Talk& talk, const std::vector<Attachment>& files);

}  // namespace meldmaat
