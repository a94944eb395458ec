// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <set>

#include "bot/flags.hpp"
#include "config/condition.hpp"
#include "config/form_file.hpp"

namespace meldmaat {

namespace {

/// What the program does with the answer, so what the question must be.
struct NeededQuestion {
  const QuestionId& id;
  Expects expects;
  std::string_view expects_word;
  std::string_view flag;  ///< one of the options must set it; empty: none
};
const std::array needed_questions{
    NeededQuestion{form_questions::danger, Expects::choice, "choice", flags::danger},
    NeededQuestion{form_questions::story, Expects::text, "text", {}},
    NeededQuestion{form_questions::kind, Expects::choice, "choice", {}},
    NeededQuestion{form_questions::moment, Expects::moment, "moment", {}},
    NeededQuestion{form_questions::involved, Expects::choice, "choice", flags::manager_involved},
    NeededQuestion{form_questions::route, Expects::choice, "choice", flags::confidential}};

bool sets(const Question& question, std::string_view flag) {
  return std::ranges::any_of(question.options, [&](const FormOption& option) {
    return std::ranges::find(option.flags, flag) != option.flags.end();
  });
}

void check_needed(const FormFile& file, Complaints& complaints) {
  for (const auto& needed : needed_questions) {
    const auto found = std::ranges::find_if(file.questions, [&](const auto& row) { return row.value.id == needed.id; });
    if (found == file.questions.end()) {
      complaints.mistake(file.id_place, "there is no question " + in_quotes(needed.id.str()),
                         "a [[question]] with id = " + in_quotes(needed.id.str()));
      continue;
    }
    const auto& [question, from] = *found;
    if (question.expects != needed.expects) {
      complaints.mistake(from.place("expects"),
                         "the question " + in_quotes(needed.id.str()) + " expects something else",
                         in_quotes(needed.expects_word));
    } else if (!needed.flag.empty() && !sets(question, needed.flag)) {
      complaints.mistake(
          from.place("id"),
          "no option of the question " + in_quotes(needed.id.str()) + " sets the flag " + in_quotes(needed.flag),
          "an option with flags = [" + in_quotes(needed.flag) + "]");
    }
  }
}

/// Handbook §4 rule 1: danger before anything else.
void check_danger_first(const FormFile& file, Complaints& complaints) {
  const auto danger =
      std::ranges::find_if(file.questions, [](const auto& row) { return row.value.id == form_questions::danger; });
  if (danger == file.questions.end()) return;
  if (danger != file.questions.begin()) {
    complaints.mistake(danger->from.place("id"), "the question \"danger\" is not the first",
                       "danger before anything else");
  }
  if (danger->value.only_if != Condition{}) {
    complaints.mistake(danger->from.place("only_if"), "the question \"danger\" is not asked of everybody",
                       "no only_if");
  }
}

}  // namespace

void check_form(const FormFile& file, Complaints& complaints) {
  std::set<QuestionId> seen;
  std::vector<Flag> settable;
  for (const auto& [question, from] : file.questions) {
    if (!question.id.empty() && !seen.insert(question.id).second) {
      complaints.mistake(from.place("id"), "there is already a question " + in_quotes(question.id.str()),
                         "an id that no other question has");
    }
    if (const std::string why = why_never(question.only_if, settable); !why.empty()) {
      complaints.mistake(from.place("only_if"), "nobody is ever asked " + in_quotes(question.id.str()) + ": " + why,
                         "flags that an earlier question sets");
    }
    for (const auto& option : question.options)
      settable.insert(settable.end(), option.flags.begin(), option.flags.end());
  }
  check_needed(file, complaints);
  check_danger_first(file, complaints);
}

}  // namespace meldmaat
