// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The questions of a report, as data (forms/*.toml). The intake dialog interprets a Form; it knows no question by name
/// but the few in `form_questions`. Handbook §4 (safety first), §5 (the seven W's).
#pragma once

#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/message.hpp"

namespace meldmaat {

/// Where an answer stands in the report: the seven W's of handbook §5, the gate before them and what follows.
enum class Topic { safety, story, who, what, where, with, how, when, why, aftermath, wishes };

/// A mark an answer sets on the case: "threat", "physical", "injury", "home_visit", "danger", "manager_involved", ...
/// Rules, routing and later questions ask for flags, never for answers. The list of known flags is in bot/flags.hpp.
using Flag = std::string;

/// Holds when all of `all`, at least one of `any` (if any is listed) and none of `none` are set.
struct Condition {
  std::vector<Flag> all;
  std::vector<Flag> any;
  std::vector<Flag> none;
  bool operator==(const Condition&) const = default;
};
[[nodiscard]] bool holds(const Condition& condition, const std::vector<Flag>& flags);

struct FormOption {
  std::string id;
  std::string text;                ///< key in the catalogue
  std::vector<Flag> flags;         ///< set when chosen
  std::vector<std::string> words;  ///< lower-case words that point to this option when found in the free story
  Option::Style style = Option::Style::plain;
  bool operator==(const FormOption&) const = default;
};

struct Question {
  QuestionId id;
  Topic topic = Topic::story;
  Expects expects = Expects::text;
  bool many = false;     ///< for choices: more than one
  std::string text;      ///< key: the question itself
  std::string help;      ///< key: what "help" says here; empty: the general help
  std::string label;     ///< key: the label in the summary
  Condition only_if;     ///< asked only when it holds
  bool minimum = false;  ///< part of the minimum report (handbook §5): cannot be left for later
  std::vector<FormOption> options;
  /// Who may read the answer, handbook §2.2: "all" readers of the case, "care" (health: manager sees the work impact
  /// only).
  enum class Readers { all, care };
  Readers readers = Readers::all;
  bool operator==(const Question&) const = default;
};

/// The order of the list is the order of asking.
struct Form {
  FormRef ref;
  std::string name;  ///< key
  std::vector<Question> questions;

  [[nodiscard]] const Question* question(const QuestionId& id) const;
  bool operator==(const Form&) const = default;
};

/// The questions every form must have, because the program itself acts on their answers.
namespace form_questions {
inline const QuestionId danger{"danger"};      ///< first of all (handbook §4 rule 1)
inline const QuestionId story{"story"};        ///< the free story
inline const QuestionId kind{"kind"};          ///< what kind of incident; sets the flags routing needs
inline const QuestionId moment{"when"};        ///< the incident's moment; starts the clocks
inline const QuestionId involved{"involved"};  ///< is the manager (or counsellor) involved; excludes readers
inline const QuestionId route{"route"};        ///< manager or counsellor
}  // namespace form_questions

}  // namespace meldmaat
