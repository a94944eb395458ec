// SPDX-License-Identifier: EUPL-1.2
// The ten-point self-scans.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::add_scan(const Scan& scan) {
  need_batch();
  std::string ticks;
  for (const bool ticked : scan.ticks) ticks += ticked ? '1' : '0';
  Query(connection_, "INSERT INTO scan (at, person, role, ticks) VALUES (?, x'', x'', x'')", scan.at).run();
  const auto id = connection_.last_id();
  const auto sealed = [&](std::string_view column, std::string_view value) {
    return vault_.seal(KeyOwner::common(), {column, std::to_string(id)}, value);
  };
  Query(connection_, "UPDATE scan SET person = ?, role = ?, ticks = ? WHERE id = ?",
        sealed("scan.person", scan.by.str()), sealed("scan.role", scan.as.str()), sealed("scan.ticks", ticks), id)
      .run();
}

std::vector<Scan> SqliteStore::scans(std::size_t limit) {
  Query query(connection_, "SELECT at, person, role, ticks, id FROM scan ORDER BY at DESC, id DESC LIMIT ?", limit);
  std::vector<Scan> scans;
  while (query.next()) {
    const auto opened = [&](std::string_view column, int index) {
      return vault_.open(KeyOwner::common(), {column, query.text(4)}, query.view(index));
    };
    auto& scan = scans.emplace_back(
        Scan{query.moment(0), PersonId{opened("scan.person", 1)}, RoleId{opened("scan.role", 2)}, {}});
    const auto ticks = opened("scan.ticks", 3);
    for (std::size_t point = 0; point < scan_points; ++point) scan.ticks.at(point) = ticks.at(point) == '1';
  }
  return scans;
}

}  // namespace meldmaat
