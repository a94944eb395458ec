// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody changed or removed, on the channel, a message that had been heard.
///
/// Of a report that is not sent yet the person still decides: what was removed is gone from everything meldmaat keeps,
/// and the dialog hears of it. A filed report never changes silently (handbook §6) and is kept (S2 §7.4): what is said
/// otherwise is added to it for its readers, what is removed goes from the conversation alone, and the history of the
/// case notes both.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/take_turn.hpp"

namespace meldmaat {

struct Afterthought {
  ConversationKey conversation;
  PersonId person;
  EventId event;                       ///< its own; empty: the channel gives it none
  std::vector<EventId> of;             ///< under which the message was taken: its words, its files
  std::optional<std::string> instead;  ///< what it says now; nothing: it was removed
};

/// Storage thread, inside a part of a batch. Nothing when it was never heard, or says and said the same.
void note_afterthought(const Desk& desk, Moment now, const Afterthought& afterthought, Touched& touched);

}  // namespace meldmaat
