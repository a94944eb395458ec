// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The buttons that stand beside the answers of every question. "Back", "skip" and "don't know" belong to the question
/// they stand under, so that a second press on an old one does nothing; help, pause and stop work at any time.
#pragma once

#include <string_view>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Bare option ids; the house dialog turns them into FrameDialog::command("back") and so on. No option of a form or of
/// another dialog begins with a '.'.
namespace controls {
inline constexpr std::string_view unknown = ".unknown";
inline constexpr std::string_view skip = ".skip";
inline constexpr std::string_view back = ".back";
}  // namespace controls

struct Controls {
  bool unknown = true;
  bool skip = true;
  bool back = true;
};

inline constexpr Controls only_back{.unknown = false, .skip = false, .back = true};
inline constexpr Controls back_or_skip{.unknown = false, .skip = true, .back = true};

/// Asks, with these behind the options, in the person's language: don't know, skip, back, help, pause, stop.
void ask_with(Talk& talk, Ask ask, Controls which);

}  // namespace meldmaat
