// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A municipality's follow-up rules, as data (protocols/*.toml). Handbook §8; decisions D9 and D21.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/form.hpp"
#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/organisation.hpp"

namespace meldmaat {

/// A length of time as a protocol says it. The three kinds of days are three different things (decision D9).
struct Term {
  enum class Unit {
    minutes,       ///< elapsed, also at night and over a change of the clock
    hours,         ///< elapsed
    days,          ///< calendar days: the same local time of day (D21)
    working_days,  ///< Monday to Friday without recognised holidays, the same local time of day
    end_of_day     ///< `amount` calendar days on, at the end of that local working day (17:30): "same day" is 0
  };
  int amount = 0;
  Unit unit = Unit::hours;
  bool operator==(const Term&) const = default;
};

/// What starts a task.
struct Trigger {
  enum class Kind {
    filed,     ///< the report was received
    incident,  ///< the same moment, but counted from the incident; from the report when that came after the term (Q2)
    fact,      ///< a fact of this name was recorded
    // Duties: what a role owes without a case, again and again (bot/rules/duties).
    week,      ///< a Monday
    quarter,   ///< the first of January, April, July and October
    year,      ///< the first of January
    council,   ///< a new council begins
    newcomer,  ///< somebody's first working day
    matter,    ///< somebody in office notes that it came in: a request, a data breach (T49-T51); `fact` is its name
    // Neither:
    ban_end  ///< the last day of a ban comes near: so long before it as the term says (T35)
  };
  Kind kind = Kind::filed;
  std::string fact;
  bool operator==(const Trigger&) const = default;

  /// Counts from the moment the report comes in.
  [[nodiscard]] bool of_report() const { return kind == Kind::filed || kind == Kind::incident; }
  [[nodiscard]] bool of_duty() const { return kind >= Kind::week && kind <= Kind::matter; }
};

struct Escalation {
  Term after_due;
  RoleId to;
  bool operator==(const Escalation&) const = default;
};

/// What is asked when the fact is recorded. Date and channel are asked for every fact that has them on.
struct FactAsks {
  bool moment = true;              ///< when was it done
  bool channel = false;            ///< how: letter, phone, ...
  bool number = false;             ///< a police number and the like
  std::vector<std::string> kinds;  ///< option ids; the text of one is "fact.<fact>.<kind>"
  bool note = false;               ///< free text
  bool operator==(const FactAsks&) const = default;
};

struct Rule {
  RuleId id;  ///< handbook id; a second step of the same rule has its own entry with the same id and step 2
  int step = 1;
  Trigger trigger;
  Condition only_if;
  bool from_incident = false;  ///< a fact begins it, and its term counts from the incident all the same (T17)
  Term due;
  std::vector<Term> remind;  ///< after the start, in order; may include the due moment itself
  enum class Nature {
    hard,  ///< rings at any hour
    soft   ///< rings only in office hours on working days
  };
  Nature nature = Nature::hard;
  RoleId owner;
  std::vector<Escalation> escalate;  ///< in order
  std::optional<Term> repeat;        ///< after the last of the above, again and again until someone acts
  std::string done;                  ///< the fact that ends it
  FactAsks asks;
  bool tells_reporter = false;  ///< recording the fact tells the reporter (S3-6)
  /// When done: arm the same rule again after this term, until a fact of one of `until` is recorded (T24).
  std::optional<Term> again;
  std::vector<std::string> until;
  std::optional<Term> postpone;      ///< the longest it may be put off; nothing: as the protocol says for its nature
  bool reason_needs_second = false;  ///< "not applicable" needs a second role's agreement (Q8)
  /// The task is the reporter's own, or the victim's (T32): asked, never escalated as a failing.
  bool to_reporter = false;
  std::string source;  ///< "S0 §6", for whoever reads the file
  bool operator==(const Rule&) const = default;
};

/// When a home visit without word climbs, counted from the moment that was agreed (T37).
struct VisitTerms {
  std::chrono::minutes colleague{10};
  std::chrono::minutes manager{20};
  std::chrono::minutes security{30};  ///< and the coordinator
  std::chrono::minutes repeat{10};    ///< each of them is told once more, so long after the first time
  std::chrono::minutes again{30};     ///< after all that everybody who was told, until it is over
  bool operator==(const VisitTerms&) const = default;
};

struct Protocol {
  ProtocolRef ref;
  std::string name;  ///< key
  std::vector<Rule> rules;
  /// Soft reminders ring between these, local time since midnight, on working days (handbook §8).
  Milliseconds office_opens = std::chrono::hours{8} + std::chrono::minutes{30};
  Milliseconds office_closes = std::chrono::hours{17} + std::chrono::minutes{30};
  std::vector<LocalDate> extra_holidays;  ///< beside the ones the Algemene termijnenwet names
  Term draft_nudge{24, Term::Unit::hours};
  Term draft_removed{14, Term::Unit::days};
  Term postpone_hard{3, Term::Unit::days};   ///< the longest a hard task may be put off
  Term postpone_soft{14, Term::Unit::days};  ///< the same for a soft one
  VisitTerms home_visit;
  std::vector<RoleId> danger_tells{roles::manager, roles::security};  ///< by one tap, in this order (T01)
  bool operator==(const Protocol&) const = default;

  [[nodiscard]] const Rule* rule(const RuleId& id, int step) const;
};

}  // namespace meldmaat
