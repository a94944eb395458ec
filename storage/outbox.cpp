// SPDX-License-Identifier: EUPL-1.2
// The outbox (plan M4).
#include "storage/row_codec.hpp"
#include "storage/sqlite_store.hpp"

namespace meldmaat {

// The numbers in the SQL below are these.
static_assert(static_cast<int>(Delivery::Status::waiting) == 0 && static_cast<int>(Delivery::Status::under_way) == 1 &&
              static_cast<int>(Delivery::Status::uncertain) == 3);

void SqliteStore::queue_delivery(std::int64_t conversation, std::uint64_t sequence, Moment at) {
  Query(connection_,
        "INSERT INTO delivery (conversation, sequence, status, created, not_before, attempts, maybe_double, remote_id) "
        "VALUES (?, ?, 0, ?3, ?3, 0, 0, '')",
        conversation, sequence, at)
      .run();
}

std::vector<Delivery> SqliteStore::waiting_deliveries(Moment now, std::size_t limit) {
  Query query(connection_,
              "SELECT d.id, c.channel, c.address, d.sequence, l.message, l.revises, d.created, d.not_before, "
              "d.attempts, d.maybe_double, d.remote_id "
              "FROM delivery d JOIN conversation c ON c.id = d.conversation "
              "JOIN line l ON l.place = (d.conversation << 32) + d.sequence "
              "WHERE d.status = 0 AND d.not_before <= ? "
              "AND NOT EXISTS (SELECT 1 FROM delivery o WHERE o.conversation = d.conversation AND o.status < 2 "
              "AND (o.id < d.id OR o.status = 1)) "
              "ORDER BY d.id LIMIT ?",
              now, limit);
  std::vector<Delivery> deliveries;
  while (query.next()) {
    Delivery& delivery = deliveries.emplace_back();
    delivery.id = query.integer(0);
    delivery.conversation = {query.text(1), query.text(2)};
    delivery.sequence = query.count(3);
    delivery.message = decode_message(query.view(4));
    delivery.revises = query.count(5);
    delivery.created = query.moment(6);
    delivery.not_before = query.moment(7);
    delivery.attempts = query.small(8);
    delivery.maybe_double = query.yes(9);
    delivery.remote_id = query.text(10);
  }
  return deliveries;
}

std::optional<Moment> SqliteStore::next_delivery() {
  Query query(connection_,
              "SELECT min(d.not_before) FROM delivery d WHERE d.status = 0 "
              "AND NOT EXISTS (SELECT 1 FROM delivery o WHERE o.conversation = d.conversation AND o.status < 2 "
              "AND (o.id < d.id OR o.status = 1))");
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return query.moment(0);
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
  Query(connection_, "UPDATE delivery SET status = 3 WHERE status = 1").run();
}

}  // namespace meldmaat
