// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The anonymous postbox (Dutch: postvak) and the port to what it remembers: sealed envelopes in inboxes that only a
/// receipt code opens (threat model §6.5; docs/postbox.md is the protocol). Nothing in here names a reporter, and the
/// port reads no content. It is another file than the Store's, with no key, number or transaction in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

using InboxId = Id<struct InboxTag>;        ///< SHA-256 of the inbox's name, 64 hexadecimal digits
using EnvelopeId = Id<struct EnvelopeTag>;  ///< 32 hexadecimal digits, drawn by whoever sealed it
using KeyId = Id<struct KeyTag>;            ///< the first 16 bytes of the SHA-256 of a public key, hexadecimal

/// The key of an envelope, sealed for one recipient. Bytes.
struct SealedKey {
  KeyId to;
  std::string sealed;
  bool operator==(const SealedKey&) const = default;
};

struct Envelope {
  enum class From : std::uint8_t { reporter, counsellor };
  EnvelopeId id;
  From from = From::reporter;
  std::string body;  ///< ciphertext, of one of the sizes of docs/postbox.md
  std::vector<SealedKey> keys;
  std::string week;  ///< "2026-W48", ISO 8601; empty until its slot has passed
  bool operator==(const Envelope&) const = default;
};

struct Inbox {
  InboxId id;
  std::string token_hash;   ///< SHA-256 of the token, hexadecimal
  std::string public_key;   ///< a point of P-256, 65 bytes
  std::string wrapped_key;  ///< its private half, locked with the code
  bool operator==(const Inbox&) const = default;
};

/// An inbox as a counsellor finds it.
struct DeskInbox {
  InboxId id;
  std::string public_key;  ///< empty: the reporter can no longer be answered
  std::vector<Envelope> envelopes;
  bool operator==(const DeskInbox&) const = default;
};

/// Somebody, or a sheet of paper, for whom envelopes are sealed.
struct Recipient {
  KeyId id;
  PersonId person;         ///< empty: the recovery key
  std::string public_key;  ///< bytes
  std::string locked_key;  ///< the private half as the person's browser locked it; empty for the recovery key
  bool current = true;     ///< false: another key took its place; it still opens what was sealed for it
  bool operator==(const Recipient&) const = default;
};

/// When an envelope may be seen (bot/rules/slots).
struct Slot {
  Moment at;
  std::string week;  ///< of that day; all that is kept of it afterwards
};

/// What became of something that was handed in.
enum class Handed : std::uint8_t {
  kept,      ///< on disk, now or at an earlier try
  unknown,   ///< there is no such inbox, or it is closed
  mismatch,  ///< the id is taken by something else
  full       ///< the inbox holds as much as it may
};

/// Synchronous; the thread of the store only. Every writing verb is on disk when it returns.
/// \throws StoreBusy, StoreBroken (bot/store.hpp)
class Postbox {
 public:
  static constexpr std::size_t most_envelopes_per_inbox = 500;

  Postbox() = default;
  Postbox(const Postbox&) = delete;
  Postbox& operator=(const Postbox&) = delete;
  virtual ~Postbox() = default;

  // -- The reporter's side ------------------------------------------------------------------------------------------
  /// \return mismatch also for another envelope in an inbox that is there
  [[nodiscard]] virtual Handed open_inbox(const Inbox& inbox, const Envelope& first, const Slot& visible) = 0;
  /// Nothing when it is unknown, closed or expired.
  [[nodiscard]] virtual std::optional<Inbox> inbox(const InboxId& id) = 0;
  /// Of either side. \return mismatch for another envelope under the same id
  [[nodiscard]] virtual Handed add(const InboxId& inbox, const Envelope& envelope, const Slot& visible) = 0;
  /// What counsellors wrote and may be seen at `now`, by week.
  [[nodiscard]] virtual std::vector<Envelope> replies(const InboxId& inbox, Moment now) = 0;
  /// For whom the reporter sealed, under whatever key they had.
  [[nodiscard]] virtual std::vector<PersonId> chosen(const InboxId& inbox) = 0;
  /// How many the reporter wrote.
  [[nodiscard]] virtual std::size_t sent(const InboxId& inbox) = 0;
  /// The code opens nothing any more; what was written stays with the counsellors.
  virtual void close(const InboxId& inbox) = 0;

  // -- The counsellors' side ----------------------------------------------------------------------------------------
  /// The inboxes with an envelope that may be seen at `now` and is sealed for this person under any key they had. What
  /// counsellors wrote is in them at once.
  [[nodiscard]] virtual std::vector<DeskInbox> inboxes_for(const PersonId& person, Moment now) = 0;
  /// One more recipient can read. \return unknown when there is no such envelope in that inbox
  [[nodiscard]] virtual Handed add_key(const InboxId& inbox, const EnvelopeId& envelope, const SealedKey& key) = 0;

  // -- Recipients ---------------------------------------------------------------------------------------------------
  /// All there ever were.
  [[nodiscard]] virtual std::vector<Recipient> recipients() = 0;
  /// Takes the place of this person's key, or of the recovery key; the old one stays known, for what it can open.
  virtual void write_recipient(const Recipient& recipient) = 0;

  // -- Upkeep -------------------------------------------------------------------------------------------------------
  /// Every minute, so that the time of the file tells nothing. What was written since the last call leaves no order in
  /// the file. When `slot` is another one than then, what it hid keeps only its week, and inboxes whose last envelope
  /// is of a week before `oldest` are closed.
  virtual void keep(Moment slot, const std::string& oldest) = 0;
};

}  // namespace meldmaat
