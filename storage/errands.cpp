// SPDX-License-Identifier: EUPL-1.2
// Files that are still to be fetched.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::add_errand(const Errand& errand) {
  need_batch();
  const auto row = row_of(errand.conversation);
  Query(connection_, "INSERT INTO errand (conversation, event_hash, not_before, attempts) VALUES (?, ?, ?, ?)", row,
        vault_.hash_of(errand.event), errand.not_before, errand.attempts)
      .run();
  const auto id = connection_.last_id();
  const auto owner = KeyOwner::conversation(row);
  Query(connection_, "UPDATE errand SET event = ?, details = ? WHERE id = ?",
        vault_.seal(owner, {"errand.event", std::to_string(id)}, errand.event.str()),
        vault_.seal(owner, {"errand.details", std::to_string(id)}, errand.details), id)
      .run();
}

std::vector<Errand> SqliteStore::waiting_errands(Moment now, std::size_t limit) {
  Query query(connection_,
              "SELECT e.id, c.channel, c.address, e.event, e.details, e.not_before, e.attempts, c.id FROM errand e "
              "JOIN conversation c ON c.id = e.conversation WHERE e.not_before <= ? ORDER BY e.id LIMIT ?",
              now, limit);
  std::vector<Errand> errands;
  while (query.next()) {
    const auto row = query.integer(7);
    const auto opened = [&](std::string_view column, int index) {
      return vault_.open(KeyOwner::conversation(row), {column, query.text(0)}, query.view(index));
    };
    errands.push_back({query.integer(0),
                       {query.text(1), opened_address(row, query.view(2))},
                       EventId{opened("errand.event", 3)},
                       opened("errand.details", 4),
                       query.moment(5),
                       query.small(6)});
  }
  return errands;
}

std::optional<Moment> SqliteStore::next_errand() {
  Query query(connection_, "SELECT min(not_before) FROM errand");
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return query.moment(0);
}

void SqliteStore::write_errand(const Errand& errand) {
  need_batch();
  Query(connection_, "UPDATE errand SET not_before = ?, attempts = ? WHERE id = ?", errand.not_before, errand.attempts,
        errand.id)
      .run();
}

void SqliteStore::remove_errand(std::int64_t id) {
  need_batch();
  Query(connection_, "DELETE FROM errand WHERE id = ?", id).run();
}

bool SqliteStore::cancel_errand(const ConversationKey& key, const EventId& event) {
  Query query(connection_, "DELETE FROM errand WHERE conversation = ? AND event_hash = ?", row_of(key),
              vault_.hash_of(event));
  return query.run() > 0;
}

}  // namespace meldmaat
