// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Showing bans: the register to who stands at the door, the bans of a case to who keeps them, and what changed to who
/// must know. Handbook §9.
#pragma once

#include <string>
#include <string_view>

#include "bot/ban.hpp"
#include "bot/event.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// The bans that are in force or to come, as the door sees them.
void say_register(Talk& talk);
/// The bans of the case, with what may be done with each. \pre the view has a subject
void say_bans(Talk& talk);
/// A ban was set, prolonged, withdrawn or excepted.
void say_ban_news(Talk& talk, const Notice& notice);

/// "Stadhuis. Mag ook niet bellen. Van 1 maart 2027 tot en met 31 mei 2027."
[[nodiscard]] std::string ban_words(const Talk& talk, const Ban& ban);

/// May the person set bans in the case of the view? \pre the view has a subject
[[nodiscard]] bool may_ban_here(const Talk& talk);

/// The verbs of a case's buttons that are about bans: "ban", "bans", "prolong-V1", "withdraw-V1", "except-V1".
[[nodiscard]] bool is_ban_verb(std::string_view verb);
/// \pre is_ban_verb(verb), and the view has a subject
void begin_ban_verb(Talk& talk, std::string_view verb);

}  // namespace meldmaat
