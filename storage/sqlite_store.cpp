// SPDX-License-Identifier: EUPL-1.2
// Opening, batches, health, notes and the audit trail. The other verbs are in conversations.cpp, cases.cpp, visits.cpp,
// alarms.cpp, outbox.cpp and files_and_sessions.cpp.
#include "storage/sqlite_store.hpp"

#include <stdexcept>
#include <utility>

#include "storage/migrate.hpp"
#include "storage/sealed_schema.hpp"

namespace meldmaat {

namespace {

/// The file must exist before the one connection to it can be opened.
const std::filesystem::path& existing(const SqliteStoreOptions& options, const MasterKey& master) {
  create_sealed_when_missing(options.file, master, options.vfs);
  return options.file;
}

}  // namespace

class SqliteStore::OpenPart final : public Store::Part {
 public:
  explicit OpenPart(SqliteStore& store) : store_(store) { store_.connection_.save_point(); }
  ~OpenPart() override {
    if (kept_) return;
    store_.forget_met();
    store_.connection_.undo_save_point();
  }
  OpenPart(const OpenPart&) = delete;
  OpenPart& operator=(const OpenPart&) = delete;
  void keep() override {
    store_.connection_.release_save_point();
    kept_ = true;
  }

 private:
  SqliteStore& store_;
  bool kept_ = false;
};

SqliteStore::SqliteStore(SqliteStoreOptions options)
    : options_(std::move(options)),
      lock_(options_.file),
      reserve_(options_.file, options_.reserve_bytes),
      master_(master_key_for(options_.file, options_.key, NoKeyYet::make, options_.vfs)),
      connection_(existing(options_, master_), options_.vfs, Connection::Missing::refuse),
      vault_(connection_, master_),
      audit_(connection_, vault_) {
  identify(connection_);
  connection_.apply_settings();
  check_integrity(connection_);
  migrate_sealed(connection_, vault_);
  reserve_.fill();
}

SqliteStore::~SqliteStore() = default;

void SqliteStore::begin_batch() {
  connection_.begin();
}

void SqliteStore::commit_batch() {
  try {
    audit_.keep_head();
    connection_.commit();
  } catch (...) {
    forget_met();
    make_room();
    throw;
  }
}

void SqliteStore::roll_back_batch() noexcept {
  forget_met();
  connection_.roll_back();
  make_room();
}

std::unique_ptr<Store::Part> SqliteStore::open_part() {
  need_batch();
  return std::make_unique<OpenPart>(*this);
}

void SqliteStore::tidy() {
  if (!removed_) return connection_.checkpoint_when_long();
  // The WAL still holds the pages of before.
  static_cast<void>(connection_.ask_number("PRAGMA wal_checkpoint(TRUNCATE)"));
  removed_ = false;
}

void SqliteStore::need_batch() const {
  if (!connection_.in_transaction()) throw std::logic_error("writing needs an open batch");
}

void SqliteStore::make_room() noexcept {
  if (connection_.health() == Health::full) reserve_.release();
}

Health SqliteStore::probe() noexcept {
  if (connection_.health() == Health::broken) return Health::broken;
  try {
    connection_.begin();
    Query(connection_, "INSERT INTO note (name, value) VALUES ('probe', '') ON CONFLICT DO UPDATE SET value = value")
        .run();
    connection_.commit();
    // While the reserve cannot be had back, there is not enough space to promise anything.
    if (reserve_.fill()) connection_.set_health(Health::healthy);
  } catch (const std::exception&) {
    // The connection has judged the error: see health().
    roll_back_batch();
  }
  return connection_.health();
}

void SqliteStore::add_audit(const AuditLine& line) {
  need_batch();
  audit_.add(line);
}

std::vector<AuditLine> SqliteStore::audit(std::uint64_t after, std::size_t limit) {
  return audit_.lines(after, limit);
}

std::optional<std::string> SqliteStore::note(std::string_view name) {
  Query query(connection_, "SELECT value FROM note WHERE name = ?", std::string(name));
  if (!query.next()) return std::nullopt;
  return query.text(0);
}

void SqliteStore::write_note(std::string_view name, std::string_view value) {
  need_batch();
  Query(connection_, "INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        std::string(name), std::string(value))
      .run();
}

}  // namespace meldmaat
