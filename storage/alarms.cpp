// SPDX-License-Identifier: EUPL-1.2
// Time: what falls due, and when the next thing does (plan M6).
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::set_reminder(const ConversationKey& key, const ReminderId& id, Moment due) {
  Query(connection_,
        "INSERT INTO reminder (conversation, id, due) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET due = excluded.due",
        row_of(key), id.str(), due)
      .run();
}

void SqliteStore::drop_reminder(const ConversationKey& key, const ReminderId& id) {
  need_batch();
  Query(connection_, "DELETE FROM reminder WHERE conversation = ? AND id = ?", meet(key).row, id.str()).run();
}

std::vector<TaskKey> SqliteStore::due_tasks(Moment now, std::size_t limit) {
  Query query(connection_,
              "SELECT number, rule, step, round FROM task WHERE next <= ? ORDER BY next, number, rule, step, round "
              "LIMIT ?",
              now, limit);
  std::vector<TaskKey> keys;
  while (query.next()) {
    keys.push_back({CaseNumber{query.text(0)}, RuleId{query.text(1)}, query.small(2), query.small(3)});
  }
  return keys;
}

std::vector<DueReminder> SqliteStore::due_reminders(Moment now, std::size_t limit) {
  Query query(
      connection_,
      "SELECT c.channel, c.address, r.id, r.due, c.id FROM reminder r JOIN conversation c ON c.id = r.conversation "
      "WHERE r.due <= ? ORDER BY r.due, c.id, r.id LIMIT ?",
      now, limit);
  std::vector<DueReminder> due;
  while (query.next()) {
    const ConversationKey key{query.text(0), opened_address(query.integer(4), query.view(1))};
    due.push_back({key, ReminderId{query.text(2)}, query.moment(3)});
  }
  return due;
}

std::optional<Moment> SqliteStore::next_alarm() {
  Query query(connection_,
              "SELECT min(first) FROM (SELECT min(next) AS first FROM task WHERE next IS NOT NULL "
              "UNION ALL SELECT min(due) FROM reminder UNION ALL SELECT min(next) FROM visit)");
  if (!query.next() || query.is_null(0)) return std::nullopt;
  return query.moment(0);
}

}  // namespace meldmaat
