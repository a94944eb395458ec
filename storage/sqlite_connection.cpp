// SPDX-License-Identifier: EUPL-1.2
#include "storage/sqlite_connection.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <limits>
#include <stdexcept>
#include <utility>

#include "bot/store.hpp"

namespace meldmaat {

namespace {

/// One failure may be chance; a disk that fails this often in a row is not trusted any more (reliability F2).
constexpr int most_errors_in_row = 3;

SQLite::Database open(const std::filesystem::path& file, const std::string& vfs, Connection::Missing missing) {
  // SQLite counts its memory behind a lock, for figures nobody reads. The first connection decides; later calls are
  // refused, which changes nothing.
  static_cast<void>(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
  const int create = missing == Connection::Missing::create ? SQLITE_OPEN_CREATE : 0;
  try {
    return SQLite::Database(file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, 0, vfs);
  } catch (const SQLite::Exception& error) {
    throw StoreBroken("cannot open " + file.string() + ": " + error.getErrorStr());
  }
}

bool is_out_of_space(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, const std::string& vfs, Missing missing)
    : file_(file), database_(open(file, vfs, missing)) {
  if (sqlite3_db_readonly(handle(), "main") == 1) throw StoreBroken("cannot write to " + file_.string());
}

void Connection::apply_settings(Journal journal) {
  require("journal_mode", journal == Journal::ahead ? "wal" : "truncate");
  require("synchronous", "2");         // FULL
  require("wal_autocheckpoint", "0");  // we do it ourselves and hear of its errors: checkpoint_when_long
  require("secure_delete", "1");
  require("temp_store", "2");  // memory
  require("mmap_size", "0");
  require("foreign_keys", "1");
  require("trusted_schema", "0");
  require("cell_size_check", "1");
  require("cache_size", "-4096");  // KiB: twice as much was no faster, the system keeps the file at hand anyway
  require_switch(SQLITE_DBCONFIG_DEFENSIVE, 1);
  require_switch(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
  sqlite3_wal_hook(handle(), &Connection::after_commit, this);
}

void Connection::require(const char* pragma, const std::string& expected) {
  const std::string name(pragma);
  try {
    // journal_mode, mmap_size and secure_delete answer when they are set; the others only when asked.
    SQLite::Statement set(database_, "PRAGMA " + name + " = " + expected);
    while (set.executeStep()) {
    }
    SQLite::Statement ask(database_, "PRAGMA " + name);
    const std::string found = ask.executeStep() ? ask.getColumn(0).getString() : "";
    // Without memory mapping in SQLite itself there is nothing to switch off, and no answer.
    if (found == expected || (name == "mmap_size" && found.empty())) return;
    throw StoreBroken("SQLite refuses " + name + " = " + expected + ": it is " + found);
  } catch (const SQLite::Exception& error) {
    fail(error.getExtendedErrorCode());
  }
}

void Connection::require_switch(int option, int value) {
  int found = -1;
  const int code = sqlite3_db_config(handle(), option, value, &found);
  if (code != SQLITE_OK || found != value) {
    throw StoreBroken("SQLite refuses configuration " + std::to_string(option) + " = " + std::to_string(value));
  }
}

void Connection::begin() {
  if (began_) throw std::logic_error("a batch is open already");
  Query(*this, "BEGIN IMMEDIATE").run();
  began_ = true;
  // A program that writes to our file without asking for the lock has changed what we know (reliability F33).
  Query version(*this, "PRAGMA data_version");
  if (!version.next()) throw std::logic_error("no data_version");
  const auto found = version.integer(0);
  if (data_version_.value_or(found) != found) refuse(Health::broken, "another program wrote to " + file_.string());
  data_version_ = found;
}

void Connection::commit() {
  if (!began_) throw std::logic_error("no batch is open");
  try {
    Query(*this, "COMMIT").run();
  } catch (...) {
    roll_back();
    throw;
  }
  began_ = false;
  errors_in_row_ = 0;
}

void Connection::roll_back() noexcept {
  end_lost_transaction();
  began_ = false;
  lost_ = false;
}

void Connection::save_point() {
  Query(*this, "SAVEPOINT part").run();
}

void Connection::release_save_point() {
  Query(*this, "RELEASE part").run();
}

void Connection::undo_save_point() noexcept {
  if (!began_ || lost_) return;
  const int code = sqlite3_exec(handle(), "ROLLBACK TO part; RELEASE part", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) end_lost_transaction();
}

void Connection::end_lost_transaction() noexcept {
  data_version_.reset();  // a rollback changes it too
  if (!began_) return;
  lost_ = true;
  if (sqlite3_get_autocommit(handle()) != 0) return;
  sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  if (sqlite3_get_autocommit(handle()) == 0) health_ = Health::broken;
}

void Connection::checkpoint_when_long() {
  if (pages_in_wal_ < checkpoint_pages) return;
  int in_wal = 0;
  int copied = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_wal, &copied);
  if (code != SQLITE_OK && code != SQLITE_BUSY) fail(sqlite3_extended_errcode(handle()));
  if (copied == in_wal) pages_in_wal_ = 0;
}

int Connection::after_commit(void* self, sqlite3* /*handle*/, const char* /*schema*/, int pages) {
  static_cast<Connection*>(self)->pages_in_wal_ = pages;
  return SQLITE_OK;
}

void Connection::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(sqlite3_extended_errcode(handle()));
}

std::int64_t Connection::ask_number(const std::string& sql) {
  try {
    SQLite::Statement question(database_, sql);
    return question.executeStep() ? question.getColumn(0).getInt64() : 0;
  } catch (const SQLite::Exception& error) {
    fail(error.getExtendedErrorCode());
  }
}

std::shared_ptr<SQLite::Statement> Connection::prepared(const char* sql) {
  if (health_ == Health::broken) throw StoreBroken("the store is broken: restart");
  if (lost_) throw StoreBusy("the batch was undone");
  auto& known = statements_[sql];
  if (known) return known;
  try {
    known = std::make_shared<SQLite::Statement>(database_, sql);
  } catch (const SQLite::Exception& error) {
    statements_.erase(sql);
    fail(error.getExtendedErrorCode());
  }
  return known;
}

void Connection::refuse(Health health, const std::string& why) {
  health_ = health;
  if (health == Health::broken) throw StoreBroken(why);
  throw StoreBusy(why);
}

void Connection::fail(int extended_code) {
  const int system_error = sqlite3_system_errno(handle());
  const std::string why = file_.string() + ": " + sqlite3_errmsg(handle());
  // What SQLite undid by itself is gone; what it left open is undone here, and statements are made anew (plan M2).
  const auto undo = [&] {
    end_lost_transaction();
    statements_.clear();
  };
  switch (extended_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT: undo(); throw StoreBusy(why);
    case SQLITE_FULL: undo(); refuse(Health::full, why);
    case SQLITE_READONLY: undo(); refuse(Health::read_only, why);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      undo();
      // After a failed fsync the kernel counts the pages as written: only reading them anew tells the truth.
      if (extended_code == SQLITE_IOERR_FSYNC || extended_code == SQLITE_IOERR_DIR_FSYNC) refuse(Health::broken, why);
      if (is_out_of_space(system_error)) refuse(Health::full, why);
      if (system_error == EROFS) refuse(Health::read_only, why);
      if (++errors_in_row_ >= most_errors_in_row) refuse(Health::broken, why);
      throw StoreBusy(why);
    case SQLITE_ERROR:  // our SQL is constant and tested: the file is of a kind that SQLite does not know
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: undo(); refuse(Health::broken, why);
    default: throw std::logic_error(why);  // a broken rule of the schema: only this part is wrong
  }
}

bool Query::next() {
  const int code = statement_->tryExecuteStep();
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const int extended = sqlite3_extended_errcode(connection_.handle());
  statement_->tryReset();
  connection_.fail(extended);
}

int Query::run() {
  while (next()) {
  }
  return connection_.changes();
}

std::string_view Query::view(int column) const {
  const auto value = statement_->getColumn(column);
  const auto* bytes = static_cast<const char*>(value.getBlob());
  return bytes == nullptr ? std::string_view{} : std::string_view(bytes, static_cast<std::size_t>(value.getBytes()));
}

void Query::bind(int index, std::int64_t value) {
  statement_->bind(index, value);
}

void Query::bind(int index, const std::optional<Moment>& value) {
  if (value) {
    bind(index, *value);
  } else {
    statement_->bind(index);
  }
}

void Query::bind(int index, const std::string& named) {
  statement_->bindNoCopy(index, named);
}

void Query::bind(int index, std::string&& temporary) {
  statement_->bind(index, temporary);
}

void Query::bind(int index, Bytes value) {
  if (value.view.size() > std::numeric_limits<int>::max()) throw std::logic_error("a file too large to store");
  // An empty view may have no address, which SQLite would take for NULL.
  statement_->bind(index, value.view.empty() ? "" : value.view.data(), static_cast<int>(value.view.size()));
}

}  // namespace meldmaat
