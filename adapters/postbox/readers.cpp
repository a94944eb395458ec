// SPDX-License-Identifier: EUPL-1.2
#include "adapters/postbox/readers.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/base64url.hpp"

namespace meldmaat {

namespace {

nlohmann::json key_of(const Recipient& recipient) {
  return {{"id", recipient.id.str()}, {"key", base64url_encode(recipient.public_key)}};
}

}  // namespace

PostboxReaders readers_among(const std::vector<Recipient>& recipients, const Organisation& organisation) {
  PostboxReaders found;
  const auto current_of = [&](const PersonId& person) {
    return std::ranges::find_if(recipients, [&](const Recipient& one) { return one.current && one.person == person; });
  };
  for (const auto& person : organisation.people_in(roles::counsellor)) {
    if (const auto one = current_of(person); one != recipients.end()) found.counsellors.push_back(*one);
  }
  if (const auto recovery = current_of(PersonId{}); recovery != recipients.end()) found.recovery = *recovery;
  return found;
}

PostboxReaders only(PostboxReaders readers, const std::vector<PersonId>& people) {
  std::erase_if(readers.counsellors,
                [&](const Recipient& one) { return std::ranges::find(people, one.person) == people.end(); });
  return readers;
}

bool sealed_for(const Envelope& envelope, const PostboxReaders& readers) {
  const auto is_for = [&](const KeyId& id) {
    return std::ranges::find(envelope.keys, id, &SealedKey::to) != envelope.keys.end();
  };
  if (!readers.recovery || !is_for(readers.recovery->id)) return false;
  const auto chosen = std::ranges::count_if(readers.counsellors, is_for, &Recipient::id);
  return chosen > 0 && static_cast<std::size_t>(chosen) + 1 == envelope.keys.size();
}

void add_readers(nlohmann::json& answer, const PostboxReaders& readers, const Organisation& organisation) {
  auto recipients = nlohmann::json::array();
  for (const auto& one : readers.counsellors) {
    auto entry = key_of(one);
    const auto* person = organisation.person(one.person);
    entry["person"] = one.person.str();
    entry["name"] = person == nullptr ? std::string{} : person->name;
    recipients.push_back(std::move(entry));
  }
  answer["recipients"] = std::move(recipients);
  answer["recovery"] = readers.recovery ? key_of(*readers.recovery) : nlohmann::json(nullptr);
}

}  // namespace meldmaat
