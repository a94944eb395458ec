// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to what meldmaat says: a total function from (State, Event, View) to Turn. No clock, no randomness, no I/O,
/// never throws on input. What it does not understand is conversation, not an error.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bot/case.hpp"
#include "bot/event.hpp"
#include "bot/happening.hpp"
#include "bot/lesson.hpp"
#include "bot/municipality.hpp"
#include "bot/rules/series.hpp"
#include "bot/scan.hpp"
#include "bot/state.hpp"
#include "bot/task.hpp"
#include "bot/visit.hpp"
#include "bot/witness_code.hpp"

namespace meldmaat {

/// A case with its tasks.
struct CaseFile {
  Case the_case;
  std::vector<Task> tasks;
  bool operator==(const CaseFile&) const = default;
};

/// One case in a person's list.
struct CaseListing {
  CaseNumber number;
  Moment reported;
  Case::Status status = Case::Status::open;
  bool own = false;  ///< the person is its reporter, or the victim of it who may know (Case::is_of)
  int open_tasks = 0;
  std::optional<Moment> next_due;
  bool operator==(const CaseListing&) const = default;
};

/// What the person may see at this moment. Built after rules/access was applied: what is not in here cannot be said.
/// References point to what `main` owns and outlive the turn.
struct View {
  const Municipality& municipality;
  PersonId person;                   ///< empty: unknown on this channel, general help only
  std::string channel;               ///< name only, for the answer "where do I find this"; never to branch on
  CaseNumber free_number;            ///< the number a report filed in this turn gets
  std::vector<CaseListing> cases;    ///< newest first
  std::optional<CaseFile> subject;   ///< the case the event is about (see subject_of), when the person may read it
  std::vector<RelatedCase> related;  ///< about the same person perhaps; only when the event asks (asks_for_series)
  std::vector<Ban> bans;             ///< the register as the door sees it; empty for who does not see it
  std::optional<ScanView> scan = std::nullopt;  ///< for who fills in the self-scan
  // NOLINTBEGIN(readability-redundant-member-init): with it a list of the members before is enough
  std::vector<Lesson> lessons = {};  ///< the latest, newest first; for everybody
  std::vector<Visit> visits = {};    ///< home visits under way that this person knows of
  std::string witness_secret = {};   ///< drawn for the code that this event asks for (asks_for_witness_code)
  /// The code that the event names, or the frame on top, opens a case for this person to tell what they saw; nothing
  /// when it opens none, for whatever reason.
  std::optional<OpenCall> call = std::nullopt;
  /// The change of the configuration that this person may decide on, while nobody did; null: none.
  const Proposal* proposal = nullptr;
  // NOLINTEND(readability-redundant-member-init)
};

/// Effects: wishes of the dialog, as data.
struct Say {
  Message message;
  bool operator==(const Say&) const = default;
};
/// Replaces the latest message of this conversation that has the same slot: an answered question becomes read-only.
struct Revise {
  Message message;
  bool operator==(const Revise&) const = default;
};
/// Wakes this conversation at `due`. The same id again moves it.
struct Remind {
  ReminderId id;
  Moment due;
  bool operator==(const Remind&) const = default;
};
struct Forget {
  ReminderId id;
  bool operator==(const Forget&) const = default;
};
/// A report is complete: opens the case. The number is the view's `free_number`; readers are set by rules/routing.
struct File {
  Case the_case;
  bool operator==(const File&) const = default;
};
/// Something happened to a case.
struct Record {
  CaseNumber number;
  Happening what;
  bool operator==(const Record&) const = default;
};
/// Tells persons in danger's reach at once, before there is a case (T01): the holder of `to` for this reporter.
struct Alert {
  RoleId to;
  bool operator==(const Alert&) const = default;
};
/// Asks the holders of a role to look at something that is no incident yet (S4-16): a message to them, and no case.
struct Confide {
  RoleId to;
  std::string text;
  bool operator==(const Confide&) const = default;
};
/// Removes the person's draft files and what was typed for it from the transcript.
struct DiscardDraft {
  std::vector<BlobId> files;
  bool operator==(const DiscardDraft&) const = default;
};

/// A self-scan is complete; its duty of this year ends with it.
struct KeepScan {
  Scan scan;
  bool operator==(const KeepScan&) const = default;
};

/// Something came in that a role must answer in time and that is no report (T49-T51).
struct NoteMatter {
  std::string matter;  ///< as a rule's trigger names it
  Moment came_in;
  bool operator==(const NoteMatter&) const = default;
};

/// Everybody may read it from now on, and who leads a team is told.
struct ShareLesson {
  std::string text;
  bool operator==(const ShareLesson&) const = default;
};

/// Somebody sets out on a home visit; its id is given when it is stored.
struct PlanVisit {
  Visit visit;
  bool operator==(const PlanVisit&) const = default;
};
struct TakeVisitStep {
  VisitStep step;
  bool operator==(const TakeVisitStep&) const = default;
};
/// The place of a visit that was not planned after all leaves this conversation (bot/visit_round).
struct ErasePlace {
  std::string place;
  Moment said;
  bool operator==(const ErasePlace&) const = default;
};

/// A second person looked at a change of the configuration.
struct DecideProposal {
  std::string print;  ///< of the one that was shown
  bool agreed = false;
  bool operator==(const DecideProposal&) const = default;
};

using Effect = std::variant<Say, Revise, Remind, Forget, File, Record, Alert, Confide, DiscardDraft, KeepScan,
                            NoteMatter, ShareLesson, PlanVisit, TakeVisitStep, ErasePlace, DecideProposal>;

struct Turn {
  State state;
  std::vector<Effect> effects;
  bool operator==(const Turn&) const = default;
};

class Dialog {
 public:
  Dialog() = default;
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  virtual ~Dialog() = default;
  [[nodiscard]] virtual Turn step(const State& state, const Event& event, const View& view) const = 0;
};

/// The case an event is about: named by the pressed option ("case/<number>/..."), by the notice, or by the frame on
/// top. Empty when it is about none.
[[nodiscard]] CaseNumber subject_of(const State& state, const Event& event);

/// A button was pressed that lays the subject beside other cases: "case/<number>/series", ".../join-<number>".
[[nodiscard]] bool asks_for_series(const Event& event);
/// A button was pressed that asks for a code for a witness: "case/<number>/witness", "case/<number>/own/witness".
[[nodiscard]] bool asks_for_witness_code(const Event& event);
/// The code that was typed just now, else the one with which the dialog on top is at work.
[[nodiscard]] std::optional<WitnessCode> witness_code_of(const State& state, const Event& event);
/// A self-scan may begin with this event: then it wants what was counted, which takes the reports of a year.
[[nodiscard]] bool begins_scan(const State& state, const Event& event);

}  // namespace meldmaat
