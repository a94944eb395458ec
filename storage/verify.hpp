// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Looks at everything in a database file and says what is wrong: `meldmaat verify`, and after every backup.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bot/audit.hpp"
#include "storage/master_key.hpp"
#include "storage/sqlite_connection.hpp"

namespace meldmaat {

/// One thing that is wrong. It names tables, row numbers and case numbers, never content.
struct Finding {
  std::string where;
  std::string what;
  bool operator==(const Finding&) const = default;
};

/// Rows by table.
using RowCounts = std::map<std::string, std::int64_t>;

struct Verified {
  std::vector<Finding> findings;  ///< empty: all is well
  RowCounts rows;
};

/// Never throws for what is in the file; a file that cannot be opened is a finding too. Changes nothing.
/// \param anchors ends of the audit trail that were kept elsewhere (storage/audit_anchors.hpp)
/// \throws StoreBusy when a process uses it; KeyRefused when the key is not there or is another database's
[[nodiscard]] Verified verify(const std::filesystem::path& file, const KeyFile& key = {}, const std::string& vfs = "",
                              const std::vector<AuditHead>& anchors = {});
[[nodiscard]] Verified verify(const std::filesystem::path& file, const MasterKey& master, const std::string& vfs = "");

[[nodiscard]] RowCounts count_rows(Connection& connection);

}  // namespace meldmaat
