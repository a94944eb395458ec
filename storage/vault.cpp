// SPDX-License-Identifier: EUPL-1.2
#include "storage/vault.hpp"

#include <utility>

#include "bot/store.hpp"

namespace meldmaat {

namespace {

std::string bound_to(const SealedPlace& place) {
  std::string bound;
  bound.reserve(place.column.size() + 1 + place.row.size());
  bound += place.column;
  bound += '\n';
  bound += place.row;
  return bound;
}

}  // namespace

std::string place_of_key(std::string_view owner, std::string_view under) {
  return std::string("key\n").append(owner).append("\n").append(under);
}

Vault::Vault(Connection& connection, const MasterKey& master) : connection_(connection), master_(master) {}

void Vault::require_right_key() {
  const auto common = row_of(KeyOwner::common().name);
  const auto index = row_of(KeyOwner::index().name);
  const auto& file = connection_.file().string();
  if (!common || !index) throw StoreBroken(file + " is damaged: the keys are gone. Restore a backup.");
  if (common->under != index->under) {
    throw KeyRefused("the master key of " + file + " is half-way from " + common->under + " to " + index->under +
                     ": call meldmaat rotate-key again with the same two keys");
  }
  if (common->under != master_.id()) {
    throw KeyRefused(file + " opens with the master key " + common->under + " only; " + master_.path().string() +
                     " holds " + master_.id() + ". Put the right one there; without it nothing can be read");
  }
  require_key(KeyOwner::common());
  require_key(KeyOwner::index());
}

std::optional<Vault::Row> Vault::row_of(const std::string& owner) {
  Query query(connection_, "SELECT under, wrapped FROM key WHERE owner = ?", owner);
  if (!query.next()) return std::nullopt;
  return Row{query.text(0), query.text(1)};
}

const KeyBytes& Vault::wrapper(const std::string& under) {
  return under == master_.id() ? master_.bytes() : key_of(under);
}

KeyBytes Vault::unwrap(const std::string& owner, const Row& row) {
  auto bytes = cipher_.open(wrapper(row.under), place_of_key(owner, row.under), row.wrapped);
  if (!bytes || bytes->size() != KeyBytes::size) throw StoreBroken("a key does not open: key, row " + owner);
  KeyBytes key(*bytes);
  wipe(*bytes);
  return key;
}

const KeyBytes* Vault::known_key(const std::string& owner) {
  if (const auto found = keys_.find(owner); found != keys_.end()) return &found->second;
  const auto row = row_of(owner);
  if (!row) return nullptr;
  auto key = unwrap(owner, *row);
  if (keys_.size() >= most_keys) keys_.clear();
  return &keys_.emplace(owner, std::move(key)).first->second;
}

const KeyBytes& Vault::key_of(const std::string& owner) {
  const auto* const known = known_key(owner);
  if (known == nullptr) throw StoreBroken("the key is gone: key, row " + owner);
  return *known;
}

std::string Vault::new_wrapped(const std::string& owner, const std::string& under) {
  return cipher_.seal(wrapper(under), place_of_key(owner, under), KeyBytes::drawn().view());
}

const KeyBytes& Vault::key_or_new(const KeyOwner& owner) {
  if (const auto* const known = known_key(owner.name); known != nullptr) return *known;
  Query(connection_, "INSERT INTO key (owner, under, wrapped) VALUES (?, ?, ?)", owner.name, master_.id(),
        Sealed{new_wrapped(owner.name, master_.id())})
      .run();
  return key_of(owner.name);
}

Sealed Vault::seal(const KeyOwner& owner, const SealedPlace& place, std::string_view plain) {
  return {cipher_.seal(key_or_new(owner), bound_to(place), plain)};
}

std::string Vault::open(const KeyOwner& owner, const SealedPlace& place, std::string_view sealed) {
  auto plain = cipher_.open(key_of(owner.name), bound_to(place), sealed);
  if (!plain) throw StoreBroken("a value does not open: " + std::string(place.column) + ", row " + place.row);
  return std::move(*plain);
}

std::string Vault::hash(std::string_view kind, std::string_view value) {
  if (!hash_) {
    const auto index = KeyOwner::index().name;
    const auto row = row_of(index);
    if (!row) throw StoreBroken("the key is gone: key, row " + index);
    hash_.emplace(unwrap(index, *row));
  }
  return hash_->of(kind, value);
}

void Vault::hand_over(const KeyOwner& owner, const KeyOwner& by) {
  const auto row = row_of(owner.name);
  if (!row || row->under != master_.id()) return;
  const auto key = unwrap(owner.name, *row);
  Query(connection_, "UPDATE key SET under = ?, wrapped = ? WHERE owner = ?", by.name,
        Sealed{cipher_.seal(key_or_new(by), place_of_key(owner.name, by.name), key.view())}, owner.name)
      .run();
}

void Vault::remove(const KeyOwner& owner) {
  keys_.erase(owner.name);
  Query(connection_, "DELETE FROM key WHERE owner = ?", owner.name).run();
}

}  // namespace meldmaat
