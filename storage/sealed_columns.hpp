// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is sealed where, for whoever goes through all of it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/sqlite_connection.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

struct SealedColumn {
  const char* place;  ///< as in SealedPlace::column
  const char* sql;    ///< gives of each value its row, the name of its owner, and the value itself
};

[[nodiscard]] const std::vector<SealedColumn>& sealed_columns();

/// Opens every key and every value. Throws for neither.
/// \param found is called with the table and what is wrong, for each that does not open
void find_unopened(Connection& connection, Vault& vault,
                   const std::function<void(const std::string& table, const std::string& what)>& found);

}  // namespace meldmaat
