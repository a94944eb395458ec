// SPDX-License-Identifier: EUPL-1.2
#include "bot/people.hpp"

#include <utility>

namespace meldmaat {

void People::add(Person person) {
  const auto place = list_.size();
  by_id_.try_emplace(person.id, place);
  for (const auto& address : person.channels) by_address_.try_emplace(address, place);
  list_.push_back(std::move(person));
}

const Person* People::find(const PersonId& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &list_[found->second];
}

const Person* People::at(const ConversationKey& address) const {
  const auto found = by_address_.find(address);
  return found == by_address_.end() ? nullptr : &list_[found->second];
}

}  // namespace meldmaat
