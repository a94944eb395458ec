// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a reporter hears of a report after sending, and the colleague it happened to: each step that is taken (S3-6), a
/// question, the wish to check the record (T32), and to that colleague first of all that there is a report (S0-7).
#pragma once

#include "bot/event.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat::own {

/// \pre it is told to them in an own role (is_own_role)
void say_news(Talk& talk, const Notice& notice);

}  // namespace meldmaat::own
