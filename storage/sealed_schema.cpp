// SPDX-License-Identifier: EUPL-1.2
#include "storage/sealed_schema.hpp"

#include "storage/audit_chain.hpp"
#include "storage/sealing_sql.hpp"

namespace meldmaat {

namespace {

/// The step of the schema that made the audit trail.
constexpr std::int64_t audited_since = 11;

/// Freed pages and the WAL hold what was there before the rows were sealed.
void erase_plain_text(Connection& connection) {
  if (connection.ask_number("SELECT count(*) FROM note WHERE name = 'plain_text_left'") == 0) return;
  connection.execute("VACUUM");
  static_cast<void>(connection.ask_number("PRAGMA wal_checkpoint(TRUNCATE)"));
  connection.execute("DELETE FROM note WHERE name = 'plain_text_left'");
}

}  // namespace

void create_sealed_when_missing(const std::filesystem::path& file, const MasterKey& master, const std::string& vfs) {
  create_when_missing(file, vfs, [&](Connection& connection) {
    Vault vault(connection, master);
    migrate_sealed(connection, vault);
  });
}

void migrate_sealed(Connection& connection, Vault& vault, const std::vector<const char*>& steps) {
  if (connection.ask_number("PRAGMA user_version") >= sealed_since) vault.require_right_key();
  {
    const SealingSql lent(connection, vault);
    try {
      migrate(connection, steps);
    } catch (...) {
      vault.forget();
      throw;
    }
  }
  erase_plain_text(connection);
  if (connection.ask_number("PRAGMA user_version") >= audited_since) begin_audit(connection, vault);
}

}  // namespace meldmaat
