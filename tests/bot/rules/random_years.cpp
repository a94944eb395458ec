// SPDX-License-Identifier: EUPL-1.2
#include "tests/bot/rules/random_years.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "bot/publishing.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/publication.hpp"
#include "tests/bot/rules/counted_town.hpp"
#include "tests/fakes/memory_store.hpp"

namespace meldmaat {

namespace {

using About = CountedReport::About;

/// The form asks of every report what kind it was, any number of them, and where and how, one each.
const Municipality& empty_town() {
  static const auto town = [] {
    auto made = counted_town();
    for (const auto* id : {"where", "how"}) {
      Question question;
      question.id = QuestionId{id};
      question.topic = Topic::where;
      question.expects = Expects::choice;
      for (const auto* word : {"a", "b", "c", "d"}) {
        FormOption option;
        option.id = word;
        question.options.push_back(option);
      }
      std::erase_if(made.forms.front().questions, [&](const Question& other) { return other.id == question.id; });
      made.forms.front().questions.push_back(question);
    }
    return made;
  }();
  return town;
}

FiguresWanted year_of(int year) {
  return {FiguresKind::year, year, 0, Language::nl};
}

FiguresWanted quarter_of(int year, int quarter) {
  return {FiguresKind::quarter, year, quarter, Language::nl};
}

}  // namespace

RandomTown::RandomTown(std::mt19937& random) : random_(&random), town_(empty_town()) {
  auto& organisation = town_.organisation;
  organisation.teams.clear();
  for (int team = 0, teams = 1 + below(6); team < teams; ++team) {
    Team made;
    made.id = TeamId{"team" + std::to_string(team)};
    organisation.teams.push_back(made);
    for (int one = 0, people = 5 + below(20); one < people; ++one) {
      Person person;
      person.id = PersonId{made.id.str() + "." + std::to_string(one)};
      person.team = made.id;
      person.function = "f" + std::to_string(below(3));
      organisation.people.add(person);
    }
  }
}

std::vector<double> RandomTown::weights(std::size_t rows) {
  std::uniform_real_distribution<double> part{0, 1};
  const double crooked = 1 + below(6);
  std::vector<double> made;
  for (std::size_t row = 0; row < rows; ++row) made.push_back(below(5) == 0 ? 0 : std::pow(part(*random_), crooked));
  if (std::ranges::all_of(made, [](double one) { return one == 0; })) made.front() = 1;
  return made;
}

std::string RandomTown::value(const PublishedTable& table, const std::vector<double>& weights) {
  std::discrete_distribution<std::size_t> row{weights.begin(), weights.end()};
  return table.rows[row(*random_)].value;
}

std::vector<CountedReport> RandomTown::reports(int year, int least) {
  const Period whole = whole_period(year_of(year));
  auto tables = year_publication({}, whole, {}, Moment{}, town_).tables;
  for (const auto& table : quarter_publication({}, whole, Moment{}, town_).tables) tables.push_back(table);
  std::vector<std::vector<double>> crooked;
  std::vector<int> chance;
  for (const auto& table : tables) {
    crooked.push_back(weights(table.rows.size()));
    chance.push_back(below(5) == 0 ? 100 : below(100));
  }
  const int most = std::array{15, 40, 100, 200, 400}.at(static_cast<std::size_t>(below(5)));
  std::vector<CountedReport> made(static_cast<std::size_t>(least + below(most)));
  for (auto& one : made) {
    const int drawn = below(100);
    if (drawn < 15) one.about = drawn < 5 ? About::office_holder : About::withheld;
    int quarter = 1;
    for (std::size_t at = 0; at < tables.size(); ++at) {
      const auto& table = tables[at];
      const bool always = divides_all(table.split) || covers_all(table.split);
      if (!always && below(100) >= chance[at]) continue;
      auto& values = one.values[table.split];
      values.push_back(value(table, crooked[at]));
      if (covers_all(table.split) && below(3) == 0) values.push_back(value(table, crooked[at]));
      if (table.split == splits::quarter) quarter = values.front().front() - '0';
    }
    const auto month = static_cast<unsigned>(3 * (quarter - 1) + 1 + below(3));
    one.reported =
        std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{1U + static_cast<unsigned>(below(28))};
  }
  return made;
}

SeenYear RandomTown::publish(int year, std::vector<CountedReport> reports) {
  fakes::MemoryStore store{{"web"}};
  const Moment now{};
  const auto take = [&](const FiguresWanted& wanted) {
    store.begin_batch();
    const auto part = store.open_part();
    auto made = meldmaat::publish(store, town_, wanted, reports, now);
    part->keep();
    store.commit_batch();
    return made;
  };
  const auto see = [&](const FiguresWanted& wanted) {
    auto shown = take(wanted);
    auto counted = exact(shown, reports, whole_period(wanted));
    return Seen{std::move(shown), std::move(counted)};
  };
  const int withdrawn = below(3) == 0 ? below(20) : 0;
  const auto withdraw = [&] { std::erase_if(reports, [&](const CountedReport&) { return below(100) < withdrawn; }); };
  SeenYear seen;
  for (int quarter = 1; quarter <= quarters_a_year; ++quarter) {
    seen.quarters.at(static_cast<std::size_t>(quarter) - 1) = see(quarter_of(year, quarter));
    withdraw();
  }
  seen.year = see(year_of(year));
  withdraw();
  EXPECT_EQ(take(year_of(year)), seen.year.shown) << "a second copy is no other one";
  EXPECT_EQ(take(quarter_of(year, 1)), seen.quarters.front().shown);
  return seen;
}

Publication exact(const Publication& shown, const std::vector<CountedReport>& reports, const Period& period) {
  Publication made = shown;
  made.total = made.office_holders = made.withheld = 0;
  for (auto& table : made.tables) {
    for (auto& row : table.rows) row.count = 0;
  }
  for (const auto& one : reports) {
    if (one.reported < period.first || one.reported > period.last) continue;
    if (one.about == About::office_holder) ++*made.office_holders;
    if (one.about == About::withheld) ++*made.withheld;
    if (one.about != About::employee) continue;
    ++*made.total;
    for (auto& table : made.tables) {
      const auto values = one.values.find(table.split);
      if (values == one.values.end()) continue;
      const std::set<std::string> different(values->second.begin(), values->second.end());
      for (const auto& value : different) {
        const auto row = std::ranges::find(table.rows, value, &PublishedRow::value);
        if (row != table.rows.end()) ++*row->count;
      }
    }
  }
  return made;
}

}  // namespace meldmaat
