// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A Store that forgets everything when it goes: for tests of what uses a store. It passes the same contract suite as
/// the real one (tests/contract), so it cannot lie. A batch or part is undone by putting back a copy from before.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/store.hpp"

namespace meldmaat::fakes {

class MemoryStore final : public Store {
 public:
  /// \param delivered_by_writing channels on which a line gets no row in the outbox
  explicit MemoryStore(std::set<std::string> delivered_by_writing = {});

  /// The next commit_batch throws StoreBusy, and nothing of the batch stands.
  void fail_next_commit() { fail_next_commit_ = true; }
  [[nodiscard]] int commits() const { return commits_; }
  [[nodiscard]] int failed_commits() const { return failed_commits_; }

  void begin_batch() override;
  void commit_batch() override;
  void roll_back_batch() noexcept override;
  [[nodiscard]] std::unique_ptr<Part> open_part() override;
  void tidy() override {}

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
  [[nodiscard]] AuditHead audit_head() override;
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
  struct Seen {
    Moment at;
    std::uint64_t sequence = 0;
  };
  struct Conversation {
    std::optional<State> state;
    std::vector<TranscriptLine> lines;
    std::map<EventId, Seen> seen;
    std::map<ReminderId, Moment> reminders;
  };
  struct CaseRows {
    Case the_case;
    std::map<TaskKey, Task> tasks;
    std::vector<Entry> entries;
  };
  struct Blob {
    Attachment about;
    std::string bytes;
    PersonId owner;
    bool kept = false;
  };
  struct Data {
    std::map<ConversationKey, Conversation> conversations;
    std::map<CaseNumber, CaseRows> cases;
    std::map<std::int64_t, Delivery> deliveries;
    std::int64_t last_delivery = 0;
    std::map<ConversationKey, Reach> reaches;
    std::map<BlobId, Blob> blobs;
    std::vector<AuditLine> audit;
    std::multimap<Moment, Scan> scans;
    std::multimap<Moment, Lesson> lessons;
    std::map<std::int64_t, Visit> visits;
    std::int64_t last_visit = 0;
    std::map<std::int64_t, Errand> errands;
    std::int64_t last_errand = 0;
    std::map<std::pair<std::string, std::string>, Room> rooms;
    std::map<std::string, Session> sessions;
    std::vector<ConfigurationFile> accepted;
    std::map<std::string, std::string, std::less<>> notes;
  };
  class OpenPart;

  void need_batch() const;
  [[nodiscard]] Conversation& talk(const ConversationKey& key);
  [[nodiscard]] const Conversation* find(const ConversationKey& key) const;
  [[nodiscard]] CaseRows& rows_of(const CaseNumber& number);
  [[nodiscard]] std::vector<const Delivery*> ready_deliveries() const;
  [[nodiscard]] Delivery with_message(const Delivery& delivery) const;

  std::set<std::string> delivered_by_writing_;
  Data data_;
  std::optional<Data> before_batch_;
  bool fail_next_commit_ = false;
  // Asked for by tests while a storage thread works.
  std::atomic<int> commits_ = 0;
  std::atomic<int> failed_commits_ = 0;
};

}  // namespace meldmaat::fakes
