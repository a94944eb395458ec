// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/registration.hpp"

#include <string_view>
#include <utility>

#include "bot/rules/figures.hpp"
#include "dialogs/papers/figures_words.hpp"
#include "dialogs/papers/voice.hpp"

namespace meldmaat {

namespace {

using About = CountedReport::About;

/// The function is left out: often only one person has it.
std::vector<std::string> columns_of(const Municipality& town) {
  std::vector<std::string> columns;
  for (const auto* question : dividing_questions(town.current_form())) {
    columns.push_back(std::string{splits::question} + question->id.str());
  }
  for (const auto split : {splits::team, splits::severity, splits::reaction, splits::ban, splits::police,
                           splits::decision, splits::aftercare, splits::first_talk, splits::second_talk,
                           splits::third_talk, splits::damage, splits::state}) {
    columns.emplace_back(split);
  }
  return columns;
}

/// "2026-10"
std::string month_of(LocalDate day) {
  const auto month = std::to_string(static_cast<unsigned>(day.month()));
  return std::to_string(static_cast<int>(day.year())) + (month.size() < 2 ? "-0" : "-") + month;
}

std::string cell(const Talk& talk, const CountedReport& report, const std::string& split) {
  std::string words;
  const auto found = report.values.find(split);
  if (found == report.values.end()) return words;
  for (const auto& value : found->second)
    words.append(words.empty() ? "" : ", ").append(value_words(talk, split, value));
  return words;
}

}  // namespace

std::vector<std::vector<std::string>> registration(const std::vector<CountedReport>& reports, const Municipality& town,
                                                   Moment now) {
  const Voice voice{town, Language::nl, now};
  const auto columns = columns_of(town);
  std::vector<std::vector<std::string>> rows{
      {voice("figures.rows.number"), voice("figures.rows.month"), voice("figures.rows.about")}};
  for (const auto& split : columns) rows.front().push_back(split_words(voice.talk(), split));
  for (const auto& report : reports) {
    if (report.about == About::withheld) continue;
    const bool office = report.about == About::office_holder;
    std::vector<std::string> row{report.number.str(), month_of(report.reported),
                                 voice(office ? "figures.rows.office_holder" : "figures.rows.employee")};
    for (const auto& split : columns) row.push_back(cell(voice.talk(), report, split));
    rows.push_back(std::move(row));
  }
  rows.push_back({voice("figures.rows.left_out")});
  rows.back().resize(rows.front().size());
  return rows;
}

}  // namespace meldmaat
