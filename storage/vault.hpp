// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The keys inside a database, and what is sealed with them. Every case, every conversation and every file has a key of
/// its own, so that destroying one makes everything unreadable that belongs to it, also in the copies that have the
/// key no longer. The master key wraps them; the key of a file that became evidence is wrapped by the key of its case.
/// Use it from the thread of its connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "bot/ids.hpp"
#include "storage/cipher.hpp"
#include "storage/master_key.hpp"
#include "storage/sqlite_connection.hpp"

namespace meldmaat {

/// Whose key: the name of its row in the table `key`.
struct KeyOwner {
  std::string name;

  [[nodiscard]] static KeyOwner common() { return {"common"}; }
  [[nodiscard]] static KeyOwner index() { return {"index"}; }
  [[nodiscard]] static KeyOwner conversation(std::int64_t row) { return {"conversation " + std::to_string(row)}; }
  [[nodiscard]] static KeyOwner of(const CaseNumber& number) { return {"case " + number.str()}; }
  [[nodiscard]] static KeyOwner of(const BlobId& id) { return {"blob " + id.str()}; }
};

/// Where a sealed value lies: `{"line.message", "4294967297"}`. It opens nowhere else.
struct SealedPlace {
  std::string_view column;  ///< with its table
  std::string row;
};

class Vault {
 public:
  /// \param master, connection outlive this
  Vault(Connection& connection, const MasterKey& master);

  /// \throws KeyRefused with the id of the key that is needed; StoreBroken when the right key opens nothing
  void require_right_key();

  /// Makes the owner's key when there is none, which needs an open batch.
  [[nodiscard]] Sealed seal(const KeyOwner& owner, const SealedPlace& place, std::string_view plain);
  /// \throws StoreBroken with the place, when it does not open
  [[nodiscard]] std::string open(const KeyOwner& owner, const SealedPlace& place, std::string_view sealed);
  /// \throws StoreBroken when the key of this owner is gone or does not open
  void require_key(const KeyOwner& owner) { static_cast<void>(key_of(owner.name)); }
  [[nodiscard]] bool has_key(const KeyOwner& owner) { return known_key(owner.name) != nullptr; }
  /// What a value is looked up by. \param kind equal values of two kinds have nothing in common
  [[nodiscard]] std::string hash(std::string_view kind, std::string_view value);

  // What is looked up in which column.
  [[nodiscard]] std::string hash_of_address(const std::string& channel, const std::string& address) {
    return hash("address " + channel, address);
  }
  [[nodiscard]] std::string hash_of_room(const std::string& channel, const std::string& id) {
    return hash("room " + channel, id);
  }
  [[nodiscard]] std::string hash_of(const EventId& event) { return hash("event", event.str()); }
  [[nodiscard]] std::string hash_of(const PersonId& person) { return hash("person", person.str()); }
  /// Differs between conversations, so that it does not tell which of them are about the same case. None for none.
  [[nodiscard]] std::string hash_of_slot(std::int64_t conversation, const std::string& slot) {
    return slot.empty() ? "" : hash("slot " + std::to_string(conversation), slot);
  }

  /// From now on the key of `owner` opens with that of `by` only. Nothing when it belongs to somebody already.
  void hand_over(const KeyOwner& owner, const KeyOwner& by);
  void remove(const KeyOwner& owner);
  /// Drops what was unwrapped: after a rollback, which may have taken keys back.
  void forget() noexcept { keys_.clear(); }

  /// For the step of the schema that seals (sealing_sql.hpp): a new key for `owner`, wrapped.
  /// \param under the id of the master key, or the name of an owner
  [[nodiscard]] std::string new_wrapped(const std::string& owner, const std::string& under);
  [[nodiscard]] const MasterKey& master() const { return master_; }

 private:
  /// Enough for everybody who is at it at the same time.
  static constexpr std::size_t most_keys = 4096;

  struct Row {
    std::string under;
    std::string wrapped;
  };
  [[nodiscard]] std::optional<Row> row_of(const std::string& owner);
  [[nodiscard]] KeyBytes unwrap(const std::string& owner, const Row& row);
  [[nodiscard]] const KeyBytes& wrapper(const std::string& under);
  [[nodiscard]] const KeyBytes* known_key(const std::string& owner);
  [[nodiscard]] const KeyBytes& key_of(const std::string& owner);
  [[nodiscard]] const KeyBytes& key_or_new(const KeyOwner& owner);

  Connection& connection_;
  const MasterKey& master_;
  Cipher cipher_;
  std::unordered_map<std::string, KeyBytes> keys_;  ///< unwrapped ones
  std::optional<KeyedHash> hash_;
};

/// What a wrapped key is bound to.
[[nodiscard]] std::string place_of_key(std::string_view owner, std::string_view under);

}  // namespace meldmaat
