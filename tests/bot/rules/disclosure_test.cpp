// SPDX-License-Identifier: EUPL-1.2
// Checks which numbers of one division are shown: none below ten, 0 among them, none that can be worked out from the
// others and from the sum, and what is shown is rounded. How: examples, and random divisions against somebody who knows
// the rule, the exact sum and the exact number behind everything that is shown.
#include "bot/rules/disclosure.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

namespace meldmaat {
namespace {

using Shown = std::vector<ShownCount>;
constexpr auto hidden = std::nullopt;

Shown shown(const std::vector<int>& rows, Cover cover = Cover::when_needed) {
  return disclose(rows, cover);
}

TEST(SmallNumbers, AreHiddenWhenTheyStandAlone) {
  for (const int few : {0, 1, 9}) EXPECT_EQ(disclose(few), hidden) << few;
  EXPECT_EQ(disclose(10), 10);
}

TEST(SmallNumbers, AreHiddenAndSoIsWhatWouldGiveThemAway) {
  EXPECT_EQ(shown({10, 25, 17}), (Shown{10, 25, 15}));
  EXPECT_EQ(shown({20, 3, 17}), (Shown{20, hidden, hidden})) << "one hidden row could be worked out";
  EXPECT_EQ(shown({20, 3, 30, 0}), (Shown{20, hidden, hidden, hidden})) << "two of 3 add up to 3";
  EXPECT_EQ(shown({20, 3, 30, 8}), (Shown{20, hidden, 30, hidden})) << "and two of 11 to 11";
  EXPECT_EQ(shown({40, 0}), (Shown{hidden, hidden})) << "that there is none is hidden as well";
  EXPECT_EQ(shown({4, 4, 4}), (Shown{hidden, hidden, hidden}));
  EXPECT_EQ(shown({40}), (Shown{40}));
  EXPECT_EQ(shown({}), Shown{});
}

TEST(SmallNumbers, LieUnderACoverAlsoWhenThereIsNone) {
  EXPECT_EQ(shown({20, 30, 40}, Cover::always), (Shown{20, hidden, hidden}));
  EXPECT_EQ(shown({20, 3, 40}, Cover::always), (Shown{20, hidden, hidden}));
  EXPECT_EQ(shown({40}, Cover::always), (Shown{hidden}));
}

TEST(SmallNumbers, AreRoundedToTheNearestFive) {
  EXPECT_EQ(shown({12, 13, 17, 18}), (Shown{10, 15, 15, 20}));
  for (int count = least_shown; count < 200; ++count) {
    const int number = disclose(count).value();
    EXPECT_EQ(number % rounded_to, 0);
    EXPECT_LE(least_behind(number), count);
  }
}

std::vector<int> drawn() {
  return *rc::gen::nonEmpty(
      rc::gen::container<std::vector<int>>(rc::gen::oneOf(rc::gen::inRange(0, 10), rc::gen::inRange(0, 40))));
}

// He tries every number that a hidden row may hold, and whether the rule would then show the same. What he may always
// learn is that a row is below ten; he must not be able to leave out any number from 0 to 9.
TEST(SmallNumbers, CanNeverBeWorkedOutFromTheRest) {
  const bool held = rc::check("every number below ten stays possible", [] {
    const auto rows = drawn();
    const auto cover = *rc::gen::element(Cover::when_needed, Cover::always);
    const auto seen = disclose(rows, cover);
    int together = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) together += seen[at] ? 0 : rows[at];
    RC_PRE(together >= least_shown);
    for (std::size_t target = 0; target + 1 < rows.size(); ++target) {
      if (seen[target]) continue;
      for (int number = 0; number < least_shown; ++number) {
        auto other = rows;
        for (std::size_t at = 0; at < rows.size(); ++at) other[at] = seen[at] ? rows[at] : 0;
        other[target] = number;
        other.back() = together - number;
        RC_ASSERT(disclose(other, cover) == seen);
      }
    }
  });
  EXPECT_TRUE(held);
}

TEST(SmallNumbers, ShareWithTheCoverTenOrMore) {
  const bool held = rc::check("two rows and ten, or nothing is shown at all", [] {
    const auto rows = drawn();
    const auto seen = disclose(rows, *rc::gen::element(Cover::when_needed, Cover::always));
    int gone = 0;
    int together = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      RC_ASSERT(!seen[at] || rows[at] >= least_shown);
      gone += seen[at] ? 0 : 1;
      together += seen[at] ? 0 : rows[at];
    }
    const bool nothing_shown = gone == static_cast<int>(rows.size());
    RC_ASSERT(gone == 0 || nothing_shown || (gone > 1 && together >= least_shown));
    RC_ASSERT(gone == 0 || !seen.back());  // the cover
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace meldmaat
