// SPDX-License-Identifier: EUPL-1.2
// Checks when a file is tried again and when it is given up: the whole life of one that never comes.
#include "bot/errand.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

const Moment start{std::chrono::hours{500000}};

TEST(Errand, IsNobodyElsesWhileItIsUnderWay) {
  const Errand begun = begin_attempt({}, start);
  EXPECT_EQ(begun.attempts, 1);
  EXPECT_EQ(begun.not_before, start + errand_lasts);
}

TEST(Errand, IsTriedMoreAndMoreRarelyAndGivenUpBeforeALinkIsOld) {
  Errand errand;
  Moment now = start;
  Milliseconds pause{0};
  int tries = 0;
  for (;;) {
    errand = begin_attempt(std::move(errand), now);
    ++tries;
    const auto again = try_again(errand, now);
    if (!again) break;
    EXPECT_GT(again->not_before - now, pause);
    pause = again->not_before - now;
    now = again->not_before;
    errand = *again;
  }
  EXPECT_EQ(tries, most_errand_attempts);
  EXPECT_GT(now - start, std::chrono::minutes{2});
  EXPECT_LT(now - start, std::chrono::minutes{5});
}

}  // namespace
}  // namespace meldmaat
