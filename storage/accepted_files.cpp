// SPDX-License-Identifier: EUPL-1.2
// The configuration that is in force.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

std::vector<ConfigurationFile> SqliteStore::accepted_files() {
  Query query(connection_, "SELECT name, text FROM accepted_file ORDER BY name");
  std::vector<ConfigurationFile> files;
  while (query.next()) {
    const auto name = query.text(0);
    files.push_back({name, vault_.open(KeyOwner::common(), {"accepted_file.text", name}, query.view(1))});
  }
  return files;
}

void SqliteStore::accept_files(const std::vector<ConfigurationFile>& files) {
  need_batch();
  Query(connection_, "DELETE FROM accepted_file").run();
  for (const auto& [name, text] : files) {
    Query(connection_, "INSERT INTO accepted_file (name, text) VALUES (?, ?)", name,
          vault_.seal(KeyOwner::common(), {"accepted_file.text", name}, text))
        .run();
  }
}

}  // namespace meldmaat
