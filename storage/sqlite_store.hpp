// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The Store on one SQLite file with one connection (decision D5, plan M1-M4, M8). Use it from one thread at a time.
/// Texts of exceptions name files and causes, never content.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bot/store.hpp"
#include "storage/audit_chain.hpp"
#include "storage/file_lock.hpp"
#include "storage/health.hpp"
#include "storage/master_key.hpp"
#include "storage/reserve_file.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

struct SqliteStoreOptions {
  /// The database. Beside it live `<file>-wal`, `<file>-shm`, `<file>.lock` and `<file>.reserve`.
  std::filesystem::path file;
  /// Channels on which a line is delivered by being written ("web"): they get no row in the outbox.
  std::set<std::string> delivered_by_writing;
  /// The SQLite VFS to use; empty: the system's. The seam for injecting faults of the disk.
  std::string vfs;
  /// Space set aside, so that a full disk still lets the program finish what it must (plan M8). 0: none.
  std::uint64_t reserve_bytes = std::uint64_t{16} << 20U;
  /// What opens the database.
  KeyFile key = {};  // NOLINT(readability-redundant-member-init): so that most need not name it
};

class SqliteStore final : public Store {
 public:
  /// Opens or creates. Checks the whole file before it trusts it.
  /// \throws StoreBusy another process uses it; StoreBroken damaged, empty, foreign, or made by a newer meldmaat;
  /// KeyRefused when the key does not open it
  explicit SqliteStore(SqliteStoreOptions options);
  ~SqliteStore() override;

  [[nodiscard]] Health health() const { return connection_.health(); }
  /// Tries whether writing works again; for every 5 s while not healthy (plan M8). Only outside a batch. Never throws.
  Health probe() noexcept;
  /// For storage/backup.hpp, which copies through the one connection.
  [[nodiscard]] Connection& connection() { return connection_; }
  [[nodiscard]] const MasterKey& master_key() const { return master_; }

  void begin_batch() override;
  void commit_batch() override;
  void roll_back_batch() noexcept override;
  [[nodiscard]] std::unique_ptr<Part> open_part() override;
  void tidy() override;

  [[nodiscard]] std::optional<std::uint64_t> seen(const ConversationKey& key, const EventId& event) override;
  void remember(const ConversationKey& key, const EventId& event, Moment at, std::uint64_t sequence) override;
  void purge_seen(Moment before) override;

  [[nodiscard]] std::optional<State> state_of(const ConversationKey& key) override;
  void write_state(const ConversationKey& key, const State& state, Moment at) override;
  [[nodiscard]] std::vector<TranscriptLine> transcript(const ConversationKey& key, std::uint64_t after,
                                                       std::size_t limit) override;
  [[nodiscard]] std::uint64_t last_sequence(const ConversationKey& key) override;
  std::uint64_t hear(const ConversationKey& key, Moment at, const Message& message) override;
  std::uint64_t say(const ConversationKey& key, Moment at, const Message& message, bool revise) override;
  void set_reminder(const ConversationKey& key, const ReminderId& id, Moment due) override;
  void drop_reminder(const ConversationKey& key, const ReminderId& id) override;
  void blank_lines(const ConversationKey& key, std::uint64_t from) override;
  void rewrite_line(const ConversationKey& key, std::uint64_t sequence, const Message& message) override;

  [[nodiscard]] CaseNumber free_number(int year) override;
  [[nodiscard]] std::optional<CaseFile> read_case(const CaseNumber& number) override;
  void write_case(const Case& the_case) override;
  void write_task(const Task& task) override;
  void add_entry(const CaseNumber& number, const Entry& entry) override;
  [[nodiscard]] std::vector<Entry> entries(const CaseNumber& number) override;
  void add_audit(const AuditLine& line) override;
  [[nodiscard]] std::vector<AuditLine> audit(std::uint64_t after, std::size_t limit) override;
  [[nodiscard]] AuditHead audit_head() override { return audit_.head(); }
  void remove_case(const CaseNumber& number) override;
  [[nodiscard]] std::vector<CaseListing> cases_of(const PersonId& person, std::size_t limit) override;
  [[nodiscard]] std::vector<Case> cases_reported(Moment from, Moment until) override;
  [[nodiscard]] std::vector<CaseNumber> late_cases(Moment now) override;
  [[nodiscard]] std::vector<RegisteredBan> bans() override;
  void add_scan(const Scan& scan) override;
  [[nodiscard]] std::vector<Scan> scans(std::size_t limit) override;
  void add_lesson(const Lesson& lesson) override;
  [[nodiscard]] std::vector<Lesson> lessons(std::size_t limit) override;
  [[nodiscard]] VisitId add_visit(const Visit& visit) override;
  void write_visit(const Visit& visit) override;
  void remove_visit(const VisitId& id) override;
  [[nodiscard]] std::vector<Visit> visits() override;
  [[nodiscard]] std::vector<ProtocolRef> protocols_in_use() override;
  [[nodiscard]] std::vector<FormRef> forms_in_use() override;

  [[nodiscard]] std::vector<TaskKey> due_tasks(Moment now, std::size_t limit) override;
  [[nodiscard]] std::vector<DueReminder> due_reminders(Moment now, std::size_t limit) override;
  [[nodiscard]] std::optional<Moment> next_alarm() override;

  [[nodiscard]] std::vector<Delivery> waiting_deliveries(Moment now, std::size_t limit) override;
  [[nodiscard]] std::optional<Moment> next_delivery() override;
  [[nodiscard]] std::size_t open_deliveries() override;
  [[nodiscard]] std::optional<Delivery> first_waiting(const ConversationKey& key) override;
  [[nodiscard]] std::vector<Delivery> waiting_of(const ConversationKey& key) override;
  [[nodiscard]] std::vector<Delivery> uncertain_deliveries(std::size_t limit) override;
  [[nodiscard]] std::string remote_id(const ConversationKey& key, std::uint64_t sequence) override;
  void write_delivery(const Delivery& delivery) override;
  void mark_interrupted_deliveries() override;
  [[nodiscard]] std::optional<Reach> reach(const ConversationKey& key) override;
  void write_reach(const Reach& reach) override;

  void write_blob(const Attachment& about, std::string_view bytes, const PersonId& by, Moment at) override;
  [[nodiscard]] std::optional<std::string> read_blob(const BlobId& id) override;
  [[nodiscard]] std::optional<Attachment> find_blob(const BlobId& id) override;
  [[nodiscard]] std::optional<PersonId> blob_owner(const BlobId& id) override;
  void remove_blob(const BlobId& id) override;

  void add_errand(const Errand& errand) override;
  [[nodiscard]] std::vector<Errand> waiting_errands(Moment now, std::size_t limit) override;
  [[nodiscard]] std::optional<Moment> next_errand() override;
  void write_errand(const Errand& errand) override;
  void remove_errand(std::int64_t id) override;
  bool cancel_errand(const ConversationKey& key, const EventId& event) override;

  [[nodiscard]] std::optional<Room> room(const std::string& channel, const std::string& id) override;
  void write_room(const Room& room) override;
  [[nodiscard]] std::vector<Room> waiting_rooms(const std::string& channel, Moment now, std::size_t limit) override;
  [[nodiscard]] std::optional<Moment> next_room(const std::string& channel) override;

  void write_session(const Session& session) override;
  [[nodiscard]] std::optional<Session> session(const std::string& secret_hash) override;
  void remove_session(const std::string& secret_hash) override;
  void purge_sessions(Moment before) override;

  [[nodiscard]] std::vector<ConfigurationFile> accepted_files() override;
  void accept_files(const std::vector<ConfigurationFile>& files) override;

  [[nodiscard]] std::optional<std::string> note(std::string_view name) override;
  void write_note(std::string_view name, std::string_view value) override;

 private:
  class OpenPart;

  /// The conversation met last. A turn asks for the same one again and again; this saves it half its look-ups.
  struct Met {
    ConversationKey key;
    std::int64_t row = 0;                        ///< 0: not in the database
    std::optional<std::uint64_t> last_sequence;  ///< empty: not asked yet
  };

  void need_batch() const;
  /// What is remembered of rows that may be gone.
  void forget_met() noexcept {
    met_.reset();
    vault_.forget();
    audit_.forget();
  }
  [[nodiscard]] Met& meet(const ConversationKey& key);
  /// Makes the row when there is none. \return its number
  [[nodiscard]] std::int64_t row_of(const ConversationKey& key);
  std::uint64_t write_line(const ConversationKey& key, const TranscriptLine& line);
  [[nodiscard]] Sealed sealed_message(std::int64_t place, const Message& message);
  [[nodiscard]] Message opened_message(std::int64_t place, std::string_view sealed);
  [[nodiscard]] std::string opened_address(std::int64_t row, std::string_view sealed);
  void queue_delivery(std::int64_t conversation, std::uint64_t sequence, Moment at);
  [[nodiscard]] std::vector<Delivery> read_deliveries(const std::vector<std::int64_t>& ids);
  [[nodiscard]] std::uint64_t latest_of_slot(std::int64_t row, const std::string& slot);
  [[nodiscard]] std::string opened_blob(const BlobId& id, std::string_view column, std::string_view sealed);
  [[nodiscard]] Room opened_room(const std::string& channel, const Query& row);
  void write_bans(const Case& the_case);
  void write_readers(const Case& the_case);
  void keep_evidence(const Case& the_case);
  void make_room() noexcept;

  SqliteStoreOptions options_;
  FileLock lock_;
  ReserveFile reserve_;
  MasterKey master_;
  Connection connection_;
  Vault vault_;
  AuditChain audit_;
  std::optional<Met> met_;
  bool removed_ = false;  ///< something since the WAL was last emptied
};

}  // namespace meldmaat
