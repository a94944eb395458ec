// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What an event of a room means for meldmaat, whether it was pushed, found by a sync or read back: a turn of a
/// conversation, a note about the room, or nothing. Each event counts once, however often and on whatever road it
/// comes. No network: what must be done in a room is written down, and the room keeper does it. Storage thread, inside
/// a Part of an open batch.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/matrix/matrix_room.hpp"
#include "adapters/matrix/room_event.hpp"
#include "bot/organisation.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

struct MatrixIntakeSettings {
  std::string bot;                   ///< "@meldmaat:zandrecht.example"
  std::vector<std::string> servers;  ///< whose people may speak with the bot
};

/// What taking some events gave; nothing of it may be used before the commit.
struct Heard {
  std::size_t turns = 0;
  std::size_t repeats = 0;
  std::size_t parked = 0;  ///< could not be taken: read back and tried again later
  bool rooms = false;      ///< there is something to be done in a room
  bool errands = false;    ///< there is a file to be fetched
  Touched touched;

  void add(const Heard& more);
};

class MatrixIntake {
 public:
  explicit MatrixIntake(MatrixIntakeSettings settings) : settings_(std::move(settings)) {}

  /// In this order. One that fails undoes only what it did itself.
  [[nodiscard]] Heard take(const Desk& desk, Moment now, const std::vector<RoomEvent>& events) const;

  /// The person is found nowhere here any more, as far as this room was where.
  static void forget_room(Store& store, Moment now, const MatrixRoom& room);

 private:
  friend class OneEvent;
  MatrixIntakeSettings settings_;
};

[[nodiscard]] inline ConversationKey matrix_key(const std::string& user) {
  return {matrix_channel_name, user};
}

/// A text of the channel itself, in the words of this person; Dutch for somebody who is not known.
[[nodiscard]] std::string say_to(const Municipality& town, const std::string& user, std::string_view text,
                                 const TextArgs& args = {});

}  // namespace meldmaat
