// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Walking through a dialog that asks a few things one after the other, in a frame of its own: Frame::step names the
/// question. What is the same for all of them: pausing, going back, stopping, beginning anew.
#pragma once

#include <string_view>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Texts are keys of the catalogue.
struct Steps {
  void (*ask)(Talk&);                                 ///< puts the question of the frame on top
  std::string_view (*before)(std::string_view step);  ///< empty: that was the first, and going back leaves
  std::string_view paused;
  std::string_view resume;  ///< on the button beside `paused`
  std::string_view left;
};

/// Puts a frame of this dialog on top, in the place of one it had. The dialog goes on to its first step.
void push_steps(Talk& talk, std::string_view dialog);

/// "pause", "resume", "back" and "stop". \return false: another command
[[nodiscard]] bool walk(Talk& talk, std::string_view command, const Steps& steps);

/// Takes the frame off, and says how it ended.
void leave(Talk& talk, std::string_view last_words);

}  // namespace meldmaat
