// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/desk_site.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/base64url.hpp"
#include "adapters/postbox/envelope_seal.hpp"
#include "adapters/postbox/postbox_requests.hpp"
#include "bot/postbox_round.hpp"

namespace meldmaat {

namespace {

using Json = nlohmann::json;

Json people_of(const std::vector<Recipient>& recipients, const Organisation& organisation) {
  auto people = Json::array();
  for (const auto& id : organisation.people_in(roles::counsellor)) {
    auto keys = Json::array();
    bool has_key = false;
    for (const auto& one : recipients) {
      if (one.person != id) continue;
      keys.push_back(one.id.str());
      has_key = has_key || one.current;
    }
    const auto* person = organisation.person(id);
    people.push_back({{"person", id.str()},
                      {"name", person == nullptr ? id.str() : person->name},
                      {"has_key", has_key},
                      {"keys", std::move(keys)}});
  }
  return people;
}

/// Whether this key may open what stands in an inbox with these readers: nobody gives it to whom the reporter left out.
bool may_open(const KeyId& key, const PostboxReaders& chosen) {
  const bool is_counsellor = std::ranges::find(chosen.counsellors, key, &Recipient::id) != chosen.counsellors.end();
  return is_counsellor || (chosen.recovery && chosen.recovery->id == key);
}

/// For the reporter, and for nobody but who was chosen and the recovery key.
bool is_reply_to(const DeskInbox& inbox, const Envelope& envelope, const PostboxReaders& chosen) {
  const auto reporter = key_id(inbox.public_key);
  const auto known = [&](const SealedKey& key) { return key.to == reporter || may_open(key.to, chosen); };
  return std::ranges::find(envelope.keys, reporter, &SealedKey::to) != envelope.keys.end() &&
         std::ranges::all_of(envelope.keys, known);
}

}  // namespace

bool DeskSite::lets_in(const PersonId& person) const {
  const auto counsellors = parts_.town.organisation.people_in(roles::counsellor);
  return std::ranges::find(counsellors, person) != counsellors.end();
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::answer(PersonId person, std::vector<std::string> place, bool posts,
                                                         std::string body) {
  const auto first = place.empty() ? std::string{} : place.front();
  if (place.size() == 1 && first == "keys") {
    if (posts) co_return co_await take_key(person, person, std::move(body));
    co_return co_await give_keys(std::move(person));
  }
  PersonId nobody;
  if (place.size() == 1 && first == "recovery" && posts)
    co_return co_await take_key(std::move(person), std::move(nobody), std::move(body));
  if (place.size() == 1 && first == "inboxes" && !posts) co_return co_await give_inboxes(std::move(person));
  if (place.size() == 1 && first == "facts" && posts) {
    co_return co_await hand_facts_on(std::move(person), std::move(body));
  }
  if (place.size() == 3 && first == "inboxes" && posts && is_inbox_id(place[1])) {
    InboxId inbox{place[1]};
    if (place[2] == "messages") co_return co_await take_reply(std::move(person), std::move(inbox), std::move(body));
    if (place[2] == "keys") co_return co_await take_more_keys(std::move(person), std::move(inbox), std::move(body));
  }
  co_return Reply{};
}

boost::asio::awaitable<void> DeskSite::note_look(PersonId person) {
  auto work = [line = AuditLine{parts_.clock.now(), std::move(person), std::string(audits::desk), {}, {}}](
                  Store& store) { store.add_audit(line); };
  co_await on_store(parts_.store, std::move(work));
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::give_keys(PersonId person) {
  co_await note_look(person);
  auto work = [&box = parts_.postbox](Store&) { return box.recipients(); };
  const std::vector<Recipient> all = co_await beside_store(parts_.store, std::move(work));
  const auto& organisation = parts_.town.organisation;
  Json answer{{"own", nullptr}, {"people", people_of(all, organisation)}};
  add_readers(answer, readers_among(all, organisation), organisation);
  const auto own = std::ranges::find_if(all, [&](const Recipient& one) { return one.current && one.person == person; });
  if (own != all.end()) {
    answer["own"] = {{"id", own->id.str()},
                     {"key", base64url_encode(own->public_key)},
                     {"locked_key", base64url_encode(own->locked_key)}};
  }
  co_return Reply{200, answer.dump()};
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::take_key(PersonId by, PersonId owner, std::string body) {
  auto recipient = read_recipient(body, owner);
  if (!recipient) co_return Reply{400, {}};
  Reply reply{200, Json{{"id", recipient->id.str()}}.dump()};
  auto write = [&box = parts_.postbox, recipient = std::move(*recipient)](Store&) { box.write_recipient(recipient); };
  co_await beside_store(parts_.store, std::move(write));
  auto work = [this, by = std::move(by), what = owner.empty() ? NewKey::recovery : NewKey::own](Store& store) {
    Touched touched;
    const Moment now = parts_.clock.now();
    const auto word = what == NewKey::own ? audits::desk_key : audits::recovery_key;
    store.add_audit({now, by, std::string(word), {}, {}});
    tell_of_key(switchboard_.desk(store), now, by, what, touched);
    return touched;
  };
  const Touched touched = co_await on_store(parts_.store, std::move(work));
  switchboard_.tell(touched);
  co_return reply;
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::give_inboxes(PersonId person) {
  const Moment now = parts_.clock.now();
  auto work = [&box = parts_.postbox, person = std::move(person), now](Store&) { return box.inboxes_for(person, now); };
  const std::vector<DeskInbox> found = co_await beside_store(parts_.store, std::move(work));
  auto inboxes = Json::array();
  for (const auto& inbox : found) {
    auto envelopes = Json::array();
    for (const auto& envelope : inbox.envelopes) envelopes.push_back(to_json(envelope));
    const Json key = inbox.public_key.empty() ? Json(nullptr) : Json(base64url_encode(inbox.public_key));
    inboxes.push_back({{"id", inbox.id.str()}, {"public_key", key}, {"envelopes", std::move(envelopes)}});
  }
  co_return Reply{200, Json{{"inboxes", std::move(inboxes)}}.dump()};
}

boost::asio::awaitable<DeskInbox> DeskSite::inbox_for(PersonId person, InboxId inbox) {
  const Moment now = parts_.clock.now();
  auto work = [&box = parts_.postbox, person = std::move(person), now](Store&) { return box.inboxes_for(person, now); };
  std::vector<DeskInbox> all = co_await beside_store(parts_.store, std::move(work));
  const auto found = std::ranges::find(all, inbox, &DeskInbox::id);
  if (found == all.end()) co_return DeskInbox{};
  co_return std::move(*found);
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::take_reply(PersonId person, InboxId inbox, std::string body) {
  auto envelope = read_reply(body);
  if (!envelope) co_return Reply{400, {}};
  const DeskInbox found = co_await inbox_for(std::move(person), std::move(inbox));
  // Nobody can read an answer in an inbox that its owner closed.
  if (found.id.empty() || found.public_key.empty()) co_return Reply{404, {}};
  const PostboxReaders chosen = co_await site_.chosen_readers(found.id);
  if (!is_reply_to(found, *envelope, chosen)) co_return Reply{409, {}};
  auto work = [&box = parts_.postbox, id = found.id, envelope = std::move(*envelope),
               slot = site_.draw_slot()](Store&) { return box.add(id, envelope, slot); };
  const Handed handed = co_await beside_store(parts_.store, std::move(work));
  if (handed == Handed::kept) co_return Reply{200, Json{{"kept", true}}.dump()};
  co_return Reply{handed == Handed::full ? 413 : 409, {}};
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::take_more_keys(PersonId person, InboxId inbox, std::string body) {
  auto keys = read_more_keys(body);
  if (!keys) co_return Reply{400, {}};
  const DeskInbox found = co_await inbox_for(std::move(person), std::move(inbox));
  if (found.id.empty()) co_return Reply{404, {}};
  const PostboxReaders chosen = co_await site_.chosen_readers(found.id);
  for (const auto& [envelope, list] : *keys) {
    const bool allowed = std::ranges::all_of(list, [&](const SealedKey& key) { return may_open(key.to, chosen); });
    if (!allowed) co_return Reply{409, {}};
  }
  auto work = [&box = parts_.postbox, id = found.id, keys = std::move(*keys)](Store&) {
    bool all_kept = true;
    for (const auto& [envelope, list] : keys) {
      for (const auto& key : list) all_kept = box.add_key(id, envelope, key) == Handed::kept && all_kept;
    }
    return all_kept;
  };
  const bool kept = co_await beside_store(parts_.store, std::move(work));
  if (!kept) co_return Reply{404, {}};
  co_return Reply{200, Json{{"kept", true}}.dump()};
}

boost::asio::awaitable<DeskSite::Reply> DeskSite::hand_facts_on(PersonId by, std::string body) {
  auto facts = read_facts(body);
  if (!facts) co_return Reply{400, {}};
  struct Told {
    std::size_t people = 0;
    Touched touched;
  };
  auto work = [this, by = std::move(by), facts = std::move(*facts)](Store& store) {
    Told told;
    const Moment now = parts_.clock.now();
    told.people = hand_on(switchboard_.desk(store), now, facts, told.touched);
    if (told.people != 0) store.add_audit({now, by, std::string(audits::facts), {}, {}});
    return told;
  };
  const Told told = co_await on_store(parts_.store, std::move(work));
  switchboard_.tell(told.touched);
  if (told.people == 0) co_return Reply{409, {}};
  co_return Reply{200, Json{{"told", told.people}}.dump()};
}

}  // namespace meldmaat
