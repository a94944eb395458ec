// SPDX-License-Identifier: EUPL-1.2
/// \file
/// An event of a Matrix room as a plain value: from a pushed transaction, a sync or a room's history, which all use the
/// client format (Matrix spec v1.19, client-server API "Room event format"). Unknown kinds and fields are ignored.
/// Nothing here is trusted: a sender is whoever the homeserver says, and everything in a content is the sender's claim.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "adapters/literal.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// m.text and m.emote: `body`, of a reply without the message it quotes. A location is said as its description and its
/// geo: address. Never empty and without NUL.
struct TextSaid {
  std::string text;
  bool operator==(const TextSaid&) const = default;
};
struct FileSent {
  std::string url;      ///< "mxc://server/id", as received
  std::string name;     ///< may be empty
  std::string caption;  ///< empty: none
  bool operator==(const FileSent&) const = default;
};
/// m.replace: the text, or of a file the caption, that the earlier message is to have now.
struct Edited {
  std::string of;
  std::string text;
  bool operator==(const Edited&) const = default;
};
/// A redaction; also a message that arrives already redacted, which names itself.
struct Removed {
  std::string of;
  bool operator==(const Removed&) const = default;
};
struct Reacted {
  std::string to;
  std::string key;  ///< without U+FE0F
  bool operator==(const Reacted&) const = default;
};
struct Voted {
  std::string poll;
  std::vector<std::string> answers;
  bool operator==(const Voted&) const = default;
};
struct Membership {
  enum class State : std::uint8_t { invited, joined, left, banned, other };
  std::string member;  ///< user id
  State state = State::other;
  bool direct = false;  ///< the client asked for a private chat
  // Of an invitation, from the room's stripped state.
  bool encrypted = false;
  bool named = false;  ///< has a name or an alias
  bool open = false;   ///< anybody may join
  bool operator==(const Membership&) const = default;
};
/// A message in a room with encryption: nobody here can read it.
struct Unreadable {
  bool operator==(const Unreadable&) const = default;
};
/// The room is encrypted from now on.
struct EncryptionBegan {
  bool operator==(const EncryptionBegan&) const = default;
};
/// The room is closed; the conversation goes on elsewhere.
struct RoomClosed {
  bool operator==(const RoomClosed&) const = default;
};
/// Something that a person sent and that cannot be used: a sticker, a poll of their own, a message of a kind that is
/// not known, a file without an address, a text with NUL.
struct Unusable {
  bool operator==(const Unusable&) const = default;
};
/// What programs say among themselves, such as notices, which are never answered; and everything else.
struct NothingToDo {
  bool operator==(const NothingToDo&) const = default;
};

using RoomHappening = std::variant<NothingToDo, TextSaid, FileSent, Edited, Removed, Reacted, Voted, Membership,
                                   Unreadable, EncryptionBegan, RoomClosed, Unusable>;

struct RoomEvent {
  std::string id;
  std::string room;
  std::string sender;
  Moment sent;  ///< by the clock of the sender's homeserver; 1970 when it says no time before the year 10000
  RoomHappening what;
  bool operator==(const RoomEvent&) const = default;
};

/// No id is longer (Matrix spec v1.19, appendices "Common Identifier Format").
inline constexpr std::size_t most_matrix_id_bytes = 255;

/// The event, or why it is none: no id, type or sender, no room and none given, an id that is too long or holds control
/// characters. What else is missing or of another type makes it NothingToDo.
/// \param room for sources whose events do not name it (sync); empty: the event must
[[nodiscard]] std::variant<RoomEvent, Literal> read_room_event(const nlohmann::json& event, const std::string& room);

}  // namespace meldmaat
