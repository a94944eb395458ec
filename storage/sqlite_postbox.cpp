// SPDX-License-Identifier: EUPL-1.2
#include "storage/sqlite_postbox.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "bot/store.hpp"
#include "storage/migrate.hpp"

namespace meldmaat {

namespace {

/// "MLPB", in the header of the file.
constexpr std::int64_t postbox_id = 0x4D4C5042;

const std::filesystem::path& existing(const SqlitePostboxOptions& options) {
  create_when_missing(options.file, options.vfs,
                      [](Connection& fresh) { migrate(fresh, postbox_schema_steps(), postbox_id); });
  return options.file;
}

Envelope::From side(bool counsellor) {
  return counsellor ? Envelope::From::counsellor : Envelope::From::reporter;
}

}  // namespace

SqlitePostbox::SqlitePostbox(SqlitePostboxOptions options)
    : options_(std::move(options)),
      lock_(options_.file),
      connection_(existing(options_), options_.vfs, Connection::Missing::refuse) {
  identify(connection_, postbox_schema_steps(), postbox_id);
  connection_.apply_settings(Connection::Journal::emptied);
  check_integrity(connection_);
  migrate(connection_, postbox_schema_steps(), postbox_id);
}

SqlitePostbox::~SqlitePostbox() = default;

template <class Work>
auto SqlitePostbox::in_transaction(Work work) {
  connection_.begin();
  try {
    auto result = work();
    connection_.commit();
    return result;
  } catch (...) {
    connection_.roll_back();
    throw;
  }
}

template <class Work>
auto SqlitePostbox::write(Work work) {
  written_ = true;
  return in_transaction(std::move(work));
}

// -- The reporter's side ----------------------------------------------------------------------------------------------

std::optional<Inbox> SqlitePostbox::inbox(const InboxId& id) {
  Query query(connection_,
              "SELECT token_hash, public_key, wrapped_key FROM inbox WHERE id = ? AND token_hash IS NOT NULL",
              id.str());
  if (!query.next()) return std::nullopt;
  return Inbox{id, query.text(0), query.text(1), query.text(2)};
}

Handed SqlitePostbox::open_inbox(const Inbox& inbox, const Envelope& first, const Slot& visible) {
  return write([&] {
    const auto known = this->inbox(inbox.id);
    if (known && *known != inbox) return Handed::mismatch;
    // What follows the first report comes by `add`, where it is looked at for whom it is sealed.
    if (known) return handed_before(inbox.id, first).value_or(Handed::mismatch);
    const auto made = Query(connection_,
                            "INSERT INTO inbox (id, token_hash, public_key, wrapped_key) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT DO NOTHING",
                            inbox.id.str(), inbox.token_hash, Bytes{inbox.public_key}, Bytes{inbox.wrapped_key})
                          .run();
    if (made == 0) return Handed::unknown;  // closed: its code opens nothing any more
    return put(inbox.id, first, visible);
  });
}

Handed SqlitePostbox::add(const InboxId& inbox, const Envelope& envelope, const Slot& visible) {
  return write([&] { return this->inbox(inbox) ? put(inbox, envelope, visible) : Handed::unknown; });
}

std::optional<Handed> SqlitePostbox::handed_before(const InboxId& inbox, const Envelope& envelope) {
  Query same(connection_, "SELECT inbox, from_counsellor, body FROM envelope WHERE id = ?", envelope.id.str());
  if (!same.next()) return std::nullopt;
  const bool equal = same.text(0) == inbox.str() && side(same.yes(1)) == envelope.from && same.view(2) == envelope.body;
  return equal ? Handed::kept : Handed::mismatch;
}

Handed SqlitePostbox::put(const InboxId& inbox, const Envelope& envelope, const Slot& visible) {
  if (const auto before = handed_before(inbox, envelope)) return *before;
  Query count(connection_, "SELECT count(*) FROM envelope WHERE inbox = ?", inbox.str());
  if (count.next() && count.count(0) >= most_envelopes_per_inbox) return Handed::full;
  Query(connection_,
        "INSERT INTO envelope (id, inbox, from_counsellor, body, week, hidden_until) VALUES (?, ?, ?, ?, ?, ?)",
        envelope.id.str(), inbox.str(), envelope.from == Envelope::From::counsellor, Bytes{envelope.body}, visible.week,
        visible.at)
      .run();
  for (const auto& key : envelope.keys) {
    Query(connection_, "INSERT INTO sealed_key (envelope, recipient, sealed) VALUES (?, ?, ?)", envelope.id.str(),
          key.to.str(), Bytes{key.sealed})
        .run();
  }
  return Handed::kept;
}

std::vector<SealedKey> SqlitePostbox::keys_of(const EnvelopeId& envelope) {
  Query query(connection_, "SELECT recipient, sealed FROM sealed_key WHERE envelope = ? ORDER BY recipient",
              envelope.str());
  std::vector<SealedKey> keys;
  while (query.next()) keys.push_back({KeyId{query.text(0)}, query.text(1)});
  return keys;
}

std::vector<Envelope> SqlitePostbox::envelopes_of(const InboxId& inbox, Moment now, Envelope::From seen_at_once) {
  std::vector<Envelope> found;
  {
    Query query(connection_,
                "SELECT id, from_counsellor, body, week, hidden_until > ? FROM envelope WHERE inbox = ? "
                "AND (hidden_until IS NULL OR hidden_until <= ? OR from_counsellor = ?) ORDER BY week, id",
                now, inbox.str(), now, seen_at_once == Envelope::From::counsellor);
    while (query.next()) {
      found.push_back(
          {EnvelopeId{query.text(0)}, side(query.yes(1)), query.text(2), {}, query.yes(4) ? "" : query.text(3)});
    }
  }
  for (auto& envelope : found) envelope.keys = keys_of(envelope.id);
  return found;
}

std::vector<Envelope> SqlitePostbox::replies(const InboxId& inbox, Moment now) {
  // What the reporter wrote is left out below.
  auto found = envelopes_of(inbox, now, Envelope::From::reporter);
  std::erase_if(found, [](const Envelope& envelope) { return envelope.from != Envelope::From::counsellor; });
  return found;
}

std::vector<PersonId> SqlitePostbox::chosen(const InboxId& inbox) {
  Query query(connection_,
              "SELECT DISTINCT recipient.person FROM envelope JOIN sealed_key ON sealed_key.envelope = envelope.id "
              "JOIN recipient ON recipient.id = sealed_key.recipient "
              "WHERE envelope.inbox = ? AND from_counsellor = 0 AND recipient.person <> '' ORDER BY recipient.person",
              inbox.str());
  std::vector<PersonId> found;
  while (query.next()) found.emplace_back(query.text(0));
  return found;
}

std::size_t SqlitePostbox::sent(const InboxId& inbox) {
  Query query(connection_, "SELECT count(*) FROM envelope WHERE inbox = ? AND from_counsellor = 0", inbox.str());
  return query.next() ? query.count(0) : 0;
}

void SqlitePostbox::close(const InboxId& inbox) {
  write([&] {
    return Query(connection_, "UPDATE inbox SET token_hash = NULL, public_key = NULL, wrapped_key = NULL WHERE id = ?",
                 inbox.str())
        .run();
  });
}

// -- The counsellors' side --------------------------------------------------------------------------------------------

std::vector<DeskInbox> SqlitePostbox::inboxes_for(const PersonId& person, Moment now) {
  std::vector<InboxId> ids;
  {
    Query query(connection_,
                "SELECT DISTINCT envelope.inbox FROM recipient "
                "JOIN sealed_key ON sealed_key.recipient = recipient.id "
                "JOIN envelope ON envelope.id = sealed_key.envelope "
                "WHERE recipient.person = ? AND (hidden_until IS NULL OR hidden_until <= ?) ORDER BY envelope.inbox",
                person.str(), now);
    while (query.next()) ids.emplace_back(query.text(0));
  }
  std::vector<DeskInbox> inboxes;
  for (const auto& id : ids) {
    const auto known = inbox(id);
    inboxes.push_back(
        {id, known ? known->public_key : std::string{}, envelopes_of(id, now, Envelope::From::counsellor)});
  }
  return inboxes;
}

Handed SqlitePostbox::add_key(const InboxId& inbox, const EnvelopeId& envelope, const SealedKey& key) {
  return write([&] {
    Query known(connection_, "SELECT 1 FROM envelope WHERE id = ? AND inbox = ?", envelope.str(), inbox.str());
    if (!known.next()) return Handed::unknown;
    Query(connection_, "INSERT INTO sealed_key (envelope, recipient, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          envelope.str(), key.to.str(), Bytes{key.sealed})
        .run();
    return Handed::kept;
  });
}

// -- Recipients -------------------------------------------------------------------------------------------------------

std::vector<Recipient> SqlitePostbox::recipients() {
  Query query(connection_, "SELECT id, person, public_key, locked_key, current FROM recipient ORDER BY id");
  std::vector<Recipient> found;
  while (query.next()) {
    found.push_back({KeyId{query.text(0)}, PersonId{query.text(1)}, query.text(2), query.text(3), query.yes(4)});
  }
  return found;
}

void SqlitePostbox::write_recipient(const Recipient& recipient) {
  write([&] {
    Query(connection_, "UPDATE recipient SET current = 0 WHERE person = ?", recipient.person.str()).run();
    return Query(connection_,
                 "INSERT INTO recipient (id, person, public_key, locked_key, current) VALUES (?, ?, ?, ?, 1) "
                 "ON CONFLICT (id) DO UPDATE SET locked_key = excluded.locked_key, current = 1 "
                 "WHERE person = excluded.person",
                 recipient.id.str(), recipient.person.str(), Bytes{recipient.public_key}, Bytes{recipient.locked_key})
        .run();
  });
}

// -- Upkeep -----------------------------------------------------------------------------------------------------------

void SqlitePostbox::keep(Moment slot, const std::string& oldest) {
  const bool passed = connection_.ask_number("SELECT slot FROM heartbeat") != slot.time_since_epoch().count();
  // New pages lie behind the others: until then, whoever hands in reports of their own at known times reads from a copy
  // between which of them another one came.
  const auto pages = connection_.ask_number("PRAGMA page_count");
  const bool anew = passed || (written_ && pages <= ++waited_ * options_.pages_a_minute);
  in_transaction([&] {
    Query(connection_, "UPDATE heartbeat SET beat = 1 - beat").run();
    if (!passed) return 0;
    Query(connection_, "UPDATE envelope SET hidden_until = NULL WHERE hidden_until <= ?", slot).run();
    return Query(connection_,
                 "UPDATE inbox SET token_hash = NULL, public_key = NULL, wrapped_key = NULL WHERE token_hash IS NOT "
                 "NULL AND NOT EXISTS (SELECT 1 FROM envelope WHERE envelope.inbox = inbox.id AND week >= ?)",
                 oldest)
        .run();
  });
  if (!anew) return;
  connection_.execute("VACUUM");
  written_ = false;
  waited_ = 0;
  if (!passed) return;
  // Only now: whoever died before it writes the file anew at the next try.
  in_transaction([&] { return Query(connection_, "UPDATE heartbeat SET slot = ?", slot).run(); });
}

void SqlitePostbox::copy_to(const std::filesystem::path& to) {
  std::error_code failed;
  if (std::filesystem::exists(to, failed)) throw StoreBusy(to.string() + " exists already");
  Query(connection_, "VACUUM INTO ?", to.string()).run();
}

}  // namespace meldmaat
