// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The story, also when it is told in pieces: before it was asked, or in answer to something else. Nothing of it is
/// lost. \pre a draft lies on top
#pragma once

#include <string>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Long enough to be part of the story rather than an answer to a choice.
[[nodiscard]] bool is_story(const std::string& text);

/// The story's question is open and a part of it was told before.
[[nodiscard]] bool story_was_begun(const Talk& talk);
/// Asks for the rest of a story that was begun.
void ask_rest_of_story(Talk& talk);
/// \return false: not understood. Otherwise the whole story is in the frame.
[[nodiscard]] bool hear_rest_of_story(Talk& talk);
/// Puts the whole story into the frame.
void finish_story(Talk& talk, std::string story);

/// Fills in what the story already tells, and says so: nothing is assumed silently.
void take_story(Talk& talk);

}  // namespace meldmaat
