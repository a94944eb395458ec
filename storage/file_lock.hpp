// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Keeps a second process away from the database. The lock is on a file of its own: closing a file descriptor of the
/// database itself would drop SQLite's locks (plan M1).
#pragma once

#include <filesystem>

namespace meldmaat {

class FileLock {
 public:
  /// Locks `<database>.lock`, which stays behind empty. \throws StoreBusy when another process holds it
  explicit FileLock(const std::filesystem::path& database);
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  int descriptor_;
};

}  // namespace meldmaat
