// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Copies of the database, and the way back (plan M10). A copy is made through the one connection, in slices between
/// the batches, holds what is sealed as it is, is opened again and checked, and only then gets its name.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "storage/master_key.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/sqlite_store.hpp"
#include "storage/verify.hpp"

struct sqlite3_backup;

namespace meldmaat {

/// A backup or restore that was not done; nothing that was there before is changed.
class BackupRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Backup {
 public:
  /// Pages copied between two batches: at most 50 ms (plan M10).
  static constexpr int pages_a_slice = 100;

  /// \param store outlives this \throws BackupRefused when `to` exists or cannot be written
  Backup(SqliteStore& store, std::filesystem::path to);
  Backup(const Backup&) = delete;
  Backup& operator=(const Backup&) = delete;
  ~Backup();  ///< an unfinished copy goes

  /// Copies one slice. The thread of the store only, between two batches; what is written meanwhile is carried along.
  /// \return whether all is copied \throws BackupRefused, StoreBroken
  [[nodiscard]] bool step();
  /// Opens the copy again, checks everything in it, compares it with the store as of the last slice, and gives it its
  /// name. Touches only the copy, so on any thread. \pre step() returned true
  void finish();

 private:
  struct Closer {
    void operator()(sqlite3_backup* run) const;
  };

  SqliteStore& store_;
  std::filesystem::path to_;
  std::filesystem::path part_;
  std::unique_ptr<Connection> copy_;
  std::unique_ptr<sqlite3_backup, Closer> run_;
  MasterKey master_;
  RowCounts rows_;
};

/// The whole of it at once, for a store that nobody else uses meanwhile.
void back_up(SqliteStore& store, const std::filesystem::path& to);

enum class Existing {
  refuse,
  set_aside  ///< what is there is renamed to `<name>.replaced`
};

/// Makes `to` from the backup `from`: up to date in schema, with everything in the outbox that was not final marked
/// uncertain, and the note "epoch" raised by one. A backup of before anything was sealed is sealed on the way.
/// \param key an empty path: `master.key` beside `to`
/// \throws BackupRefused; StoreBusy when a process uses `to`; KeyRefused with the id of the key that the backup needs
void restore(const std::filesystem::path& from, const std::filesystem::path& to, Existing existing,
             const KeyFile& key = {});

}  // namespace meldmaat
