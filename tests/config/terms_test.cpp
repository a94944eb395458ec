// SPDX-License-Identifier: EUPL-1.2
// Checks how lengths of time and hours of the day are written (row D10 of the bad-input table), by reading good and bad
// ones and writing the good ones back.
#include "config/terms.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

TEST(Terms, AreReadAndWrittenTheSame) {
  EXPECT_EQ(parse_term("30m"), (Term{30, Term::Unit::minutes}));
  EXPECT_EQ(parse_term("48h"), (Term{48, Term::Unit::hours}));
  EXPECT_EQ(parse_term("5d"), (Term{5, Term::Unit::days}));
  EXPECT_EQ(parse_term("2wd"), (Term{2, Term::Unit::working_days}));
  EXPECT_EQ(parse_term("0eod"), (Term{0, Term::Unit::end_of_day}));
  for (const auto* text : {"30m", "48h", "5d", "2wd", "0eod", "2147483647h"}) {
    EXPECT_EQ(write_term(parse_term(text).value()), text);
  }
}

TEST(Terms, AnythingElseIsNoTerm) {
  for (const auto* text : {"", "48", "h", "6w", "6 w", "-1h", "+1h", "1.5h", "48H", "48 h", " 48h", "48h ", "0x10h",
                           "2147483648h", "99999999999999999999h", "eod", "1hh", "1eodd"}) {
    EXPECT_EQ(parse_term(text), std::nullopt) << text;
  }
}

TEST(Terms, SpansHoldWhateverTheDay) {
  using namespace std::chrono_literals;
  EXPECT_EQ(span_of({48, Term::Unit::hours}).least, 48h);
  EXPECT_EQ(span_of({48, Term::Unit::hours}).most, 48h);
  // A calendar day lasts 23, 24 or 25 hours.
  EXPECT_EQ(span_of({1, Term::Unit::days}).least, 23h);
  EXPECT_EQ(span_of({1, Term::Unit::days}).most, 25h);
  // One working day from Thursday before Easter, with a change of the clock, is five days and an hour at most.
  EXPECT_GE(span_of({1, Term::Unit::working_days}).most, 5 * 24h);
  EXPECT_EQ(span_of({0, Term::Unit::end_of_day}).least, 0h);
  EXPECT_LT(span_of({0, Term::Unit::end_of_day}).most, 24h);
  EXPECT_GT(span_of({2147483647, Term::Unit::days}).least, longest_term);
}

TEST(Terms, HoursOfADay) {
  using namespace std::chrono_literals;
  const auto hours = parse_hours("08:30-17:30");
  ASSERT_TRUE(hours.has_value());
  EXPECT_EQ(hours->from, 8h + 30min);
  EXPECT_EQ(hours->to, 17h + 30min);
  for (const auto* text : {"", "8:30-17:30", "08:30 - 17:30", "17:30-08:30", "08:30-08:30", "08:30-24:00",
                           "08:60-17:30", "08:30", "aa:30-17:30", "08:30-17:3"}) {
    EXPECT_FALSE(parse_hours(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace meldmaat
