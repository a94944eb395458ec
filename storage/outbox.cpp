// SPDX-License-Identifier: EUPL-1.2
// The outbox (plan M4).
#include <cstdint>
#include <utility>
#include <vector>

#include "storage/row_codec.hpp"
#include "storage/sqlite_store.hpp"

namespace meldmaat {

// The numbers in the SQL below are these.
static_assert(static_cast<int>(Delivery::Status::waiting) == 0 && static_cast<int>(Delivery::Status::under_way) == 1 &&
              static_cast<int>(Delivery::Status::uncertain) == 3);

namespace {
std::vector<std::int64_t> integers_of(Query& query) {
  std::vector<std::int64_t> integers;
  while (query.next()) integers.push_back(query.integer(0));
  return integers;
}
}  // namespace

void SqliteStore::queue_delivery(std::int64_t conversation, std::uint64_t sequence, Moment at) {
  Query(connection_,
        "INSERT INTO delivery (conversation, sequence, status, created, not_before, attempts, maybe_double, remote_id) "
        "VALUES (?, ?, 0, ?3, ?3, 0, 0, '')",
        conversation, sequence, at)
      .run();
}

// One walk along the index of what is open; of the rows themselves only the first of each conversation is read. That
// the other columns come from the row with the smallest id is SQLite's promise about a lone min() ("bare columns in an
// aggregate query").
std::vector<Delivery> SqliteStore::waiting_deliveries(Moment now, std::size_t limit) {
  Query query(connection_,
              "SELECT min(id), status, not_before FROM delivery INDEXED BY delivery_open WHERE status < 2 "
              "GROUP BY conversation HAVING status = 0 AND not_before <= ? ORDER BY 1 LIMIT ?",
              now, limit);
  return read_deliveries(integers_of(query));
}

std::optional<Moment> SqliteStore::next_delivery() {
  Query query(connection_,
              "SELECT min(not_before) FROM (SELECT min(id), status, not_before FROM delivery INDEXED BY delivery_open "
              "WHERE status < 2 GROUP BY conversation) WHERE status = 0");
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return query.moment(0);
}

std::size_t SqliteStore::open_deliveries() {
  Query query(connection_, "SELECT count(*) FROM delivery INDEXED BY delivery_open WHERE status < 2");
  return query.next() ? query.count(0) : 0;
}

std::optional<Delivery> SqliteStore::first_waiting(const ConversationKey& key) {
  Query query(connection_,
              "SELECT id, status FROM delivery INDEXED BY delivery_open WHERE conversation = ? AND status < 2 "
              "ORDER BY id LIMIT 1",
              meet(key).row);
  if (!query.next() || query.small(1) != static_cast<int>(Delivery::Status::waiting)) return std::nullopt;
  auto found = read_deliveries({query.integer(0)});
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<Delivery> SqliteStore::waiting_of(const ConversationKey& key) {
  Query query(connection_,
              "SELECT id FROM delivery INDEXED BY delivery_open WHERE conversation = ? AND status < 2 AND status = 0 "
              "ORDER BY id",
              meet(key).row);
  return read_deliveries(integers_of(query));
}

std::vector<Delivery> SqliteStore::uncertain_deliveries(std::size_t limit) {
  Query query(connection_, "SELECT id FROM delivery INDEXED BY delivery_uncertain WHERE status = 3 ORDER BY id LIMIT ?",
              limit);
  return read_deliveries(integers_of(query));
}

std::vector<Delivery> SqliteStore::read_deliveries(const std::vector<std::int64_t>& ids) {
  std::vector<Delivery> deliveries;
  deliveries.reserve(ids.size());
  for (const auto id : ids) {
    Query query(
        connection_,
        "SELECT c.channel, c.address, d.sequence, l.message, l.revises, d.created, d.not_before, d.attempts, "
        "d.maybe_double, d.remote_id, d.status, c.id FROM delivery d JOIN conversation c ON c.id = d.conversation "
        "JOIN line l ON l.place = (d.conversation << 32) + d.sequence WHERE d.id = ?",
        id);
    if (!query.next()) continue;
    Delivery& delivery = deliveries.emplace_back();
    delivery.id = id;
    const auto row = query.integer(11);
    delivery.conversation = {query.text(0), opened_address(row, query.view(1))};
    delivery.sequence = query.count(2);
    delivery.message = opened_message((row << 32) + query.integer(2), query.view(3));
    delivery.revises = query.count(4);
    delivery.created = query.moment(5);
    delivery.not_before = query.moment(6);
    delivery.attempts = query.small(7);
    delivery.maybe_double = query.yes(8);
    delivery.remote_id = query.text(9);
    delivery.status = static_cast<Delivery::Status>(query.small(10));
  }
  return deliveries;
}

std::string SqliteStore::remote_id(const ConversationKey& key, std::uint64_t sequence) {
  const auto row = meet(key).row;
  while (sequence != 0) {
    Query query(connection_,
                "SELECT d.remote_id, l.revises FROM delivery d JOIN line l ON l.place = (d.conversation << 32) + "
                "d.sequence WHERE d.conversation = ? AND d.sequence = ?",
                row, sequence);
    if (!query.next()) break;
    if (auto id = query.text(0); !id.empty()) return id;
    sequence = query.count(1);
  }
  return "";
}

void SqliteStore::write_delivery(const Delivery& delivery) {
  need_batch();
  Query(connection_,
        "UPDATE delivery SET status = ?, not_before = ?, attempts = ?, maybe_double = ?, remote_id = ? WHERE id = ?",
        static_cast<int>(delivery.status), delivery.not_before, delivery.attempts, delivery.maybe_double,
        delivery.remote_id, delivery.id)
      .run();
}

void SqliteStore::mark_interrupted_deliveries() {
  need_batch();
  Query(connection_, "UPDATE delivery SET status = 3 WHERE status < 2 AND status = 1").run();
}

std::optional<Reach> SqliteStore::reach(const ConversationKey& key) {
  const auto row = meet(key).row;
  Query query(connection_, "SELECT details, dead, at, told FROM reach WHERE conversation = ?", row);
  if (!query.next()) return std::nullopt;
  const auto told = query.is_null(3) ? std::nullopt : std::optional{query.moment(3)};
  const auto details = vault_.open(KeyOwner::conversation(row), {"reach.details", std::to_string(row)}, query.view(0));
  return Reach{key, details, query.yes(1), query.moment(2), told};
}

void SqliteStore::write_reach(const Reach& reach) {
  const auto row = row_of(reach.conversation);
  Query(connection_,
        "INSERT INTO reach (conversation, details, dead, at, told) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "details = excluded.details, dead = excluded.dead, at = excluded.at, told = excluded.told",
        row, vault_.seal(KeyOwner::conversation(row), {"reach.details", std::to_string(row)}, reach.details),
        reach.dead, reach.at, reach.told)
      .run();
}

}  // namespace meldmaat
