// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to what meldmaat remembers. Synchronous, used from one thread at a time. No verb speaks SQL.
///
/// Writing happens inside a batch: many turns, one commit, one fsync (decision D5). Each turn is a Part of the batch,
/// so that one that fails is undone and the others stand. An acknowledgement goes out only after `commit_batch`
/// returned.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bot/audit.hpp"
#include "bot/case.hpp"
#include "bot/delivery.hpp"
#include "bot/dialog.hpp"
#include "bot/errand.hpp"
#include "bot/ids.hpp"
#include "bot/lesson.hpp"
#include "bot/message.hpp"
#include "bot/moment.hpp"
#include "bot/reach.hpp"
#include "bot/room.hpp"
#include "bot/scan.hpp"
#include "bot/second_person.hpp"
#include "bot/state.hpp"
#include "bot/task.hpp"
#include "bot/visit.hpp"

namespace meldmaat {

/// The store cannot take the turn now (busy, full); nothing was changed, the caller answers 503 and may try again.
class StoreBusy : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
/// The store is damaged or lost an fsync: the house stops and restarts (plan M8).
class StoreBroken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A line of a transcript, in either direction.
struct TranscriptLine {
  std::uint64_t sequence = 0;  ///< per conversation, from 1, without gaps
  Moment at;
  bool from_person = false;
  Message message;
  std::uint64_t revises = 0;  ///< this line replaces that one; 0: none
  bool replaced = false;      ///< a later line replaces this one
  bool operator==(const TranscriptLine&) const = default;
};

struct DueReminder {
  ConversationKey conversation;
  ReminderId id;
  Moment due;
  bool operator==(const DueReminder&) const = default;
};

/// A signed-in browser. The store keeps only the SHA-256 of its secret (hexadecimal).
struct Session {
  std::string secret_hash;
  PersonId person;
  Moment expires;
  bool operator==(const Session&) const = default;
};

/// A ban and the case it follows from.
struct RegisteredBan {
  CaseNumber number;
  Ban ban;
  bool operator==(const RegisteredBan&) const = default;
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  // -- Batches. Every verb but the reading ones needs an open batch. -------------------------------------------------
  virtual void begin_batch() = 0;
  /// \throws StoreBusy: nothing of the batch stands; StoreBroken: unknown, the house must stop.
  virtual void commit_batch() = 0;
  virtual void roll_back_batch() noexcept = 0;

  class Part {
   public:
    Part() = default;
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    virtual ~Part() = default;  ///< undoes the part unless it was kept
    virtual void keep() = 0;
  };
  [[nodiscard]] virtual std::unique_ptr<Part> open_part() = 0;
  /// Upkeep that can wait until the callers have their answer. Outside a batch, after every commit_batch.
  virtual void tidy() = 0;

  // -- Seen before? (plan M3) ----------------------------------------------------------------------------------------
  /// The sequence answered when this event was taken the first time.
  [[nodiscard]] virtual std::optional<std::uint64_t> seen(const ConversationKey& key, const EventId& event) = 0;
  virtual void remember(const ConversationKey& key, const EventId& event, Moment at, std::uint64_t sequence) = 0;

  /// Forgets events seen before `before`: no channel repeats anything after 70 days (plan M3).
  virtual void purge_seen(Moment before) = 0;

  // -- Conversations -------------------------------------------------------------------------------------------------
  [[nodiscard]] virtual std::optional<State> state_of(const ConversationKey& key) = 0;
  virtual void write_state(const ConversationKey& key, const State& state, Moment at) = 0;
  /// Lines after `after`, oldest first, at most `limit`.
  [[nodiscard]] virtual std::vector<TranscriptLine> transcript(const ConversationKey& key, std::uint64_t after,
                                                               std::size_t limit) = 0;
  /// The sequence of the latest line; 0 when nothing was said yet.
  [[nodiscard]] virtual std::uint64_t last_sequence(const ConversationKey& key) = 0;
  /// What the person said. \return its sequence
  virtual std::uint64_t hear(const ConversationKey& key, Moment at, const Message& message) = 0;
  /// What meldmaat says: a transcript line and a delivery, waiting unless the channel delivers by being written.
  /// With `revise`, it replaces the latest line of the same slot; when there is none it is not said at all (returns 0).
  virtual std::uint64_t say(const ConversationKey& key, Moment at, const Message& message, bool revise) = 0;
  virtual void set_reminder(const ConversationKey& key, const ReminderId& id, Moment due) = 0;
  virtual void drop_reminder(const ConversationKey& key, const ReminderId& id) = 0;
  /// Everything of a conversation from line `from` on is blanked: text and files gone, the line numbers stay.
  virtual void blank_lines(const ConversationKey& key, std::uint64_t from) = 0;
  /// Line `sequence` says this from now on; its moment and place stay. Nothing when there is no such line.
  virtual void rewrite_line(const ConversationKey& key, std::uint64_t sequence, const Message& message) = 0;

  // -- Cases ---------------------------------------------------------------------------------------------------------
  /// The number the next case of that year gets; taken by the `write_case` that uses it.
  [[nodiscard]] virtual CaseNumber free_number(int year) = 0;
  [[nodiscard]] virtual std::optional<CaseFile> read_case(const CaseNumber& number) = 0;
  virtual void write_case(const Case& the_case) = 0;                         ///< new or changed
  virtual void write_task(const Task& task) = 0;                             ///< new or changed
  virtual void add_entry(const CaseNumber& number, const Entry& entry) = 0;  ///< also a line of the audit trail
  [[nodiscard]] virtual std::vector<Entry> entries(const CaseNumber& number) = 0;
  /// Nothing can be read of it any more: body, tasks, history, bans and evidence are gone with their key, and what the
  /// audit trail held of it. Other cases that were joined to it stay. Nothing when there is no such case.
  virtual void remove_case(const CaseNumber& number) = 0;
  /// Cases that are this person's own (Case::is_of) or that they read, newest first.
  [[nodiscard]] virtual std::vector<CaseListing> cases_of(const PersonId& person, std::size_t limit) = 0;
  /// Reported from `from` until before `until`, in the order of their numbers; without files of duties.
  [[nodiscard]] virtual std::vector<Case> cases_reported(Moment from, Moment until) = 0;
  /// With an open task that was due before `now`, in order; files of duties too.
  [[nodiscard]] virtual std::vector<CaseNumber> late_cases(Moment now) = 0;
  /// The bans of all cases that have not ended, in the order of their last days.
  [[nodiscard]] virtual std::vector<RegisteredBan> bans() = 0;
  virtual void add_scan(const Scan& scan) = 0;
  /// The latest self-scans, newest first.
  [[nodiscard]] virtual std::vector<Scan> scans(std::size_t limit) = 0;
  virtual void add_lesson(const Lesson& lesson) = 0;
  /// The latest, newest first.
  [[nodiscard]] virtual std::vector<Lesson> lessons(std::size_t limit) = 0;
  /// A visit that is set out on; its own id does not count. \return the id it gets, which no other ever had
  [[nodiscard]] virtual VisitId add_visit(const Visit& visit) = 0;
  virtual void write_visit(const Visit& visit) = 0;  ///< changed; nothing when it is gone
  virtual void remove_visit(const VisitId& id) = 0;  ///< nothing of it is left
  /// All that are under way, the longest known first.
  [[nodiscard]] virtual std::vector<Visit> visits() = 0;
  /// Every protocol and form version a case or draft uses, so that configuration can be checked against it.
  [[nodiscard]] virtual std::vector<ProtocolRef> protocols_in_use() = 0;
  /// A draft knows the version alone: its FormRef has an empty id and means the form that new reports get.
  [[nodiscard]] virtual std::vector<FormRef> forms_in_use() = 0;

  // -- The audit trail (bot/audit.hpp) ------------------------------------------------------------------------------
  virtual void add_audit(const AuditLine& line) = 0;  ///< what stands in no case's history
  /// Lines after the first `after`, oldest first.
  [[nodiscard]] virtual std::vector<AuditLine> audit(std::uint64_t after, std::size_t limit) = 0;
  [[nodiscard]] virtual AuditHead audit_head() = 0;  ///< of what is committed, or will be with the open batch

  // -- Time ----------------------------------------------------------------------------------------------------------
  [[nodiscard]] virtual std::vector<TaskKey> due_tasks(Moment now, std::size_t limit) = 0;  ///< oldest first
  [[nodiscard]] virtual std::vector<DueReminder> due_reminders(Moment now, std::size_t limit) = 0;
  /// The earliest moment at which a task, a reminder or something of a visit falls due.
  [[nodiscard]] virtual std::optional<Moment> next_alarm() = 0;

  // -- Outbox (plan M4). One conversation's deliveries are open in the order in which they were said; whoever sends
  // begins none before the earlier ones are settled. ----------------------------------------------------------------
  /// Deliveries that may go now, oldest first: of each conversation its oldest open one, when that waits. Costs as much
  /// as is open, however much was ever sent.
  [[nodiscard]] virtual std::vector<Delivery> waiting_deliveries(Moment now, std::size_t limit) = 0;
  /// The earliest moment at which one may go.
  [[nodiscard]] virtual std::optional<Moment> next_delivery() = 0;
  /// How many wait or are under way.
  [[nodiscard]] virtual std::size_t open_deliveries() = 0;
  /// The oldest open delivery of this conversation, when that waits.
  [[nodiscard]] virtual std::optional<Delivery> first_waiting(const ConversationKey& key) = 0;
  /// Everything that waits in this conversation, oldest first.
  [[nodiscard]] virtual std::vector<Delivery> waiting_of(const ConversationKey& key) = 0;
  /// What the end of the program cut off and nobody settled yet, oldest first.
  [[nodiscard]] virtual std::vector<Delivery> uncertain_deliveries(std::size_t limit) = 0;
  /// What the channel calls this line; for a revision that has no name of its own, what it calls the line it replaces.
  /// Empty: nothing of it was ever sent.
  [[nodiscard]] virtual std::string remote_id(const ConversationKey& key, std::uint64_t sequence) = 0;
  virtual void write_delivery(const Delivery& delivery) = 0;  ///< a changed status, attempt or moment
  /// At start: whatever was under way when the program died is uncertain now.
  virtual void mark_interrupted_deliveries() = 0;
  [[nodiscard]] virtual std::optional<Reach> reach(const ConversationKey& key) = 0;
  virtual void write_reach(const Reach& reach) = 0;  ///< new or changed

  // -- Files ---------------------------------------------------------------------------------------------------------
  virtual void write_blob(const Attachment& about, std::string_view bytes, const PersonId& by, Moment at) = 0;
  [[nodiscard]] virtual std::optional<std::string> read_blob(const BlobId& id) = 0;
  [[nodiscard]] virtual std::optional<Attachment> find_blob(const BlobId& id) = 0;
  [[nodiscard]] virtual std::optional<PersonId> blob_owner(const BlobId& id) = 0;
  virtual void remove_blob(const BlobId& id) = 0;  ///< only for drafts: evidence of a case is never removed here

  // -- Errands: files that are still to be fetched ------------------------------------------------------------------
  virtual void add_errand(const Errand& errand) = 0;  ///< a new one; it gets a number of its own
  /// Those that may be tried now, oldest first.
  [[nodiscard]] virtual std::vector<Errand> waiting_errands(Moment now, std::size_t limit) = 0;
  /// The earliest moment at which one may be tried.
  [[nodiscard]] virtual std::optional<Moment> next_errand() = 0;
  virtual void write_errand(const Errand& errand) = 0;  ///< changed attempts and moment; nothing when it is gone
  virtual void remove_errand(std::int64_t id) = 0;
  /// \return whether this file was still to be fetched
  virtual bool cancel_errand(const ConversationKey& key, const EventId& event) = 0;

  // -- Rooms, of channels that have them -----------------------------------------------------------------------------
  [[nodiscard]] virtual std::optional<Room> room(const std::string& channel, const std::string& id) = 0;
  virtual void write_room(const Room& room) = 0;  ///< new or changed
  /// Those in which something may be done now, the longest waiting first.
  [[nodiscard]] virtual std::vector<Room> waiting_rooms(const std::string& channel, Moment now, std::size_t limit) = 0;
  /// The earliest moment at which something is to be done in one.
  [[nodiscard]] virtual std::optional<Moment> next_room(const std::string& channel) = 0;

  // -- Signing in ----------------------------------------------------------------------------------------------------
  virtual void write_session(const Session& session) = 0;
  [[nodiscard]] virtual std::optional<Session> session(const std::string& secret_hash) = 0;
  virtual void remove_session(const std::string& secret_hash) = 0;
  /// Removes what expires before `before`.
  virtual void purge_sessions(Moment before) = 0;

  // -- The configuration that is in force (bot/second_person.hpp) ----------------------------------------------------
  /// In order of their names; none: nothing was agreed with yet.
  [[nodiscard]] virtual std::vector<ConfigurationFile> accepted_files() = 0;
  /// These are all of them from now on.
  virtual void accept_files(const std::vector<ConfigurationFile>& files) = 0;

  // -- Notes of the program itself (clock watermark, demo clock) -----------------------------------------------------
  [[nodiscard]] virtual std::optional<std::string> note(std::string_view name) = 0;
  virtual void write_note(std::string_view name, std::string_view value) = 0;
};

}  // namespace meldmaat
