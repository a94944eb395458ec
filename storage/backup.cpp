// SPDX-License-Identifier: EUPL-1.2
#include "storage/backup.hpp"

#include <sqlite3.h>

#include <optional>
#include <utility>

#include "storage/file_lock.hpp"
#include "storage/migrate.hpp"
#include "storage/sealed_schema.hpp"

namespace meldmaat {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& file, const char* ending) {
  return file.string() + ending;
}

void remove_with_journals(const fs::path& file) {
  std::error_code ignored;
  for (const char* ending : {"", "-journal", "-wal", "-shm"}) fs::remove(beside(file, ending), ignored);
}

/// A file that goes unless it was renamed in time.
class Leftover {
 public:
  explicit Leftover(fs::path file) : file_(std::move(file)) {}
  Leftover(const Leftover&) = delete;
  Leftover& operator=(const Leftover&) = delete;
  ~Leftover() { remove_with_journals(file_); }

 private:
  fs::path file_;
};

/// A new database file, to be filled by a copy.
std::unique_ptr<Connection> fresh(const fs::path& file) {
  remove_with_journals(file);
  try {
    return std::make_unique<Connection>(file, "", Connection::Missing::create);
  } catch (const StoreBroken& error) {
    throw BackupRefused(error.what());
  }
}

void require_sound(const fs::path& file, const MasterKey& master, const char* what) {
  const auto verified = verify(file, master);
  std::error_code ignored;
  fs::remove(beside(file, ".lock"), ignored);
  if (verified.findings.empty()) return;
  const auto& first = verified.findings.front();
  throw BackupRefused(std::string(what) + " is not sound: " + first.where + ": " + first.what);
}

/// A copy of a database in WAL mode says that it is one too; alone in a folder it must stand by itself.
void stand_alone(Connection& copy) {
  copy.execute("PRAGMA journal_mode = DELETE");
}

void copy_whole(Connection& from, Connection& to) {
  sqlite3_backup* const run = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (run == nullptr) throw BackupRefused("the copy cannot be begun");
  const int code = sqlite3_backup_step(run, -1);
  sqlite3_backup_finish(run);
  if (code != SQLITE_DONE) throw BackupRefused(std::string("the copy stopped: ") + sqlite3_errstr(code));
}

void begin_new_epoch(Connection& connection, const MasterKey& master) {
  Vault vault(connection, master);
  migrate_sealed(connection, vault);
  connection.begin();
  connection.execute("UPDATE delivery SET status = 3 WHERE status < 2");
  connection.execute(
      "INSERT INTO note (name, value) VALUES ('epoch', '1') "
      "ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)");
  connection.commit();
}

/// The right one, before anything is copied.
MasterKey key_to_restore_with(Connection& source, const fs::path& to, const KeyFile& file, bool sealed) {
  try {
    auto master = master_key_for(to, file, sealed ? NoKeyYet::refuse : NoKeyYet::make);
    if (sealed) Vault(source, master).require_right_key();
    return master;
  } catch (const KeyRefused& error) {
    if (!sealed) throw;
    throw KeyRefused(std::string(error.what()) + ". The backup " + source.file().string() + " needs the key " +
                     key_needed_by(source));
  }
}

void make_way(const fs::path& to, Existing existing) {
  for (const char* ending : {"", "-wal", "-shm"}) {
    const fs::path there = beside(to, ending);
    if (!fs::exists(there)) continue;
    if (existing == Existing::refuse) {
      throw BackupRefused(there.string() + " is there already: nothing is overwritten unasked");
    }
    rename_durably(there, beside(there, ".replaced"));
  }
}

}  // namespace

void Backup::Closer::operator()(sqlite3_backup* run) const {
  sqlite3_backup_finish(run);
}

Backup::Backup(SqliteStore& store, fs::path to)
    : store_(store), to_(std::move(to)), part_(beside(to_, ".part")), master_(store.master_key().copy()) {
  if (fs::exists(to_)) throw BackupRefused(to_.string() + " is there already: nothing is overwritten");
  copy_ = fresh(part_);
  run_.reset(sqlite3_backup_init(copy_->handle(), "main", store_.connection().handle(), "main"));
  if (!run_) throw BackupRefused("the copy cannot be begun");
}

Backup::~Backup() {
  run_.reset();
  copy_.reset();
  remove_with_journals(part_);
}

bool Backup::step() {
  const int code = sqlite3_backup_step(run_.get(), pages_a_slice);
  switch (code) {
    case SQLITE_OK:
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return false;
    case SQLITE_DONE: rows_ = count_rows(store_.connection()); return true;
    case SQLITE_CORRUPT: throw StoreBroken("a page cannot be read for the backup: the database is damaged");
    default: throw BackupRefused(std::string("the copy stopped: ") + sqlite3_errstr(code));
  }
}

void Backup::finish() {
  run_.reset();
  stand_alone(*copy_);
  const bool same = count_rows(*copy_) == rows_;
  copy_.reset();
  if (!same) throw BackupRefused("the copy holds other rows than the store");
  require_sound(part_, master_, "the copy");
  rename_durably(part_, to_);
}

void back_up(SqliteStore& store, const fs::path& to) {
  Backup backup(store, to);
  while (!backup.step()) {
  }
  backup.finish();
}

void restore(const fs::path& from, const fs::path& to, Existing existing, const KeyFile& key) {
  const FileLock lock(to);
  if (existing == Existing::refuse) make_way(to, existing);
  const fs::path part = beside(to, ".part");
  const Leftover leftover(part);
  std::optional<MasterKey> master;
  try {
    Connection source(from, "", Connection::Missing::refuse);
    const bool sealed = identify(source) >= sealed_since;
    check_integrity(source);
    master.emplace(key_to_restore_with(source, to, key, sealed));
    const auto copy = fresh(part);
    copy_whole(source, *copy);
    stand_alone(*copy);
    begin_new_epoch(*copy, *master);
  } catch (const StoreBroken& error) {
    throw BackupRefused(error.what());
  }
  require_sound(part, *master, "the restored copy");
  make_way(to, existing);
  rename_durably(part, to);
}

}  // namespace meldmaat
