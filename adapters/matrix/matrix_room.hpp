// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is remembered of a Matrix room (Room::details) and of how a person is found there (Reach::details). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bot/moment.hpp"
#include "bot/room.hpp"

namespace meldmaat {

inline constexpr const char* matrix_channel_name = "matrix";

struct MatrixRoom {
  enum class State : std::uint8_t {
    unknown,       ///< invited, or something was said in a room we know nothing of: who is there is still to be seen
    private_chat,  ///< the bot and one person
    encrypted,     ///< nothing said here can be read; the person was told and has another room
    left           ///< the bot is not there any more, or should not be
  };
  enum class Todo : std::uint8_t {
    nothing,
    enter,      ///< join, see who is there, read what was said meanwhile
    refuse,     ///< leave, with a reason: others read along
    read_back,  ///< read what was said since `read_from`
    explain,    ///< say that encrypted messages cannot be read, and go on in another room
    step_out,   ///< others came in: say so, leave, and go on in another room
    leave       ///< nobody is left
  };
  std::string id;
  std::string with;  ///< the person; who invited, or whoever spoke first
  State state = State::unknown;
  Todo todo = Todo::nothing;
  bool invited = false;    ///< by that person: greeted when the bot comes in
  bool encrypted = false;  ///< was so when the invitation came
  Moment read_from;        ///< by the clock of the homeserver
  int attempts = 0;        ///< at what is to be done
  Moment told;             ///< when it was last said there that encrypted messages cannot be read
  std::optional<Moment> not_before;
  bool operator==(const MatrixRoom&) const = default;
};

[[nodiscard]] Room to_room(const MatrixRoom& room);
/// Nothing when it is not what to_room wrote.
[[nodiscard]] std::optional<MatrixRoom> read_room(const Room& room);

/// Something is to be done there from now on.
void set_todo(MatrixRoom& room, MatrixRoom::Todo todo, Moment now);
/// It did not work: later again, after a pause that doubles to ten minutes, or the longer one that was asked for.
void put_off(MatrixRoom& room, Moment now, Milliseconds asked);

/// Reach::details of somebody who is found in this room, and back; nothing known is an empty room.
[[nodiscard]] std::string to_reach(const std::string& room);
[[nodiscard]] std::string room_of(const std::string& details);

/// "zandrecht.example" of "@noor:zandrecht.example"; empty when it is no user id.
[[nodiscard]] std::string_view server_of(std::string_view user);

}  // namespace meldmaat
