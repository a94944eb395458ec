// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How a message looks in Teams: plain text, or an Adaptive Card 1.5 whose buttons are Action.Execute with a Submit
/// fallback. Pure. What people wrote stands only in RichTextBlock or plain text, never where Markdown is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bot/language.hpp"
#include "bot/message.hpp"
#include "bot/texts.hpp"

namespace meldmaat {

/// What a card needs besides its message.
struct CardFrame {
  const Texts& texts;
  Language language = Language::nl;
  bool informal = false;
  std::uint64_t line = 0;     ///< sequence in the transcript; travels in the buttons and comes back with a press
  bool maybe_double = false;  ///< carries "mogelijk dubbel"
};

/// The activity to post as JSON, below 24 KiB: {type, text|attachments, textFormat, summary}. `summary` says nothing of
/// the content.
[[nodiscard]] std::string lay_out(const Message& message, const CardFrame& frame);

/// The card alone as JSON, for the value of an invoke answer.
[[nodiscard]] std::string card_of(const Message& message, const CardFrame& frame);

/// True when lay_out makes a card of it, false when plain text.
[[nodiscard]] bool needs_card(const Message& message);

}  // namespace meldmaat
