// SPDX-License-Identifier: EUPL-1.2
// Conversations: what was seen, where they stand, what was said.
#include <algorithm>
#include <set>
#include <string>

#include "storage/row_codec.hpp"
#include "storage/sqlite_store.hpp"

namespace meldmaat {

namespace {

/// A line's key: its conversation above, its sequence below (schema 1).
constexpr unsigned sequence_bits = 32;
constexpr std::int64_t last_place_of(std::int64_t row) {
  return ((row + 1) << sequence_bits) - 1;
}
constexpr std::int64_t place_of(std::int64_t row, std::uint64_t sequence) {
  return (row << sequence_bits) + static_cast<std::int64_t>(sequence);
}
constexpr std::uint64_t sequence_at(std::int64_t place) {
  return static_cast<std::uint64_t>(place) & ((std::uint64_t{1} << sequence_bits) - 1);
}

SealedPlace place_of_state(std::int64_t row) {
  return {"conversation.state", std::to_string(row)};
}

/// The versions of forms that the drafts in this state use: "1,2".
std::string form_versions(const State& state) {
  std::set<int> versions;
  for (const auto& frame : state.frames) {
    if (frame.version != 0) versions.insert(frame.version);
  }
  std::string joined;
  for (const int version : versions) joined += (joined.empty() ? "" : ",") + std::to_string(version);
  return joined;
}

}  // namespace

Sealed SqliteStore::sealed_message(std::int64_t place, const Message& message) {
  return vault_.seal(KeyOwner::conversation(place >> sequence_bits), {"line.message", std::to_string(place)},
                     encode(message));
}

Message SqliteStore::opened_message(std::int64_t place, std::string_view sealed) {
  const auto owner = KeyOwner::conversation(place >> sequence_bits);
  return decode_message(vault_.open(owner, {"line.message", std::to_string(place)}, sealed));
}

std::string SqliteStore::opened_address(std::int64_t row, std::string_view sealed) {
  return vault_.open(KeyOwner::conversation(row), {"conversation.address", std::to_string(row)}, sealed);
}

SqliteStore::Met& SqliteStore::meet(const ConversationKey& key) {
  if (met_ && met_->key == key) return *met_;
  Query query(connection_, "SELECT id FROM conversation WHERE channel = ? AND address_hash = ?", key.channel,
              vault_.hash_of_address(key.channel, key.address));
  const std::int64_t row = query.next() ? query.integer(0) : 0;
  return met_.emplace(Met{key, row, std::nullopt});
}

std::int64_t SqliteStore::row_of(const ConversationKey& key) {
  need_batch();
  Met& met = meet(key);
  if (met.row == 0) {
    Query(connection_, "INSERT INTO conversation (channel, address_hash) VALUES (?, ?)", key.channel,
          vault_.hash_of_address(key.channel, key.address))
        .run();
    met.row = connection_.last_id();
    const SealedPlace place{"conversation.address", std::to_string(met.row)};
    Query(connection_, "UPDATE conversation SET address = ? WHERE id = ?",
          vault_.seal(KeyOwner::conversation(met.row), place, key.address), met.row)
        .run();
  }
  return met.row;
}

std::optional<std::uint64_t> SqliteStore::seen(const ConversationKey& key, const EventId& event) {
  Query query(connection_, "SELECT sequence FROM seen WHERE conversation = ? AND event = ?", meet(key).row,
              vault_.hash_of(event));
  if (!query.next()) return std::nullopt;
  return query.count(0);
}

void SqliteStore::remember(const ConversationKey& key, const EventId& event, Moment at, std::uint64_t sequence) {
  Query(connection_, "INSERT INTO seen (conversation, event, at, sequence) VALUES (?, ?, ?, ?)", row_of(key),
        vault_.hash_of(event), at, sequence)
      .run();
}

void SqliteStore::purge_seen(Moment before) {
  need_batch();
  Query(connection_, "DELETE FROM seen WHERE at < ?", before).run();
}

std::optional<State> SqliteStore::state_of(const ConversationKey& key) {
  const auto row = meet(key).row;
  Query query(connection_, "SELECT state FROM conversation WHERE id = ?", row);
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return decode_state(vault_.open(KeyOwner::conversation(row), place_of_state(row), query.view(0)));
}

void SqliteStore::write_state(const ConversationKey& key, const State& state, Moment at) {
  const auto row = row_of(key);
  Query(connection_, "UPDATE conversation SET state = ?2, at = ?3 WHERE id = ?1", row,
        vault_.seal(KeyOwner::conversation(row), place_of_state(row), encode(state)), at)
      .run();
  // Apart, because SQLite writes the index anew whenever its column is named, also when it stays what it was.
  Query(connection_, "UPDATE conversation SET form_versions = ?2 WHERE id = ?1 AND form_versions <> ?2", row,
        form_versions(state))
      .run();
}

std::vector<TranscriptLine> SqliteStore::transcript(const ConversationKey& key, std::uint64_t after,
                                                    std::size_t limit) {
  const auto row = meet(key).row;
  const auto last = sequence_at(last_place_of(row));
  Query query(connection_,
              "SELECT place, at, from_person, message, revises, replaced FROM line WHERE place > ? AND place <= ? "
              "ORDER BY place LIMIT ?",
              place_of(row, std::min(after, last)), last_place_of(row), limit);
  std::vector<TranscriptLine> lines;
  while (query.next()) {
    const auto place = query.integer(0);
    lines.push_back({sequence_at(place), query.moment(1), query.yes(2), opened_message(place, query.view(3)),
                     query.count(4), query.yes(5)});
  }
  return lines;
}

std::uint64_t SqliteStore::last_sequence(const ConversationKey& key) {
  Met& met = meet(key);
  if (!met.last_sequence) {
    Query query(connection_, "SELECT place FROM line WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1",
                place_of(met.row, 1), last_place_of(met.row));
    met.last_sequence = query.next() ? sequence_at(query.integer(0)) : 0;
  }
  return *met.last_sequence;
}

std::uint64_t SqliteStore::write_line(const ConversationKey& key, const TranscriptLine& line) {
  const auto row = row_of(key);
  const auto sequence = last_sequence(key) + 1;
  Query(connection_,
        "INSERT INTO line (place, at, from_person, revises, replaced, slot, message) VALUES (?, ?, ?, ?, 0, ?, ?)",
        place_of(row, sequence), line.at, line.from_person, line.revises, vault_.hash_of_slot(row, line.message.slot),
        sealed_message(place_of(row, sequence), line.message))
      .run();
  meet(key).last_sequence = sequence;
  return sequence;
}

std::uint64_t SqliteStore::hear(const ConversationKey& key, Moment at, const Message& message) {
  TranscriptLine line;
  line.at = at;
  line.from_person = true;
  line.message = message;
  return write_line(key, line);
}

std::uint64_t SqliteStore::latest_of_slot(std::int64_t row, const std::string& slot) {
  if (slot.empty()) return 0;
  Query query(connection_,
              "SELECT place FROM line WHERE place BETWEEN ? AND ? AND slot = ? AND from_person = 0 "
              "ORDER BY place DESC LIMIT 1",
              place_of(row, 1), last_place_of(row), vault_.hash_of_slot(row, slot));
  return query.next() ? sequence_at(query.integer(0)) : 0;
}

std::uint64_t SqliteStore::say(const ConversationKey& key, Moment at, const Message& message, bool revise) {
  const auto row = row_of(key);
  TranscriptLine line;
  line.at = at;
  line.message = message;
  if (revise) {
    line.revises = latest_of_slot(row, message.slot);
    if (line.revises == 0) return 0;
    Query(connection_, "UPDATE line SET replaced = 1 WHERE place = ?", place_of(row, line.revises)).run();
  }
  const auto sequence = write_line(key, line);
  if (!options_.delivered_by_writing.contains(key.channel)) queue_delivery(row, sequence, at);
  return sequence;
}

void SqliteStore::blank_lines(const ConversationKey& key, std::uint64_t from) {
  const auto row = row_of(key);
  const auto first = place_of(row, std::max<std::uint64_t>(from, 1));
  struct Blank {
    std::int64_t place;
    Message message;
  };
  std::vector<Blank> blanks;
  {
    Query query(connection_, "SELECT place, message FROM line WHERE place BETWEEN ? AND ?", first, last_place_of(row));
    while (query.next()) {
      Message blank;
      blank.kind = opened_message(query.integer(0), query.view(1)).kind;
      blanks.push_back({query.integer(0), blank});
    }
  }
  for (const auto& [place, message] : blanks) {
    Query(connection_, "UPDATE line SET message = ?, slot = '' WHERE place = ?", sealed_message(place, message), place)
        .run();
  }
  // What has not left yet never leaves.
  Query(connection_, "DELETE FROM delivery WHERE conversation = ? AND sequence >= ? AND status = 0", row, from).run();
}

void SqliteStore::rewrite_line(const ConversationKey& key, std::uint64_t sequence, const Message& message) {
  const auto place = place_of(row_of(key), sequence);
  Query(connection_, "UPDATE line SET message = ? WHERE place = ?", sealed_message(place, message), place).run();
}

}  // namespace meldmaat
