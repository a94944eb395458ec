// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Lends the vault to a step of the schema, so that rows of before are sealed where they lie (schema/0010_sealed.sql).
#pragma once

#include "storage/sqlite_connection.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

/// While it lives, SQL on the connection knows
/// - `seal(owner, place, row, value)`: Vault::seal for an owner whose key is there; NULL stays NULL;
/// - `keyed_hash(kind, value)`: Vault::hash;
/// - `new_key(owner, under)`: Vault::new_wrapped;
/// - `master_key()`: the id of the master key.
class SealingSql {
 public:
  /// \param connection, vault outlive this
  SealingSql(Connection& connection, Vault& vault);
  SealingSql(const SealingSql&) = delete;
  SealingSql& operator=(const SealingSql&) = delete;
  ~SealingSql();

 private:
  Connection& connection_;
};

}  // namespace meldmaat
