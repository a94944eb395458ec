// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Setting, prolonging, withdrawing and excepting a ban, a question at a time. The program proposes nothing: a person
/// who may has signed it (decision D11), and here it is written down.
#pragma once

#include <string_view>

#include "bot/ids.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// \pre for both: the view has a subject, and the person may set bans in it
void begin_ban(Talk& talk);
/// \param verb "prolong", "withdraw" or "except"
void begin_ban_change(Talk& talk, std::string_view verb, const BanId& ban);

/// Steps of such a frame are called "ban.…".
[[nodiscard]] bool is_ban_step(std::string_view step);
/// \pre for all of these: the frame on top is about a ban
void ask_ban(Talk& talk);
void hear_ban(Talk& talk);
/// A file is the image of the person, where that is asked. \return false: not here
[[nodiscard]] bool take_ban_image(Talk& talk);
/// "back" and "skip". \return false: means nothing here
[[nodiscard]] bool command_ban(Talk& talk, std::string_view command);

}  // namespace meldmaat
