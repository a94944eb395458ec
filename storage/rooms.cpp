// SPDX-License-Identifier: EUPL-1.2
// Rooms of channels that have them.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

namespace {

Room room_at(const Query& query) {
  Room room{query.text(0), query.text(1), query.text(2), std::nullopt};
  if (!query.is_null(3)) room.not_before = query.moment(3);
  return room;
}

}  // namespace

std::optional<Room> SqliteStore::room(const std::string& channel, const std::string& id) {
  Query query(connection_, "SELECT channel, id, details, not_before FROM room WHERE channel = ? AND id = ?", channel,
              id);
  if (!query.next()) return std::nullopt;
  return room_at(query);
}

void SqliteStore::write_room(const Room& room) {
  need_batch();
  Query(connection_,
        "INSERT INTO room (channel, id, details, not_before) VALUES (?, ?, ?, ?) ON CONFLICT (channel, id) DO UPDATE "
        "SET details = excluded.details, not_before = excluded.not_before",
        room.channel, room.id, room.details, room.not_before)
      .run();
}

std::vector<Room> SqliteStore::waiting_rooms(const std::string& channel, Moment now, std::size_t limit) {
  Query query(connection_,
              "SELECT channel, id, details, not_before FROM room WHERE channel = ? AND not_before <= ? "
              "ORDER BY not_before, id LIMIT ?",
              channel, now, limit);
  std::vector<Room> rooms;
  while (query.next()) rooms.push_back(room_at(query));
  return rooms;
}

std::optional<Moment> SqliteStore::next_room(const std::string& channel) {
  Query query(connection_, "SELECT min(not_before) FROM room WHERE channel = ? AND not_before IS NOT NULL", channel);
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return query.moment(0);
}

}  // namespace meldmaat
