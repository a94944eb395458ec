// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Everybody who works at the municipality. Each turn asks several times who somebody is, so finding a person must not
/// take longer where more people work.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/language.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct Person {
  PersonId id;
  std::string name;
  Language language = Language::nl;
  bool informal = false;
  TeamId team;                     ///< empty for office holders
  bool office_holder = false;      ///< raadslid, wethouder, burgemeester
  std::string function;            ///< the kind of work, "toezichthouder": only for counting; empty: not known
  std::optional<LocalDate> since;  ///< the first working day; needed for newcomers only (T47)
  /// Where the person can be reached, best first. The web channel's address is the person's id.
  std::vector<ConversationKey> channels;
  bool operator==(const Person&) const = default;
};

/// In the order in which they were added.
class People {
 public:
  /// The first with an id or an address keeps it.
  void add(Person person);
  /// Owned by this; null: nobody. Valid until the next add.
  [[nodiscard]] const Person* find(const PersonId& id) const;
  [[nodiscard]] const Person* at(const ConversationKey& address) const;

  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const Person& operator[](std::size_t place) const { return list_[place]; }
  [[nodiscard]] auto begin() const { return list_.begin(); }
  [[nodiscard]] auto end() const { return list_.end(); }
  bool operator==(const People& other) const { return list_ == other.list_; }

 private:
  std::vector<Person> list_;
  std::map<PersonId, std::size_t> by_id_;
  std::map<ConversationKey, std::size_t> by_address_;
};

}  // namespace meldmaat
