// SPDX-License-Identifier: EUPL-1.2
// What was learnt and shared.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::add_lesson(const Lesson& lesson) {
  need_batch();
  Query(connection_, "INSERT INTO lesson (at, person, text) VALUES (?, x'', x'')", lesson.at).run();
  const auto id = connection_.last_id();
  Query(connection_, "UPDATE lesson SET person = ?, text = ? WHERE id = ?",
        vault_.seal(KeyOwner::common(), {"lesson.person", std::to_string(id)}, lesson.by.str()),
        vault_.seal(KeyOwner::common(), {"lesson.text", std::to_string(id)}, lesson.text), id)
      .run();
}

std::vector<Lesson> SqliteStore::lessons(std::size_t limit) {
  Query query(connection_, "SELECT at, person, text, id FROM lesson ORDER BY at DESC, id DESC LIMIT ?", limit);
  std::vector<Lesson> lessons;
  while (query.next()) {
    const auto opened = [&](std::string_view column, int index) {
      return vault_.open(KeyOwner::common(), {column, query.text(3)}, query.view(index));
    };
    lessons.push_back({query.moment(0), PersonId{opened("lesson.person", 1)}, opened("lesson.text", 2)});
  }
  return lessons;
}

}  // namespace meldmaat
