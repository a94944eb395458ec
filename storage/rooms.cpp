// SPDX-License-Identifier: EUPL-1.2
// Rooms of channels that have them.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

namespace {

SealedPlace place_in_room(std::string_view column, const std::string& channel, const std::string& hash) {
  return {column, channel + ' ' + hash};
}

}  // namespace

/// \param row of id, details, not_before, id_hash
Room SqliteStore::opened_room(const std::string& channel, const Query& row) {
  const auto opened = [&](std::string_view column, int index) {
    return vault_.open(KeyOwner::common(), place_in_room(column, channel, row.text(3)), row.view(index));
  };
  Room room{channel, opened("room.id", 0), opened("room.details", 1), std::nullopt};
  if (!row.is_null(2)) room.not_before = row.moment(2);
  return room;
}

std::optional<Room> SqliteStore::room(const std::string& channel, const std::string& id) {
  Query query(connection_, "SELECT id, details, not_before, id_hash FROM room WHERE channel = ? AND id_hash = ?",
              channel, vault_.hash_of_room(channel, id));
  if (!query.next()) return std::nullopt;
  return opened_room(channel, query);
}

void SqliteStore::write_room(const Room& room) {
  need_batch();
  const auto hash = vault_.hash_of_room(room.channel, room.id);
  const auto sealed = [&](std::string_view column, const std::string& value) {
    return vault_.seal(KeyOwner::common(), place_in_room(column, room.channel, hash), value);
  };
  Query(connection_,
        "INSERT INTO room (channel, id_hash, id, details, not_before) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (channel, id_hash) DO UPDATE SET details = excluded.details, not_before = excluded.not_before",
        room.channel, hash, sealed("room.id", room.id), sealed("room.details", room.details), room.not_before)
      .run();
}

std::vector<Room> SqliteStore::waiting_rooms(const std::string& channel, Moment now, std::size_t limit) {
  Query query(connection_,
              "SELECT id, details, not_before, id_hash FROM room WHERE channel = ? AND not_before <= ? "
              "ORDER BY not_before, id_hash LIMIT ?",
              channel, now, limit);
  std::vector<Room> rooms;
  while (query.next()) rooms.push_back(opened_room(channel, query));
  return rooms;
}

std::optional<Moment> SqliteStore::next_room(const std::string& channel) {
  Query query(connection_, "SELECT min(not_before) FROM room WHERE channel = ? AND not_before IS NOT NULL", channel);
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return query.moment(0);
}

}  // namespace meldmaat
