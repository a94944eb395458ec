// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/figures_words.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

/// The form speaks to who reports; where that reads oddly in a table, there are words of the table's own.
std::string option_words(const Talk& talk, const Question& question, const std::string& value) {
  const auto own = "figures.option." + question.id.str() + "." + value;
  if (talk.view().municipality.texts.has(own)) return talk.text(own);
  const auto option = std::ranges::find(question.options, value, &FormOption::id);
  return option == question.options.end() ? value : talk.text(option->text);
}

}  // namespace

const Question* question_of(const Municipality& town, std::string_view split) {
  if (!split.starts_with(splits::question)) return nullptr;
  const QuestionId id{std::string{split.substr(splits::question.size())}};
  if (const auto* current = town.current_form().question(id)) return current;
  for (const auto& form : town.forms) {
    if (const auto* question = form.question(id)) return question;
  }
  return nullptr;
}

std::string split_words(const Talk& talk, std::string_view split) {
  const auto* question = question_of(talk.view().municipality, split);
  return talk.text(question == nullptr ? "figures.split." + std::string{split} : question->label);
}

std::string value_words(const Talk& talk, std::string_view split, const std::string& value) {
  const auto& town = talk.view().municipality;
  const bool of_people = split == splits::team || split == splits::function;
  if (value.empty()) return talk.text(of_people ? "figures.others" : "figures.not_known");
  if (const auto* question = question_of(town, split)) return option_words(talk, *question, value);
  if (split == splits::function) return value;
  if (split == splits::quarter) return talk.text("figures.quarter", {{"quarter", value}});
  if (split == splits::team) {
    const auto* team = town.organisation.team(TeamId{value});
    return team == nullptr ? talk.text("figures.former_team") : team->name;
  }
  if (split == splits::behaviour || split == splits::motive)
    return talk.text("fact." + std::string{split} + "." + value);
  const auto own = "figures.value." + std::string{split} + "." + value;
  return talk.text(town.texts.has(own) ? own : "figures.value." + value);
}

}  // namespace meldmaat
