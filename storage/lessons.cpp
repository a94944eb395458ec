// SPDX-License-Identifier: EUPL-1.2
// What was learnt and shared.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::add_lesson(const Lesson& lesson) {
  need_batch();
  Query(connection_, "INSERT INTO lesson (at, person, text) VALUES (?, ?, ?)", lesson.at, lesson.by.str(), lesson.text)
      .run();
}

std::vector<Lesson> SqliteStore::lessons(std::size_t limit) {
  Query query(connection_, "SELECT at, person, text FROM lesson ORDER BY at DESC, id DESC LIMIT ?", limit);
  std::vector<Lesson> lessons;
  while (query.next()) lessons.push_back({query.moment(0), PersonId{query.text(1)}, query.text(2)});
  return lessons;
}

}  // namespace meldmaat
