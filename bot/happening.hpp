// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What happened to a case. rules/follow_up answers each with the new case, its tasks and who must hear of it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/case.hpp"
#include "bot/task.hpp"

namespace meldmaat {

struct Filed {
  bool operator==(const Filed&) const = default;
};
/// A reader looked at the case; the first time ends T04.
struct CaseOpened {
  PersonId by;
  bool operator==(const CaseOpened&) const = default;
};
/// A step was taken. Ends every open task that waits for this fact; `rule` and `step` only say where it was recorded.
struct FactRecorded {
  Fact fact;
  bool operator==(const FactRecorded&) const = default;
};
struct NotApplicable {
  TaskKey task;
  std::string reason;
  PersonId by;
  bool operator==(const NotApplicable&) const = default;
};
/// The second role's answer to a proposed "not applicable".
struct Agreed {
  TaskKey task;
  bool yes = false;
  PersonId by;
  bool operator==(const Agreed&) const = default;
};
struct Postponed {
  TaskKey task;
  Moment until;
  std::string reason;
  PersonId by;
  bool operator==(const Postponed&) const = default;
};
struct HandedOver {
  TaskKey task;
  PersonId to;
  PersonId by;
  bool operator==(const HandedOver&) const = default;
};
/// Whom the task climbed to orders that it be done (S2 §7.7); it stays with its owner.
struct Ordered {
  TaskKey task;
  PersonId by;
  bool operator==(const Ordered&) const = default;
};
/// The reporter corrected an answer after filing; nobody else can. `question` is the form's id.
struct AnswerChanged {
  std::string question;
  Answer answer;
  std::vector<Flag> flags;  ///< the flags of the whole case after the change
  PersonId by;
  std::optional<IncidentMoment> incident = std::nullopt;  ///< when the change is about the moment itself
  bool operator==(const AnswerChanged&) const = default;
};
struct Added {
  std::string text;
  std::vector<Attachment> files;
  PersonId by;
  bool operator==(const Added&) const = default;
};
/// Somebody hands a code to a witness. \pre a secret nobody can guess, drawn for this alone
struct WitnessCalled {
  std::string secret;
  PersonId by;
  bool operator==(const WitnessCalled&) const = default;
};
/// Whoever had the code told what they saw.
struct WitnessTold {
  std::string secret;
  std::string text;
  PersonId by;
  bool operator==(const WitnessTold&) const = default;
};
struct Inquired {
  std::string question;
  PersonId by;
  bool operator==(const Inquired&) const = default;
};
struct InquiryAnswered {
  std::size_t inquiry = 0;  ///< index in the case
  std::string answer;
  PersonId by;
  bool operator==(const InquiryAnswered&) const = default;
};
/// A step of the reporter's own, or the victim's: the record was checked (T32), or they said whether they want somebody
/// (T54).
struct OwnStep {
  std::string fact;  ///< own_facts::record_checked, victim_checked or check_in
  std::string kind;  ///< of a check-in: "contact", "not_now", "stop"
  PersonId by;
  bool operator==(const OwnStep&) const = default;
};
struct Withdrawn {
  std::string reason;
  PersonId by;
  bool operator==(const Withdrawn&) const = default;
};
/// Somebody said that this is about the same person as the series that began with that report; empty: it is not after
/// all.
struct Joined {
  CaseNumber series;
  PersonId by;
  bool operator==(const Joined&) const = default;
};
/// A ban that was signed goes into the register; its id, moment and end are set there.
struct BanSet {
  Ban ban;
  bool operator==(const BanSet&) const = default;
};
struct BanProlonged {
  BanId ban;
  LocalDate last;
  PersonId signed_by;
  PersonId by;
  bool operator==(const BanProlonged&) const = default;
};
struct BanWithdrawn {
  BanId ban;
  std::string reason;
  PersonId by;
  bool operator==(const BanWithdrawn&) const = default;
};
/// The person may come in on one day.
struct BanExcepted {
  BanId ban;
  BanException exception;
  PersonId by;
  bool operator==(const BanExcepted&) const = default;
};
/// The calendar was held against the bans of the case: one may end soon, or be over.
struct BansLookedAt {
  bool operator==(const BansLookedAt&) const = default;
};
/// A self-scan was filled in; a duty that waits for it is done.
struct ScanKept {
  PersonId by;
  bool operator==(const ScanKept&) const = default;
};
/// A duty began (rules/duties); the file may be a new one.
struct DutyBegan {
  RuleId rule;
  int step = 1;
  int round = 1;
  PersonId concerns;  ///< see Task; then the round is counted within the file, as that of a matter is
  Moment start;
  bool operator==(const DutyBegan&) const = default;
};
/// Somebody took a paper of the case out of the house, or in the file of a year's duties a report about reports.
struct PaperMade {
  std::string what;  ///< "police.pdf", "2026.pdf"
  PersonId by;
  bool operator==(const PaperMade&) const = default;
};
/// The case is kept (S2-42); `reason` is a word of `keep_reasons`.
struct Held {
  std::string reason;
  PersonId by;
  bool operator==(const Held&) const = default;
};
/// ... and not for longer than others after all.
struct Released {
  PersonId by;
  bool operator==(const Released&) const = default;
};
/// The term of keeping ends soon. Nothing: it does not after all, because something happened to the case.
struct RemovalAnnounced {
  std::optional<Moment> at;
  bool operator==(const RemovalAnnounced&) const = default;
};
/// These tasks of the case rang. More than one when they fell due together or while the program was down (plan M12).
struct Rang {
  std::vector<TaskKey> tasks;
  bool operator==(const Rang&) const = default;
};

using Happening = std::variant<Filed, CaseOpened, FactRecorded, NotApplicable, Agreed, Postponed, HandedOver, Ordered,
                               AnswerChanged, Added, Inquired, InquiryAnswered, OwnStep, Withdrawn, PaperMade,
                               DutyBegan, Joined, BanSet, BanProlonged, BanWithdrawn, BanExcepted, BansLookedAt,
                               ScanKept, Held, Released, RemovalAnnounced, Rang, WitnessCalled, WitnessTold>;

}  // namespace meldmaat
