// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The one connection to a database file: its settings, its prepared statements, its transactions, and what each fault
/// of the disk means (plan M1, M2, M8). Use it from one thread at a time.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "bot/moment.hpp"
#include "storage/health.hpp"

namespace meldmaat {

class Connection {
 public:
  enum class Missing { refuse, create };
  enum class Journal {
    ahead,   ///< a write-ahead log
    emptied  ///< a rollback journal, emptied after each commit: no history of writes stays
  };
  /// The WAL is copied into the database once it is longer than this. Plan M1 says 200; under load that is every
  /// commit, with two more fsyncs each, and 4 MiB of WAL harm nobody.
  static constexpr int checkpoint_pages = 1000;

  /// Opens without changing anything in the file.
  /// \param vfs name of the SQLite VFS; empty: the system's
  Connection(const std::filesystem::path& file, const std::string& vfs, Missing missing);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() = default;

  /// Makes the settings of plan M1 and reads each back. \throws StoreBroken when one does not hold
  void apply_settings(Journal journal = Journal::ahead);

  // -- Transactions. Any error of the disk ends the open one; what follows then throws StoreBusy until roll_back.
  // -------
  void begin();
  void commit();
  void roll_back() noexcept;
  [[nodiscard]] bool in_transaction() const { return began_; }
  void save_point();
  void release_save_point();
  void undo_save_point() noexcept;

  /// Copies the WAL into the database when it has grown long. Outside a transaction.
  void checkpoint_when_long();

  /// Runs statements that are needed once.
  void execute(const std::string& sql);
  /// The first number that a question asked once gives; 0 when it gives none.
  [[nodiscard]] std::int64_t ask_number(const std::string& sql);
  /// The statement for this SQL, prepared once. \param sql a constant: its address is the key
  [[nodiscard]] std::shared_ptr<SQLite::Statement> prepared(const char* sql);

  [[nodiscard]] Health health() const { return health_; }
  void set_health(Health health) { health_ = health; }
  [[nodiscard]] std::int64_t last_id() const { return database_.getLastInsertRowid(); }
  [[nodiscard]] int changes() const { return database_.getChanges(); }
  [[nodiscard]] sqlite3* handle() const { return database_.getHandle(); }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  /// What an error of SQLite means. The only place that decides it; never returns.
  [[noreturn]] void fail(int extended_code);

 private:
  void require(const char* pragma, const std::string& expected);
  void require_switch(int option, int value);
  void end_lost_transaction() noexcept;
  [[noreturn]] void refuse(Health health, const std::string& why);
  static int after_commit(void* self, sqlite3* handle, const char* schema, int pages);

  std::filesystem::path file_;
  SQLite::Database database_;
  std::unordered_map<const char*, std::shared_ptr<SQLite::Statement>> statements_;
  Health health_ = Health::healthy;
  bool began_ = false;
  bool lost_ = false;      ///< SQLite ended the transaction after an error
  int errors_in_row_ = 0;  ///< failures to read or write since the last good commit
  int pages_in_wal_ = 0;
  std::optional<std::int64_t> data_version_;
};

/// Bytes to bind as a BLOB.
struct Bytes {
  std::string_view view;
};

/// A value that only its key opens (storage/vault.hpp), to bind as a BLOB.
struct Sealed {
  std::string bytes;
};

/// One use of a prepared statement; it is reset at the end of the scope. Never two of the same SQL at once.
class Query {
 public:
  /// Values that have a name are not copied: they outlive the Query.
  template <class... Values>
  Query(Connection& connection, const char* sql, Values&&... values)
      : connection_(connection), statement_(connection.prepared(sql)) {
    int index = 0;
    (bind(++index, std::forward<Values>(values)), ...);
  }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query() { statement_->tryReset(); }

  /// \return whether there is a (next) row
  [[nodiscard]] bool next();
  /// For statements that give no rows. \return how many rows changed
  int run();

  [[nodiscard]] int columns() const { return statement_->getColumnCount(); }
  [[nodiscard]] bool is_null(int column) const { return statement_->isColumnNull(column); }
  [[nodiscard]] std::int64_t integer(int column) const { return statement_->getColumn(column).getInt64(); }
  [[nodiscard]] int small(int column) const { return static_cast<int>(integer(column)); }
  [[nodiscard]] bool yes(int column) const { return integer(column) != 0; }
  [[nodiscard]] std::uint64_t count(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  [[nodiscard]] Moment moment(int column) const { return Moment{Milliseconds{integer(column)}}; }
  /// Also for BLOBs.
  [[nodiscard]] std::string text(int column) const { return statement_->getColumn(column).getString(); }
  /// Valid until the next step.
  [[nodiscard]] std::string_view view(int column) const;

 private:
  void bind(int index, std::int64_t value);
  void bind(int index, std::uint64_t value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, int value) { bind(index, std::int64_t{value}); }
  void bind(int index, bool value) { bind(index, std::int64_t{value ? 1 : 0}); }
  void bind(int index, Moment value) { bind(index, std::int64_t{value.time_since_epoch().count()}); }
  void bind(int index, const std::optional<Moment>& value);
  void bind(int index, const std::string& named);
  void bind(int index, std::string&& temporary);
  void bind(int index, Bytes value);
  void bind(int index, const Sealed& value) { bind(index, Bytes{value.bytes}); }

  Connection& connection_;
  std::shared_ptr<SQLite::Statement> statement_;
};

}  // namespace meldmaat
