// SPDX-License-Identifier: EUPL-1.2
#include "storage/key_rotation.hpp"

#include <utility>
#include <vector>

#include "bot/store.hpp"
#include "storage/migrate.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

namespace {

struct Wrapped {
  std::string owner;
  std::string bytes;
};

/// The key of the index goes first and the common key last: while the two differ, everybody sees that it is not done.
std::vector<Wrapped> next_slice(Connection& connection, const std::string& under) {
  Query query(connection,
              "SELECT owner, wrapped FROM key WHERE under = ? "
              "ORDER BY owner = 'common', owner <> 'index', owner LIMIT ?",
              under, KeyRotation::keys_a_slice);
  std::vector<Wrapped> slice;
  while (query.next()) slice.push_back({query.text(0), query.text(1)});
  return slice;
}

}  // namespace

KeyRotation::KeyRotation(const std::filesystem::path& database, MasterKey from, MasterKey to, const std::string& vfs)
    : lock_(database),
      from_(std::move(from)),
      to_(std::move(to)),
      connection_(database, vfs, Connection::Missing::refuse) {
  if (identify(connection_) != static_cast<std::int64_t>(schema_steps().size())) {
    throw KeyRefused(database.string() + " is older than this meldmaat: start it once, it brings itself up to date");
  }
  connection_.apply_settings();
  const auto needed = key_needed_by(connection_);
  if (needed != from_.id() && needed != to_.id()) {
    throw KeyRefused(database.string() + " opens with the master key " + needed + "; " + from_.path().string() +
                     " holds " + from_.id());
  }
}

bool KeyRotation::step() {
  connection_.begin();
  try {
    wrap_slice();
    connection_.commit();
  } catch (...) {
    connection_.roll_back();
    throw;
  }
  if (key_needed_by(connection_) != to_.id()) return false;
  // What the old key opened is not to be left in the WAL either.
  static_cast<void>(connection_.ask_number("PRAGMA wal_checkpoint(TRUNCATE)"));
  return true;
}

void KeyRotation::wrap_slice() {
  if (from_.id() == to_.id()) return;
  for (const auto& [owner, bytes] : next_slice(connection_, from_.id())) {
    auto key = cipher_.open(from_.bytes(), place_of_key(owner, from_.id()), bytes);
    if (!key) throw StoreBroken("a key does not open: key, row " + owner);
    const Sealed wrapped{cipher_.seal(to_.bytes(), place_of_key(owner, to_.id()), *key)};
    wipe(*key);
    Query(connection_, "UPDATE key SET under = ?, wrapped = ? WHERE owner = ?", to_.id(), wrapped, owner).run();
    ++wrapped_;
  }
}

}  // namespace meldmaat
