// SPDX-License-Identifier: EUPL-1.2
#include "storage/sealing_sql.hpp"

#include <sqlite3.h>

#include <array>
#include <exception>
#include <string>
#include <string_view>

#include "bot/store.hpp"

namespace meldmaat {

namespace {

using Values = sqlite3_value**;
using Function = void (*)(sqlite3_context*, int, Values);

std::string_view bytes_of(sqlite3_value* value) {
  const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}
std::string text_of(sqlite3_value* value) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr ? std::string{} : std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// SQLite is C: no exception may pass through it.
template <class Work>
void guarded(sqlite3_context* context, Work work) {
  try {
    work(*static_cast<Vault*>(sqlite3_user_data(context)));
  } catch (const std::exception& error) {
    sqlite3_result_error(context, error.what(), -1);
  }
}

void give_blob(sqlite3_context* context, std::string_view bytes) {
  sqlite3_result_blob64(context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}
void give_text(sqlite3_context* context, std::string_view text) {
  sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void seal(sqlite3_context* context, int /*count*/, Values values) {
  if (sqlite3_value_type(values[3]) == SQLITE_NULL) return;
  guarded(context, [&](Vault& vault) {
    const auto place = text_of(values[1]);
    const auto plain = bytes_of(values[3]);
    give_blob(context, vault.seal({text_of(values[0])}, {place, text_of(values[2])}, plain).bytes);
  });
}

void keyed_hash(sqlite3_context* context, int /*count*/, Values values) {
  guarded(context, [&](Vault& vault) { give_text(context, vault.hash(text_of(values[0]), text_of(values[1]))); });
}

void new_key(sqlite3_context* context, int /*count*/, Values values) {
  guarded(context,
          [&](Vault& vault) { give_blob(context, vault.new_wrapped(text_of(values[0]), text_of(values[1]))); });
}

void master_key(sqlite3_context* context, int /*count*/, Values /*values*/) {
  guarded(context, [&](Vault& vault) { give_text(context, vault.master().id()); });
}

struct Lent {
  const char* name;
  int arguments;
  Function function;
};
constexpr std::array lent{Lent{"seal", 4, seal}, Lent{"keyed_hash", 2, keyed_hash}, Lent{"new_key", 2, new_key},
                          Lent{"master_key", 0, master_key}};

/// Not for triggers and views: a file from elsewhere could hold some.
constexpr int how = SQLITE_UTF8 | SQLITE_DIRECTONLY;

}  // namespace

SealingSql::SealingSql(Connection& connection, Vault& vault) : connection_(connection) {
  for (const auto& [name, arguments, function] : lent) {
    const int code =
        sqlite3_create_function(connection_.handle(), name, arguments, how, &vault, function, nullptr, nullptr);
    if (code != SQLITE_OK) throw StoreBroken("SQLite takes no function");
  }
}

SealingSql::~SealingSql() {
  for (const auto& [name, arguments, function] : lent) {
    sqlite3_create_function(connection_.handle(), name, arguments, how, nullptr, nullptr, nullptr, nullptr);
  }
}

}  // namespace meldmaat
