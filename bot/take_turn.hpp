// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One inbound event is one change of the store. Called on the storage thread, inside a Part of an open batch; whoever
/// calls acknowledges only after the batch was committed.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "bot/clock.hpp"
#include "bot/dialog.hpp"
#include "bot/event.hpp"
#include "bot/municipality.hpp"
#include "bot/store.hpp"

namespace meldmaat {

/// What a turn works with. References outlive every turn: `main` owns what they name.
struct Desk {
  Store& store;
  const Dialog& dialog;
  const Municipality& town;
  /// Draws the code for a witness. Null: no turn at this desk gives one.
  Random* chance = nullptr;
};

/// A verified event, as a channel hands it in.
struct Inbound {
  ConversationKey conversation;
  PersonId person;         ///< empty: unknown on this channel
  EventId event;           ///< empty: cannot come twice
  std::uint64_t question;  ///< the transcript line a press belongs to; 0: none
  Happened what;
  /// What can be answered only once, such as the card of one question: a second event with the same one is a repeat
  /// too, whatever its own id. Used up by the turn that settles the open question. Empty: nothing of the kind.
  EventId once;
};

/// The conversations whose transcript grew; whoever watches them looks again.
using Touched = std::set<ConversationKey>;

struct Taken {
  std::uint64_t sequence = 0;  ///< the last line of the conversation after this turn
  bool repeated = false;       ///< the event had been taken before: nothing was changed
  bool answered = false;       ///< ... no, another one was, with the same `once`
  Touched touched;
};

/// \pre `inbound.what` is Attached. The bytes are written once, however often the event comes.
[[nodiscard]] Taken take_file(const Desk& desk, Moment now, const Inbound& inbound, std::string_view bytes);

[[nodiscard]] Taken take_turn(const Desk& desk, Moment now, const Inbound& inbound);

}  // namespace meldmaat
