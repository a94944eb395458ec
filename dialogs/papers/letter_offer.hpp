// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the chat says about the letters of a case: which there are, what is still to be filled in, who gets one (S2
/// §8.1), and where the draft can be got. Never the letter itself.
#pragma once

#include <optional>
#include <string_view>

#include "bot/letter.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Whether this person may have them. \pre the view has a subject
[[nodiscard]] bool may_have_letters(const Talk& talk);

/// The verb of a letter's button, "letter-warning". \return nothing when it is another one
[[nodiscard]] std::optional<Letter> read_letter_verb(std::string_view verb);

/// To choose from. \pre the view has a subject
void offer_letters(Talk& talk);
/// One of them. \pre the view has a subject
void offer_letter(Talk& talk, const Letter& letter);

}  // namespace meldmaat
