// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The short question how somebody is, some time after the report: does the person want to talk, not now, or not be
/// asked any more? One question, no reliving and no diagnosis; only the care team sees the answer (handbook §12, T54).
#pragma once

#include <string>
#include <string_view>

#include "bot/event.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

inline constexpr std::string_view check_in_action = "check_in";

/// \return false: the notice is about something else, and nothing was said
[[nodiscard]] bool say_check_in(Talk& talk, const Notice& notice);

/// "contact", "not_now" or "stop". \pre the view has a subject, the person's own report
void answer_check_in(Talk& talk, const std::string& kind);

}  // namespace meldmaat
