// SPDX-License-Identifier: EUPL-1.2
// Checks that a citizen service number is seen in what somebody types, and other numbers are not (plan C15). How: made
// up numbers that pass or fail the check of the number itself.
#include "dialogs/reading/citizen_number.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

TEST(CitizenNumber, IsSeenHoweverItIsWritten) {
  EXPECT_TRUE(holds_citizen_number("123456782"));
  EXPECT_TRUE(holds_citizen_number("Zijn nummer is 111222333, zei hij."));
  EXPECT_TRUE(holds_citizen_number("bsn 1234.56.782!"));
  EXPECT_TRUE(holds_citizen_number("123 456 782"));
  EXPECT_TRUE(holds_citizen_number("１２３４５６７８２")) << "full-width digits";
}

TEST(CitizenNumber, OtherNumbersAreLeftAlone) {
  EXPECT_FALSE(holds_citizen_number("123456789")) << "fails the check";
  EXPECT_FALSE(holds_citizen_number("000000000"));
  EXPECT_FALSE(holds_citizen_number("06 12345678"));
  EXPECT_FALSE(holds_citizen_number("0123456782")) << "one digit too many";
  EXPECT_FALSE(holds_citizen_number("123  456 782")) << "more than one space is another number";
  EXPECT_FALSE(holds_citizen_number("24-11-2026 om 16.40 uur"));
  EXPECT_FALSE(holds_citizen_number("1234 56 78"));
  EXPECT_FALSE(holds_citizen_number(""));
}

}  // namespace
}  // namespace meldmaat
