// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody changed or removed, on the channel, a message that had been heard. A filed report never changes silently
/// (handbook §6): what was heard stays as it was, the history of the case notes that it happened, and the person hears
/// how to add or change something.
#pragma once

#include <string>

#include "bot/take_turn.hpp"

namespace meldmaat {

struct Afterthought {
  ConversationKey conversation;
  PersonId person;
  EventId of;         ///< under which the message was taken
  bool removed;       ///< else it was changed
  std::string reply;  ///< what the person hears, once for each message and kind
};

/// Storage thread, inside a part of a batch.
void note_afterthought(Store& store, Moment now, const Afterthought& afterthought, Touched& touched);

}  // namespace meldmaat
