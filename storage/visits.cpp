// SPDX-License-Identifier: EUPL-1.2
// Home visits that are under way.
#include "storage/row_codec.hpp"
#include "storage/sqlite_store.hpp"

namespace meldmaat {

namespace {

/// The number is in the row.
std::string body_of(Visit visit) {
  visit.id = {};
  return encode(visit);
}

}  // namespace

VisitId SqliteStore::add_visit(const Visit& visit) {
  need_batch();
  Query(connection_, "INSERT INTO visit (next) VALUES (?)", visit.next).run();
  Visit with_id = visit;
  with_id.id = VisitId{std::to_string(connection_.last_id())};
  write_visit(with_id);
  return with_id.id;
}

void SqliteStore::write_visit(const Visit& visit) {
  need_batch();
  Query(connection_, "UPDATE visit SET next = ?2, body = ?3 WHERE id = ?1", visit.id.str(), visit.next,
        vault_.seal(KeyOwner::common(), {"visit.body", visit.id.str()}, body_of(visit)))
      .run();
}

void SqliteStore::remove_visit(const VisitId& id) {
  need_batch();
  Query(connection_, "DELETE FROM visit WHERE id = ?", id.str()).run();
}

std::vector<Visit> SqliteStore::visits() {
  Query query(connection_, "SELECT id, body FROM visit ORDER BY id");
  std::vector<Visit> visits;
  while (query.next()) {
    const auto body = vault_.open(KeyOwner::common(), {"visit.body", query.text(0)}, query.view(1));
    visits.emplace_back(decode_visit(body)).id = VisitId{query.text(0)};
  }
  return visits;
}

}  // namespace meldmaat
