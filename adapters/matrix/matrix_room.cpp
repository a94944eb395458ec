// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_room.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using State = MatrixRoom::State;
using Todo = MatrixRoom::Todo;

constexpr Milliseconds first_pause_in_room = std::chrono::seconds{2};
constexpr Milliseconds longest_pause_in_room = std::chrono::minutes{10};

/// A number of the enumeration, or nothing.
template <class Enumeration>
std::optional<Enumeration> read_one(const nlohmann::json& object, const char* name, Enumeration last) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  const auto number = found->get<std::uint64_t>();
  if (number > static_cast<std::uint64_t>(last)) return std::nullopt;
  return static_cast<Enumeration>(number);
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
  const auto details = nlohmann::json::parse(room.details, nullptr, false);
  if (!details.is_object()) return std::nullopt;
  const auto state = read_one(details, "state", State::left);
  const auto todo = read_one(details, "todo", Todo::leave);
  if (!state || !todo) return std::nullopt;
  MatrixRoom made;
  made.id = room.id;
  made.with = text_at(details, "with");
  made.state = *state;
  made.todo = *todo;
  made.invited = details.value("invited", false);
  made.encrypted = details.value("encrypted", false);
  made.read_from = Moment{Milliseconds{details.value("read_from", std::int64_t{0})}};
  made.attempts = details.value("attempts", 0);
  made.told = Moment{Milliseconds{details.value("told", std::int64_t{0})}};
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
