// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody writes that they want to die (handbook §4 rule 7): numbers and people come first, and the report does not
/// go on by itself. Words alone can mislead ("hij zei dat hij zelfmoord pleegt"), so it asks whom they are about;
/// whatever is not a clear no counts as yes.
#pragma once

#include <string_view>

#include "dialogs/talk.hpp"

namespace meldmaat::despair {

inline constexpr std::string_view dialog = "despair";

/// Does the text use such words? False when the person already said that it is about somebody else.
[[nodiscard]] bool heard(const Talk& talk, std::string_view text);

/// Lays a frame on top and asks.
void ask(Talk& talk);
void step(Talk& talk);
void ask_again(Talk& talk);
[[nodiscard]] bool command(Talk& talk, std::string_view command);

/// Every number of help, for "hulpnummers" at any time.
void say_numbers(Talk& talk);

}  // namespace meldmaat::despair
