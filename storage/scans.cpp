// SPDX-License-Identifier: EUPL-1.2
// The ten-point self-scans.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::add_scan(const Scan& scan) {
  need_batch();
  std::string ticks;
  for (const bool ticked : scan.ticks) ticks += ticked ? '1' : '0';
  Query(connection_, "INSERT INTO scan (at, person, role, ticks) VALUES (?, ?, ?, ?)", scan.at, scan.by.str(),
        scan.as.str(), ticks)
      .run();
}

std::vector<Scan> SqliteStore::scans(std::size_t limit) {
  Query query(connection_, "SELECT at, person, role, ticks FROM scan ORDER BY at DESC, id DESC LIMIT ?", limit);
  std::vector<Scan> scans;
  while (query.next()) {
    auto& scan = scans.emplace_back(Scan{query.moment(0), PersonId{query.text(1)}, RoleId{query.text(2)}, {}});
    const auto ticks = query.text(3);
    // The schema sees to the length.
    for (std::size_t point = 0; point < scan_points; ++point) scan.ticks.at(point) = ticks.at(point) == '1';
  }
  return scans;
}

}  // namespace meldmaat
