// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What was reported and all that follows. A case outlives every conversation; it changes only through
/// rules/follow_up, and every change is also an Entry that is never altered.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/ban.hpp"
#include "bot/form.hpp"
#include "bot/ids.hpp"
#include "bot/message.hpp"
#include "bot/moment.hpp"
#include "bot/state.hpp"

namespace meldmaat {

/// When it happened, as far as the victim knows. `about` is kept and shown: no false precision (handbook §5).
struct IncidentMoment {
  Moment at;  ///< the day's start, local, when no time of day is known
  bool time_known = true;
  bool about = false;
  std::string said;  ///< the literal words
  bool operator==(const IncidentMoment&) const = default;
};

/// The incident's moment as the value of an answer: "<milliseconds since 1970, UTC>,<time or day>,<about or exact>".
[[nodiscard]] std::string answer_value(const IncidentMoment& moment);
/// Back again; `said` is the answer's. Empty when the person does not know, or when the value is no moment.
[[nodiscard]] std::optional<IncidentMoment> incident_moment(const Answer& answer);

/// Whether this is no report but the file of what the municipality ("J2026"; "J2026.2" began after the rules changed)
/// or a team of it ("J2026-burgerzaken") owes itself in a year (bot/rules/duties): the same steps and history, and no
/// reporter.
[[nodiscard]] bool holds_duties(const CaseNumber& number);

/// Somebody who may read the case, in which role and why (key of a text: "why.manager", "why.stands_in", ...).
struct Reader {
  PersonId person;
  RoleId role;
  std::string why;
  PersonId standing_in_for;  ///< empty: nobody
  bool operator==(const Reader&) const = default;
};

/// A step that was taken, as its owner recorded it.
struct Fact {
  std::string name;  ///< "reaction", "talk_held", "police_report", ...
  RuleId rule;       ///< the task it ended, when it ended one
  int step = 1;
  Moment happened;  ///< when the step was taken
  bool about = false;
  std::string kind;     ///< one of the rule's kinds
  std::string channel;  ///< how
  std::string number;   ///< police number and the like
  std::string note;
  PersonId by;
  Moment recorded;
  bool operator==(const Fact&) const = default;
};

/// One question that manager or counsellor asked the reporter, and the reporter's answer.
struct Inquiry {
  PersonId from;
  std::string question;
  Moment asked;
  std::string answer;  ///< empty until answered
  std::optional<Moment> answered;
  bool operator==(const Inquiry&) const = default;
};

/// An addition after filing, of the reporter or of the victim, whose words stand beside the reporter's and never take
/// their place; the reporter corrects the answers themselves, with a trace in the entries.
struct Addition {
  PersonId by;
  Moment at;
  std::string text;
  bool operator==(const Addition&) const = default;
};

/// Somebody who saw it was asked to tell: whoever has the code gives one statement, and sees nothing of the case
/// (S0-10).
struct WitnessCall {
  std::string secret;  ///< of the code (bot/witness_code.hpp); empty where it is shown to anybody
  PersonId by;         ///< who asked
  Moment asked;
  Moment until;      ///< from then on the code opens nothing
  PersonId witness;  ///< empty until the statement is there
  std::string text;  ///< the statement, in the witness's own words
  std::optional<Moment> told;
  bool operator==(const WitnessCall&) const = default;
};

/// Why a case is kept for longer than the municipality keeps others.
namespace keep_reasons {
inline constexpr std::string_view claim = "claim";          ///< damage or harm, now or later in life (S2 §7.4)
inline constexpr std::string_view procedure = "procedure";  ///< the police, a court or an objection is at it
inline constexpr std::string_view wish = "wish";            ///< the reporter or the victim wants it
}  // namespace keep_reasons

/// The case is kept until somebody lets it go (S2-42).
struct Hold {
  PersonId by;
  Moment at;
  std::string reason;  ///< a word of `keep_reasons`
  bool operator==(const Hold&) const = default;
};

struct Case {
  CaseNumber number;
  ProtocolRef protocol;
  FormRef form;
  IncidentMoment incident;
  Moment reported;
  PersonId reporter;
  PersonId victim;                        ///< empty when the victim is not in the organisation or not named
  TeamId team;                            ///< whose manager owns the case; the victim's, else the reporter's
  std::vector<Flag> flags;                ///< sorted, no doubles
  std::map<std::string, Answer> answers;  ///< by question id
  std::vector<Attachment> evidence;
  std::vector<Reader> readers;
  std::vector<PersonId> excluded;  ///< never readers, also not as deputies (handbook §2.2)
  std::vector<Fact> facts;
  std::vector<Inquiry> inquiries;
  std::vector<Addition> additions;
  std::vector<WitnessCall> calls;
  CaseNumber series;      ///< the first report about the same person, when somebody joined this one to it
  std::vector<Ban> bans;  ///< that followed from it, oldest first
  enum class Status { open, withdrawn, closed };
  Status status = Status::open;
  std::optional<Moment> opened;  ///< when the first reader opened it
  std::optional<Hold> hold;
  std::optional<Moment> leaves;  ///< from when it may be removed; set when that was announced (rules/retention)
  bool operator==(const Case&) const = default;

  [[nodiscard]] bool has(std::string_view flag) const;
  /// It is this person's own: the reporter's, or the victim's. In confidence the reporter decides who knows that there
  /// is a report, also when a colleague is the victim; and it is nobody's who is excluded (handbook §2.2).
  [[nodiscard]] bool is_of(const PersonId& person) const;
  [[nodiscard]] const Fact* fact(std::string_view name) const;  ///< the latest of that name
};

/// One line of a case's history; written once, never changed.
struct Entry {
  Moment at;
  PersonId by;         ///< empty: meldmaat itself
  std::string what;    ///< a word from a closed list: "filed", "opened", "fact", "postponed", "changed", ...
  std::string detail;  ///< JSON-free text: the rule, the question id and the old value, the reason
  bool operator==(const Entry&) const = default;
};

}  // namespace meldmaat
