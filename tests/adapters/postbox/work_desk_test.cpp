// SPDX-License-Identifier: EUPL-1.2
// Work is taken once, in time, and only for a task that this program gave (docs/postbox.md, row P3).
#include "adapters/postbox/work_desk.hpp"

#include <gtest/gtest.h>

#include "adapters/system_random.hpp"

namespace meldmaat {
namespace {

struct WorkDeskTest : testing::Test {
  SystemRandom random;
  WorkDesk desk{random};
  Moment now{std::chrono::hours{500'000}};

  static std::string solved(const WorkDesk::Task& task) {
    int nonce = 0;
    while (!is_solved(task.salt, std::to_string(nonce), task.bits)) ++nonce;
    return std::to_string(nonce);
  }
};

TEST_F(WorkDeskTest, TakesASolutionOnce) {
  const auto task = desk.give(now, 8);
  const auto nonce = solved(task);
  EXPECT_TRUE(desk.take(now, task.salt, nonce));
  EXPECT_FALSE(desk.take(now, task.salt, nonce));
  EXPECT_FALSE(desk.take(now + WorkDesk::lasts, task.salt, nonce)) << "nor when the first list was put away";
}

TEST_F(WorkDeskTest, TakesNoneTooLate) {
  const auto task = desk.give(now, 8);
  EXPECT_FALSE(desk.take(now + WorkDesk::lasts + std::chrono::seconds{1}, task.salt, solved(task)));
}

TEST_F(WorkDeskTest, KnowsItsOwnTasks) {
  WorkDesk other{random};
  const auto foreign = other.give(now, 8);
  EXPECT_FALSE(desk.take(now, foreign.salt, solved(foreign)));
  auto easier = desk.give(now, 20);
  easier.salt.replace(easier.salt.find("-20-"), 4, "-1-");
  easier.bits = 1;
  EXPECT_FALSE(desk.take(now, easier.salt, solved(easier)));
  EXPECT_FALSE(desk.take(now, "", ""));
  EXPECT_FALSE(desk.take(now, "--", "1"));
  EXPECT_FALSE(desk.take(now, std::string(10'000, '1'), "1"));
}

TEST_F(WorkDeskTest, WantsTheBitsItAskedFor) {
  const auto task = desk.give(now, 12);
  int nonce = 0;
  while (is_solved(task.salt, std::to_string(nonce), task.bits)) ++nonce;
  EXPECT_FALSE(desk.take(now, task.salt, std::to_string(nonce)));
}

}  // namespace
}  // namespace meldmaat
