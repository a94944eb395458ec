// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/publication.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "bot/rules/disclosure.hpp"
#include "bot/rules/figures.hpp"
#include "bot/rules/figures_period.hpp"

namespace meldmaat {

namespace {

using About = CountedReport::About;
using Reports = std::vector<const CountedReport*>;
using Words = std::initializer_list<std::string_view>;

/// Of a quarter, and of nothing else.
constexpr std::array quarter_splits{splits::first_talk, splits::second_talk, splits::third_talk, splits::late_check,
                                    splits::last_check};
constexpr std::array recorded_kinds{splits::behaviour, splits::motive};

Reports within(const std::vector<CountedReport>& reports, const Period& period, About about) {
  Reports found;
  for (const auto& one : reports) {
    const bool inside = one.reported >= period.first && one.reported <= period.last;
    if (inside && one.about == about) found.push_back(&one);
  }
  return found;
}

/// A split by what people are part of: there a number says something of each of them.
bool is_of_people(std::string_view split) {
  return split == splits::team || split == splits::function;
}

/// The rows of a split, from what everybody may know. What is in none of them lies in the last.
struct Rows {
  std::vector<std::string> values;
  Cover cover = Cover::when_needed;
};

Rows rows_of(Words words) {
  Rows rows;
  for (const auto word : words) rows.values.emplace_back(word);
  return rows;
}

/// Teams or functions of at least `least_shown` people, and the others.
Rows rows_of_people(std::string_view split, const Organisation& organisation) {
  std::map<std::string, int> sizes;
  for (const auto& person : organisation.people) {
    if (!person.office_holder) ++sizes[split == splits::team ? person.team.str() : person.function];
  }
  std::vector<std::string> known;
  if (split == splits::team) {
    for (const auto& team : organisation.teams) known.push_back(team.id.str());
  } else {
    for (const auto& [name, size] : sizes) known.push_back(name);
  }
  Rows rows;
  int others = 0;
  for (const auto& [name, size] : sizes) others += name.empty() || size < least_shown ? size : 0;
  for (const auto& name : known) {
    if (!name.empty() && sizes[name] >= least_shown) rows.values.push_back(name);
  }
  rows.values.emplace_back();
  if (others < least_shown) rows.cover = Cover::always;
  return rows;
}

Rows rows_of_kinds(std::string_view fact, const std::vector<Rule>& rules) {
  Rows rows;
  for (const auto& rule : rules) {
    if (rule.done != fact) continue;
    for (const auto& kind : rule.asks.kinds) {
      if (std::ranges::find(rows.values, kind) == rows.values.end()) rows.values.push_back(kind);
    }
  }
  rows.values.emplace_back();
  return rows;
}

Rows rows_of(std::string_view split, const Municipality& municipality) {
  using namespace counted_as;
  using namespace outcomes;
  if (is_of_people(split)) return rows_of_people(split, municipality.organisation);
  if (split == splits::quarter) return rows_of({"1", "2", "3", "4"});
  if (split == splits::severity) return rows_of({serious, other});
  if (split == splits::ban) return rows_of({yes, no});
  if (split == splits::police) return rows_of({report, notification, overdue, waiting, not_needed});
  if (std::ranges::find(recorded_kinds, split) != recorded_kinds.end()) {
    return rows_of_kinds(split, municipality.current_protocol().rules);
  }
  for (const auto* question : dividing_questions(municipality.current_form())) {
    if (question_split(*question) != split) continue;
    Rows rows;
    for (const auto& option : question->options) rows.values.push_back(option.id);
    rows.values.emplace_back();
    return rows;
  }
  return rows_of({in_time, late, overdue, referred, declined, waiting, not_needed});
}

PublishedTable table_of(const Reports& reports, std::string_view split, const Rows& rows) {
  std::vector<int> counts(rows.values.size());
  for (const auto* one : reports) {
    const auto found = one->values.find(split);
    if (found == one->values.end()) continue;
    std::vector<bool> in(counts.size());
    for (const auto& value : found->second) {
      const auto at = std::ranges::find(rows.values, value) - rows.values.begin();
      in[std::min(static_cast<std::size_t>(at), in.size() - 1)] = true;
    }
    for (std::size_t row = 0; row < in.size(); ++row) counts[row] += in[row] ? 1 : 0;
  }
  const auto shown = disclose(counts, rows.cover);
  PublishedTable table{std::string{split}, {}};
  for (std::size_t row = 0; row < counts.size(); ++row) table.rows.push_back({rows.values[row], shown[row]});
  return table;
}

std::vector<std::string> year_splits(const Municipality& municipality) {
  std::vector<std::string> wanted;
  const auto add = [&](Words more) {
    for (const auto split : more) wanted.emplace_back(split);
  };
  add({splits::quarter});
  for (const auto* question : dividing_questions(municipality.current_form()))
    wanted.push_back(question_split(*question));
  add({splits::team});
  const auto& people = municipality.organisation.people;
  if (std::ranges::any_of(people, [](const Person& person) { return !person.function.empty(); })) {
    add({splits::function});
  }
  const auto& rules = municipality.current_protocol().rules;
  for (const auto split : recorded_kinds) {
    if (std::ranges::find(rules, split, &Rule::done) != rules.end()) add({split});
  }
  add({splits::severity, splits::reaction, splits::aftercare, splits::police, splits::decision, splits::ban,
       splits::damage, splits::advance, splits::evaluation});
  return wanted;
}

/// The least number of different reports that somebody can read from a publication of a quarter.
int least_in(const Publication& quarter) {
  int most = 0;
  for (const auto& table : quarter.tables) {
    int together = 0;
    for (const auto& row : table.rows) together += row.count ? least_behind(*row.count) : 0;
    most = std::max(most, together);
  }
  return most;
}

void hide_all(PublishedTable& table) {
  for (auto& row : table.rows) row.count.reset();
}

/// Hides what would leave fewer than ten beside what was published of the quarters.
void keep_apart(Publication& year, const Reports& reports, const std::vector<Publication>& quarters) {
  int left = static_cast<int>(reports.size());
  bool any = false;
  bool each_leaves_ten = true;
  for (std::size_t at = 0; at < quarters.size(); ++at) {
    const int known = least_in(quarters[at]);
    if (known == 0) continue;
    any = true;
    left -= known;
    const auto in_quarter = std::ranges::count_if(
        reports, [&](const CountedReport* one) { return quarter_of(one->reported) == static_cast<int>(at) + 1; });
    each_leaves_ten = each_leaves_ten && in_quarter - known >= least_shown;
  }
  for (auto& table : year.tables) {
    if ((any && left < least_shown) || (table.split == splits::quarter && !each_leaves_ten)) hide_all(table);
  }
  if (any && left < least_shown) year.total.reset();
}

}  // namespace

Publication quarter_publication(const std::vector<CountedReport>& reports, const Period& period, Moment now,
                                const Municipality& municipality) {
  Publication made{now, {}, {}, {}, {}};
  const auto employees = within(reports, period, About::employee);
  for (const auto split : quarter_splits) {
    auto rows = rows_of(split, municipality);
    rows.cover = Cover::always;
    made.tables.push_back(table_of(employees, split, rows));
  }
  return made;
}

Publication year_publication(const std::vector<CountedReport>& reports, const Period& period,
                             const std::vector<Publication>& quarters, Moment now, const Municipality& municipality) {
  const auto number = [&](About about) { return disclose(static_cast<int>(within(reports, period, about).size())); };
  Publication made{now, number(About::employee), number(About::office_holder), number(About::withheld), {}};
  const auto employees = within(reports, period, About::employee);
  for (const auto& split : year_splits(municipality)) {
    made.tables.push_back(table_of(employees, split, rows_of(split, municipality)));
  }
  keep_apart(made, employees, quarters);
  return made;
}

Figures side_by_side(const Publication& now, const Publication& before, const FiguresWanted& wanted,
                     const RoleId& made_for) {
  const auto period = whole_period(wanted);
  Figures figures{wanted,
                  made_for,
                  now.made,
                  period,
                  whole_period(wanted_before(wanted)),
                  now.total,
                  before.total,
                  now.office_holders,
                  before.office_holders,
                  now.withheld,
                  before.withheld,
                  {}};
  for (const auto& table : now.tables) {
    if (wanted.kind == FiguresKind::council && is_of_people(table.split)) continue;
    FigureTable made{table.split, {}};
    for (const auto& row : table.rows) made.rows.push_back({row.value, row.count, {}});
    const auto earlier = std::ranges::find(before.tables, table.split, &PublishedTable::split);
    for (const auto& row : earlier == before.tables.end() ? std::vector<PublishedRow>{} : earlier->rows) {
      const auto same = std::ranges::find(made.rows, row.value, &FigureRow::value);
      if (same == made.rows.end()) {
        made.rows.push_back({row.value, {}, row.count});
      } else {
        same->before = row.count;
      }
    }
    std::erase_if(made.rows, [](const FigureRow& row) { return !row.now && !row.before; });
    figures.tables.push_back(std::move(made));
  }
  return figures;
}

Figures of_teams(Figures figures, const std::vector<TeamId>& teams) {
  figures.total = figures.total_before = {};
  figures.office_holders = figures.office_holders_before = {};
  figures.withheld = figures.withheld_before = {};
  std::erase_if(figures.tables, [](const FigureTable& table) { return table.split != splits::team; });
  for (auto& table : figures.tables) {
    std::erase_if(table.rows,
                  [&](const FigureRow& row) { return std::ranges::find(teams, TeamId{row.value}) == teams.end(); });
  }
  return figures;
}

Trend trend_of(ShownCount now, ShownCount before) {
  if (!now || !before) return Trend::unclear;
  const int more = *now - *before;
  const bool by_chance = more * more <= 4 * (*now + *before);
  if (by_chance) return Trend::same;
  return more > 0 ? Trend::up : Trend::down;
}

}  // namespace meldmaat
