// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is counted in the reports of a period: each report as a row of words from closed lists, and the tables that
/// follow from many. Nobody's name, nothing that anybody wrote, no day on which something happened. Handbook §13;
/// S2-34, S2-43, S3-8; threat model C20.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/ids.hpp"
#include "bot/language.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

enum class FiguresKind {
  year,     ///< the coordinator's annual report (T41)
  council,  ///< the same for the council: no teams, no functions
  quarter,  ///< the care team's quarterly report (T40)
  team,     ///< a manager's: of the year's numbers those of the own team
  rows      ///< a row for each report, for registration elsewhere and own analysis
};

/// Which of them, about which period, in which language.
struct FiguresWanted {
  FiguresKind kind = FiguresKind::year;
  int year = 0;
  int quarter = 0;  ///< 1 to 4; 0 for all but `quarter`
  Language language = Language::nl;
  bool operator==(const FiguresWanted&) const = default;
};

/// From the first local day up to and including the last.
struct Period {
  LocalDate first;
  LocalDate last;
  bool operator==(const Period&) const = default;
};

/// What a table divides reports by. A choice question of the form is called `question` and then its id.
namespace splits {
inline constexpr std::string_view question = "question.";
inline constexpr std::string_view quarter = "quarter";    ///< in which it was reported: "1" to "4"
inline constexpr std::string_view team = "team";          ///< the team's id
inline constexpr std::string_view function = "function";  ///< the victim's, as the organisation calls it
inline constexpr std::string_view behaviour =
    "behaviour";                                      ///< what the coordinator recorded of it (T53): the fact's kind
inline constexpr std::string_view motive = "motive";  ///< likewise
inline constexpr std::string_view severity = "severity";  ///< "serious", "other"
inline constexpr std::string_view reaction = "reaction";  ///< this and the next ones: a word of `outcomes`
inline constexpr std::string_view aftercare = "aftercare";
inline constexpr std::string_view first_talk = "first_talk";
inline constexpr std::string_view second_talk = "second_talk";
inline constexpr std::string_view third_talk = "third_talk";
inline constexpr std::string_view late_check = "late_check";
inline constexpr std::string_view last_check = "last_check";
inline constexpr std::string_view decision = "decision";  ///< of police or prosecution, told to the victim
inline constexpr std::string_view damage = "damage";
inline constexpr std::string_view advance = "advance";
inline constexpr std::string_view evaluation = "evaluation";
inline constexpr std::string_view police = "police";  ///< "report", "notification", or a word of `outcomes`
inline constexpr std::string_view ban = "ban";        ///< "yes", "no"
inline constexpr std::string_view state = "state";    ///< "open", "finished"
}  // namespace splits

/// What became of a step.
namespace outcomes {
inline constexpr std::string_view in_time = "in_time";
inline constexpr std::string_view late = "late";          ///< taken after its term
inline constexpr std::string_view referred = "referred";  ///< held, and the person was led on to other help
inline constexpr std::string_view declined = "declined";  ///< offered, and the person did not want it
inline constexpr std::string_view not_needed = "not_needed";
inline constexpr std::string_view overdue = "overdue";  ///< not taken, and its term is over
inline constexpr std::string_view waiting = "waiting";  ///< not taken, and there is time left
}  // namespace outcomes

/// Other words that a report is counted under; `splits` says of which split.
namespace counted_as {
inline constexpr std::string_view serious = "serious";
inline constexpr std::string_view other = "other";
inline constexpr std::string_view report = "report";
inline constexpr std::string_view notification = "notification";
inline constexpr std::string_view yes = "yes";
inline constexpr std::string_view no = "no";
inline constexpr std::string_view open = "open";
inline constexpr std::string_view finished = "finished";
}  // namespace counted_as

/// One report as it is counted.
struct CountedReport {
  enum class About {
    employee,
    office_holder,  ///< who agreed that others are told (S2 §6.5)
    withheld        ///< only that there is one: `number` and `values` are empty
  };
  About about = About::employee;
  CaseNumber number;
  LocalDate reported;
  /// By the name of the split. A report is in each that concerns it; in that of a question under every option chosen.
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  bool operator==(const CountedReport&) const = default;
};

/// A number as it is handed out: rounded, or empty because it is hidden (rules/disclosure).
using ShownCount = std::optional<int>;

struct PublishedRow {
  std::string value;
  ShownCount count;
  bool operator==(const PublishedRow&) const = default;
};

/// The rows follow from form, organisation and protocol, never from what was reported.
struct PublishedTable {
  std::string split;
  std::vector<PublishedRow> rows;
  bool operator==(const PublishedTable&) const = default;
};

/// What is handed out of a year or a quarter: the same for everybody and for good. Numbers that followed a report
/// that is changed or withdrawn later could be taken from the earlier ones.
struct Publication {
  Moment made;  ///< the state of every step is that of this moment
  // Reports of the whole organisation in a year. Of a quarter they are hidden: its year has them.
  ShownCount total;  ///< about employees; every table divides these
  ShownCount office_holders;
  ShownCount withheld;
  std::vector<PublishedTable> tables;
  bool operator==(const Publication&) const = default;
};

/// Reports in a row of a table, now and in the period before.
struct FigureRow {
  std::string value;
  ShownCount now;
  ShownCount before;
  bool operator==(const FigureRow&) const = default;
};

struct FigureTable {
  std::string split;
  std::vector<FigureRow> rows;  ///< those with a number, in the order of the form, the organisation or the outcomes
  bool operator==(const FigureTable&) const = default;
};

/// Two publications side by side, for one reader.
struct Figures {
  FiguresWanted wanted;
  RoleId made_for;
  Moment made;
  Period period;
  Period before;
  ShownCount total;
  ShownCount total_before;
  ShownCount office_holders;
  ShownCount office_holders_before;
  ShownCount withheld;
  ShownCount withheld_before;
  std::vector<FigureTable> tables;
  bool operator==(const Figures&) const = default;
};

}  // namespace meldmaat
