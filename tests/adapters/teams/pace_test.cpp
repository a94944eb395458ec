// SPDX-License-Identifier: EUPL-1.2
// Checks in made-up time that no conversation and no tenant is sent more than it takes (O11, P08).
#include "adapters/teams/pace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace meldmaat {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// The most that left within any stretch of this length.
std::size_t most_within(std::vector<nanoseconds> moments, nanoseconds stretch) {
  std::ranges::sort(moments);
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; last < moments.size(); ++last) {
    while (moments[last] - moments[first] >= stretch) ++first;
    most = std::max(most, last - first + 1);
  }
  return most;
}

TEST(Pace, OneMessageGoesAtOnce) {
  Pace pace(20);
  EXPECT_EQ(pace.reserve("a", seconds{100}), seconds{100});
}

TEST(Pace, AConversationStaysBelowWhatTeamsTakes) {
  Pace pace(1000);
  std::vector<nanoseconds> left;
  for (int count = 0; count < 100; ++count) left.push_back(pace.reserve("a", seconds{1}));
  EXPECT_LE(most_within(left, seconds{1}), 7U);
  EXPECT_LE(most_within(left, seconds{2}), 8U);
  EXPECT_LE(most_within(left, seconds{30}), 60U);
  EXPECT_EQ(left[3], seconds{1}) << "what one answer brings about goes at once";
}

TEST(Pace, FiveHundredRemindersAtOnceStayBelowTheTenantsLimit) {
  Pace pace(20);
  std::vector<nanoseconds> left;
  for (int count = 0; count < 500; ++count) left.push_back(pace.reserve(std::to_string(count), seconds{5}));
  EXPECT_LE(most_within(left, seconds{1}), 25U);
  EXPECT_LE(left.back() - left.front(), seconds{25});
}

TEST(Pace, ForgetsConversationsThatAreFree) {
  Pace pace(1'000'000);
  for (int count = 0; count < 10'000; ++count) {
    EXPECT_EQ(pace.reserve(std::to_string(count), seconds{count}), seconds{count});
  }
  EXPECT_LE(pace.remembered(), 4096U);
}

}  // namespace
}  // namespace meldmaat
