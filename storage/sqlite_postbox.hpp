// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The anonymous postbox in a SQLite file of its own: rollback journal that is emptied after each commit, no
/// write-ahead log, no row numbers, written anew within a minute of each change (threat model §6.5). Use it from one
/// thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bot/postbox.hpp"
#include "storage/file_lock.hpp"
#include "storage/sqlite_connection.hpp"

namespace meldmaat {

struct SqlitePostboxOptions {
  std::filesystem::path file;
  std::string vfs;  ///< empty: the system's
  /// A file of so many pages is written anew every minute in which something changed, one of ten times as many every
  /// ten minutes: a flood of false reports cannot keep the disk busy.
  std::int64_t pages_a_minute = 8'192;  // 32 MiB, about half a second
};

class SqlitePostbox final : public Postbox {
 public:
  /// Opens, and makes or brings up to date first. \throws StoreBroken, StoreBusy when a process uses it
  explicit SqlitePostbox(SqlitePostboxOptions options);
  ~SqlitePostbox() override;

  [[nodiscard]] Handed open_inbox(const Inbox& inbox, const Envelope& first, const Slot& visible) override;
  [[nodiscard]] std::optional<Inbox> inbox(const InboxId& id) override;
  [[nodiscard]] Handed add(const InboxId& inbox, const Envelope& envelope, const Slot& visible) override;
  [[nodiscard]] std::vector<Envelope> replies(const InboxId& inbox, Moment now) override;
  [[nodiscard]] std::vector<PersonId> chosen(const InboxId& inbox) override;
  [[nodiscard]] std::size_t sent(const InboxId& inbox) override;
  void close(const InboxId& inbox) override;

  [[nodiscard]] std::vector<DeskInbox> inboxes_for(const PersonId& person, Moment now) override;
  [[nodiscard]] Handed add_key(const InboxId& inbox, const EnvelopeId& envelope, const SealedKey& key) override;

  [[nodiscard]] std::vector<Recipient> recipients() override;
  void write_recipient(const Recipient& recipient) override;

  void keep(Moment slot, const std::string& oldest) override;

  /// A copy in `to`, whole and written in order of keys. \throws StoreBusy when `to` exists or cannot be written
  void copy_to(const std::filesystem::path& to);

 private:
  template <class Work>
  auto in_transaction(Work work);
  /// The same, for what leaves its place in time in the order of the pages.
  template <class Work>
  auto write(Work work);
  /// What is answered to an envelope whose id is there; nothing when it is not.
  [[nodiscard]] std::optional<Handed> handed_before(const InboxId& inbox, const Envelope& envelope);
  [[nodiscard]] Handed put(const InboxId& inbox, const Envelope& envelope, const Slot& visible);
  [[nodiscard]] std::vector<SealedKey> keys_of(const EnvelopeId& envelope);
  [[nodiscard]] std::vector<Envelope> envelopes_of(const InboxId& inbox, Moment now, Envelope::From seen_at_once);

  SqlitePostboxOptions options_;
  FileLock lock_;
  Connection connection_;
  bool written_ = true;      ///< since the file was last written anew; nobody knows what came before a stop
  std::int64_t waited_ = 0;  ///< minutes since then
};

}  // namespace meldmaat
