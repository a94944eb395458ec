// SPDX-License-Identifier: EUPL-1.2
// Checks that nobody works out a small number from all that is published of several years together (threat model C20,
// R17). How: random organisations, their years and quarters published through bot/publishing, and an attacker who has
// every one of them, knows which divisions add up to what and lie in what, how is rounded, and that a hidden row with a
// shown one below it is below ten. The ranges are narrowed until nothing changes; as the sums form a tree, that is all
// that can be known from them. Reports are withdrawn between one publication and the next in a third of the years.
//
// The attacker wins a number that is really below ten (a row, what its table adds up to, a quarter, a number that
// stands alone) when it is shown to be below ten and not every number from 0 to 9 is left: "hidden" says no less. A
// range that leaves out the truth is not won. What the attacker does not use: that a quarter hides ten at least.
//
// The controls are the same attacker against ways of publishing that meldmaat left, which have to lose.
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <iostream>
#include <numeric>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "bot/rules/disclosure.hpp"
#include "tests/bot/rules/attacker.hpp"
#include "tests/bot/rules/random_years.hpp"

namespace meldmaat {
namespace {

using Unknown = Attacker::Unknown;

/// How was published.
struct Way {
  int blur = rounded_to / 2;      ///< the number behind a shown one lies so far from it at most
  bool hides_small_only = false;  ///< then "hidden" means below ten
};

constexpr Range small{0, least_shown - 1};

Range behind(ShownCount shown, bool small_if_hidden, const Way& way) {
  if (shown) return {std::max(least_shown, *shown - way.blur), *shown + way.blur};
  return small_if_hidden ? small : Range{};
}

/// What the rows of a table can be before they are laid beside anything.
std::vector<Range> behind(const PublishedTable& table, const Way& way) {
  std::vector<Range> ranges(table.rows.size());
  bool shown_below = false;
  for (std::size_t row = table.rows.size(); row-- > 0;) {
    const auto& count = table.rows[row].count;
    ranges[row] = behind(count, shown_below || way.hides_small_only, way);
    shown_below = shown_below || count.has_value();
  }
  return ranges;
}

bool wins(Range range, int truth) {
  return truth < least_shown && range.high < least_shown && range.low <= truth && truth <= range.high && range != small;
}

struct Score {
  int tables = 0;
  int small = 0;  ///< numbers below ten
  int won = 0;
  int at_stake = 0;  ///< divisions of all reports in which some rows are shown and others hidden
  int lost = 0;      ///< of those with a row that was won
};

/// The attack on what was published of one year.
class Attack {
 public:
  Attack(const SeenYear& seen, const RandomTown& town, const Way& way, bool beside_quarters) : town_(town), way_(way) {
    const auto& [shown, exact] = seen.year;
    const auto all = target(behind(shown.total, true, way), *exact.total);
    (void)target(behind(shown.office_holders, true, way), *exact.office_holders);
    (void)target(behind(shown.withheld, true, way), *exact.withheld);
    std::vector<Unknown> quarters;
    for (std::size_t at = 0; at < shown.tables.size(); ++at) {
      auto rows = add(shown.tables[at], exact.tables[at], all);
      if (shown.tables[at].split == splits::quarter) quarters = std::move(rows);
    }
    for (std::size_t quarter = 0; quarter < seen.quarters.size() && beside_quarters; ++quarter) {
      const auto& [its_shown, its_exact] = seen.quarters.at(quarter);
      for (std::size_t at = 0; at < its_shown.tables.size(); ++at) {
        (void)add(its_shown.tables[at], its_exact.tables[at], quarters.at(quarter));
      }
    }
  }

  /// \return nothing: what was published does not fit together, because reports were withdrawn in between
  std::optional<Score> run() {
    if (!attacker_.think()) return std::nullopt;
    for (const auto& [which, truth] : targets_) {
      const auto [low, high] = attacker_.range(which);
      if (truth >= least_shown) continue;
      ++score_.small;
      if (wins({low, high}, truth)) ++score_.won;
    }
    for (const auto& rows : at_stake_) {
      const auto won = [&](std::size_t target) {
        return wins(attacker_.range(targets_[target].first), targets_[target].second);
      };
      score_.lost += std::ranges::any_of(rows, won) ? 1 : 0;
    }
    return score_;
  }

 private:
  Unknown target(Range range, int truth) {
    const auto which = attacker_.unknown(range);
    targets_.emplace_back(which, truth);
    return which;
  }
  std::vector<Unknown> add(const PublishedTable& shown, const PublishedTable& exact, Unknown all) {
    ++score_.tables;
    const auto ranges = behind(shown, way_);
    std::vector<Unknown> rows;
    int together = 0;
    for (std::size_t row = 0; row < ranges.size(); ++row) {
      rows.push_back(target(ranges[row], *exact.rows[row].count));
      together += *exact.rows[row].count;
    }
    if (town_.divides_all(shown.split)) {
      attacker_.divides(rows, all);
      note_stake(shown);
    } else if (town_.covers_all(shown.split)) {
      attacker_.covers(rows, all);
    } else {
      const auto some = target({}, together);
      attacker_.divides(rows, some);
      attacker_.lies_in(some, all);
    }
    return rows;
  }

  /// \pre the last targets are the rows of `table`
  void note_stake(const PublishedTable& table) {
    const auto shown = std::ranges::count_if(table.rows, [](const PublishedRow& row) { return row.count.has_value(); });
    if (shown == 0 || shown == std::ssize(table.rows)) return;
    auto& rows = at_stake_.emplace_back(table.rows.size());
    std::iota(rows.begin(), rows.end(), targets_.size() - rows.size());
    ++score_.at_stake;
  }

  const RandomTown& town_;
  Way way_;
  Attacker attacker_;
  std::vector<std::pair<Unknown, int>> targets_;
  std::vector<std::vector<std::size_t>> at_stake_;  ///< places in `targets_`
  Score score_;
};

void count(Score& all, const Score& one) {
  all.tables += one.tables;
  all.small += one.small;
  all.won += one.won;
  all.at_stake += one.at_stake;
  all.lost += one.lost;
}

Score attack(const SeenYear& seen, const RandomTown& town, const Way& way) {
  if (const auto score = Attack(seen, town, way, true).run()) return *score;
  return Attack(seen, town, way, false).run().value_or(Score{});
}

/// Two years of each of so many organisations. \param as what of each is shown instead; nothing: what is published
template <typename Shown>
Score play(int organisations, const Way& way, Shown as) {
  std::mt19937 random(20261123);
  Score all;
  for (int one = 0; one < organisations; ++one) {
    RandomTown town{random};
    for (const int year : {2025, 2026}) {
      auto seen = town.publish(year, town.reports(year));
      as(seen.year);
      for (auto& quarter : seen.quarters) as(quarter);
      count(all, attack(seen, town, way));
    }
  }
  testing::Test::RecordProperty("tables", all.tables);
  testing::Test::RecordProperty("small", all.small);
  testing::Test::RecordProperty("won", all.won);
  std::cout << all.won << " of " << all.small << " small numbers won, in " << all.lost << " of " << all.at_stake
            << " divisions at stake, of " << all.tables << " tables\n";
  return all;
}

constexpr auto as_published = [](Seen&) {};

/// What is below ten is hidden and nothing else.
template <bool rounds>
constexpr auto small_ones_hidden = [](Seen& seen) {
  const auto show = [](ShownCount& shown, ShownCount exact) {
    shown = disclose(*exact);
    if (shown && !rounds) shown = exact;
  };
  seen.shown = seen.exact;
  show(seen.shown.total, seen.exact.total);
  show(seen.shown.office_holders, seen.exact.office_holders);
  show(seen.shown.withheld, seen.exact.withheld);
  for (auto& table : seen.shown.tables) {
    for (auto& row : table.rows) show(row.count, row.count);
  }
};

void expect_nothing_won(int organisations, int tables) {
  const auto score = play(organisations, {}, as_published);
  EXPECT_EQ(score.won, 0) << "of " << score.small << " small numbers in " << score.tables << " tables";
  EXPECT_GE(score.tables, tables);
  EXPECT_GT(score.small, score.tables) << "otherwise there is little to win";
}

TEST(Differencing, TellsNoSmallNumberFromTenThousandTables) {
  expect_nothing_won(200, 10'000);
}

TEST(DifferencingLong, TellsNoSmallNumberOfTenThousandOrganisations) {
  expect_nothing_won(10'000, 500'000);
}

TEST(Differencing, WouldWinFromTablesThatHideSmallNumbersOnly) {
  const auto score = play(200, {.blur = rounded_to / 2, .hides_small_only = true}, small_ones_hidden<true>);
  EXPECT_GT(score.lost * 4, score.at_stake);
}

TEST(Differencing, WouldWinMoreWithoutRounding) {
  const auto rounded = play(200, {.blur = rounded_to / 2, .hides_small_only = true}, small_ones_hidden<true>);
  const auto score = play(200, {.blur = 0, .hides_small_only = true}, small_ones_hidden<false>);
  EXPECT_GT(score.lost * 2, score.at_stake);
  EXPECT_GT(score.won, rounded.won);
}

/// The rows of a table as they are after each of some moments, and what the rule shows then.
struct Series {
  std::vector<std::vector<int>> exact;
  std::vector<std::vector<Range>> known;
};

Series series_of(const std::vector<Publication>& publications, std::size_t table) {
  Series series;
  for (const auto& publication : publications) {
    std::vector<int> rows;
    for (const auto& row : publication.tables[table].rows) rows.push_back(*row.count);
    auto shown = publication.tables[table];
    const auto counts = disclose(rows, Cover::when_needed);
    for (std::size_t row = 0; row < rows.size(); ++row) shown.rows[row].count = counts[row];
    series.exact.push_back(std::move(rows));
    series.known.push_back(behind(shown, {}));
  }
  return series;
}

// A year of which one quarter more is published each time: the difference of two is that quarter.
bool loses_while_growing(const Series& series) {
  for (std::size_t row = 0; row < series.exact.front().size(); ++row) {
    Attacker attacker;
    std::vector<std::pair<Unknown, int>> more;
    std::vector<Unknown> parts;
    for (std::size_t at = 0; at < series.exact.size(); ++at) {
      const int before = at == 0 ? 0 : series.exact[at - 1][row];
      more.emplace_back(attacker.unknown({}), series.exact[at][row] - before);
      parts.push_back(more.back().first);
      attacker.divides(parts, attacker.unknown(series.known[at][row]));
    }
    if (!attacker.think()) continue;
    for (const auto& [which, truth] : more) {
      if (wins(attacker.range(which), truth)) return true;
    }
  }
  return false;
}

// A year that is counted again after every report that is withdrawn: what vanishes was ten, and is nine now.
bool loses_when_counted_again(const Series& series) {
  for (std::size_t row = 0; row < series.exact.front().size(); ++row) {
    Attacker attacker;
    std::vector<Unknown> moments;
    for (const auto& known : series.known) {
      moments.push_back(attacker.unknown(known[row]));
      if (moments.size() > 1) attacker.differ(moments[moments.size() - 2], moments.back(), 1);
    }
    if (!attacker.think()) continue;
    for (std::size_t at = 0; at < moments.size(); ++at) {
      if (wins(attacker.range(moments[at]), series.exact[at][row])) return true;
    }
  }
  return false;
}

/// \param publications the same tables at one moment after another
bool any_loses(const std::vector<Publication>& publications, bool (*loses)(const Series&)) {
  for (std::size_t table = 0; table < publications.front().tables.size(); ++table) {
    if (loses(series_of(publications, table))) return true;
  }
  return false;
}

TEST(Differencing, WouldWinFromAYearThatGrows) {
  std::mt19937 random(1);
  int lost = 0;
  constexpr int years = 100;
  for (int one = 0; one < years; ++one) {
    RandomTown town{random};
    const auto reports = town.reports(2026, 40);
    const auto shape = town.publish(2026, reports).year.shown;
    std::vector<Publication> grown;
    for (const unsigned month : {3U, 6U, 9U, 12U}) {
      const Period until{std::chrono::year{2026} / 1 / 1, std::chrono::year{2026} / std::chrono::month{month} / 30};
      grown.push_back(exact(shape, reports, until));
    }
    lost += any_loses(grown, loses_while_growing) ? 1 : 0;
  }
  EXPECT_GT(lost, years / 4);
}

TEST(Differencing, WouldWinFromAYearThatIsCountedAgain) {
  std::mt19937 random(2);
  int lost = 0;
  constexpr int years = 100;
  for (int one = 0; one < years; ++one) {
    RandomTown town{random};
    auto reports = town.reports(2026, 40);
    const auto shape = town.publish(2026, reports).year.shown;
    const Period whole{std::chrono::year{2026} / 1 / 1, std::chrono::year{2026} / 12 / 31};
    std::vector<Publication> again{exact(shape, reports, whole)};
    for (int withdrawn = 0; withdrawn < 15 && !reports.empty(); ++withdrawn) {
      reports.pop_back();
      again.push_back(exact(shape, reports, whole));
    }
    lost += any_loses(again, loses_when_counted_again) ? 1 : 0;
  }
  EXPECT_GT(lost, years / 4);
}

// Every assignment of a small table is tried: what the attacker knows is all that can be known.
TEST(Differencing, KnowsAllThatTheSumsTell) {
  std::mt19937 random(3);
  const auto drawn = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  for (int one = 0; one < 2'000; ++one) {
    std::vector<Range> given;
    for (int part = 0; part < 5; ++part) {
      const int low = drawn(4);
      given.push_back({low, low + drawn(4)});
    }
    // 0 and 1 add up to 2; 2 and 3 add up to 4.
    Attacker attacker;
    for (const auto& range : given) (void)attacker.unknown(range);
    attacker.divides({0, 1}, 2);
    attacker.divides({2, 3}, 4);
    std::vector<Range> possible(5, Range{Range::unlimited, -1});
    for (int a = given[0].low; a <= given[0].high; ++a) {
      for (int b = given[1].low; b <= given[1].high; ++b) {
        for (int d = given[3].low; d <= given[3].high; ++d) {
          const std::vector<int> all{a, b, a + b, d, a + b + d};
          const auto fits = [&](std::size_t at) { return given[at].low <= all[at] && all[at] <= given[at].high; };
          if (!fits(2) || !fits(4)) continue;
          for (std::size_t at = 0; at < all.size(); ++at) {
            possible[at] = {std::min(possible[at].low, all[at]), std::max(possible[at].high, all[at])};
          }
        }
      }
    }
    const bool any = possible.front().high >= 0;
    ASSERT_EQ(attacker.think(), any);
    for (Unknown at = 0; at < 5 && any; ++at) ASSERT_EQ(attacker.range(at), possible[at]) << at;
  }
}

}  // namespace
}  // namespace meldmaat
