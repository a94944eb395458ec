// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_room.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <variant>

#include "adapters/json_reader.hpp"
#include "adapters/matrix/room_event.hpp"

namespace meldmaat {

namespace {

using State = MatrixRoom::State;
using Todo = MatrixRoom::Todo;

constexpr Milliseconds first_pause_in_room = std::chrono::seconds{2};
constexpr Milliseconds longest_pause_in_room = std::chrono::minutes{10};

/// A number of the enumeration, or nothing.
template <class Enumeration>
std::optional<Enumeration> one_of(std::int64_t number, Enumeration last) {
  if (number < 0 || number > static_cast<std::int64_t>(last)) return std::nullopt;
  return static_cast<Enumeration>(number);
}

Moment moment_of(std::int64_t milliseconds) {
  return Moment{Milliseconds{milliseconds}};
}

}  // namespace

Room to_room(const MatrixRoom& room) {
  const nlohmann::json details{{"with", room.with},
                               {"state", static_cast<unsigned>(room.state)},
                               {"todo", static_cast<unsigned>(room.todo)},
                               {"invited", room.invited},
                               {"encrypted", room.encrypted},
                               {"read_from", room.read_from.time_since_epoch().count()},
                               {"attempts", room.attempts},
                               {"told", room.told.time_since_epoch().count()}};
  return {matrix_channel_name, room.id, details.dump(), room.not_before};
}

std::optional<MatrixRoom> read_room(const Room& room) {
  const auto read = read_json(room.details, JsonLimits{});
  const auto* const details = std::get_if<nlohmann::json>(&read);
  if (details == nullptr) return std::nullopt;
  JsonFields fields(*details);
  const auto state = one_of(fields.required_integer("state"), State::left);
  const auto todo = one_of(fields.required_integer("todo"), Todo::leave);
  const auto attempts = fields.required_integer("attempts");
  MatrixRoom made;
  made.id = room.id;
  made.with = fields.required_string("with", most_matrix_id_bytes);
  const auto invited = fields.optional_bool("invited");
  const auto encrypted = fields.optional_bool("encrypted");
  made.read_from = moment_of(fields.required_integer("read_from"));
  made.told = moment_of(fields.required_integer("told"));
  const bool is_whole = !fields.refusal() && state && todo && invited && encrypted;
  if (!is_whole || attempts < 0 || attempts > std::numeric_limits<int>::max()) return std::nullopt;
  made.state = *state;
  made.todo = *todo;
  made.invited = *invited;
  made.encrypted = *encrypted;
  made.attempts = static_cast<int>(attempts);
  made.not_before = room.not_before;
  return made;
}

void set_todo(MatrixRoom& room, Todo todo, Moment now) {
  room.todo = todo;
  room.attempts = 0;
  room.not_before.reset();
  if (todo != Todo::nothing) room.not_before = now;
}

void put_off(MatrixRoom& room, Moment now, Milliseconds asked) {
  constexpr int most_doublings = 10;
  const auto doublings = static_cast<unsigned>(std::min(room.attempts++, most_doublings));
  const Milliseconds usual = std::min(first_pause_in_room * (1U << doublings), longest_pause_in_room);
  room.not_before = now + std::max(usual, asked);
}

// "room:!id": an empty text would mean that the person was never heard.
std::string to_reach(const std::string& room) {
  return "room:" + room;
}

std::string room_of(const std::string& details) {
  constexpr std::string_view begin = "room:";
  return details.starts_with(begin) ? details.substr(begin.size()) : std::string{};
}

std::string_view server_of(std::string_view user) {
  const auto colon = user.find(':');
  if (!user.starts_with('@') || colon == std::string_view::npos) return {};
  return user.substr(colon + 1);
}

}  // namespace meldmaat
