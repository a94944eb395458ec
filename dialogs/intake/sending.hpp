// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The end of a report: everything is shown, any line can be changed, the readers are named, and then it is sent.
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Says the whole report and who will read it. \pre a draft lies on top, and here below as well
void show_report(Talk& talk);
/// Asks whether it may be sent.
void ask_send(Talk& talk);
/// Asks which line is to be changed.
void ask_change(Talk& talk);

enum class Sending {
  done,   ///< sent, or the next thing was asked
  go_on,  ///< the person wants to answer the questions that are still open
  unclear
};
/// An answer to one of the two questions above.
[[nodiscard]] Sending hear_sending(Talk& talk);

}  // namespace meldmaat
