// SPDX-License-Identifier: EUPL-1.2
// Checks that a request about personal data in a case is answered in time (T49/3, AVG 12): who may note it, who owes
// the answer, and that neither the reporter nor a withdrawal makes anything of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bot/rules/full_story.hpp"

namespace meldmaat {
namespace {

using testing::IsEmpty;

class RightsRequest : public testing::Test {
 protected:
  RightsRequest() {
    story.file.the_case.readers.push_back(
        {fakes::who("coordinator"), roles::coordinator, "why.coordinator", PersonId{}});
  }
  std::vector<Notice> asks(std::string_view by, std::string_view what = "accused_access") {
    return story.records(by, own_facts::rights_request, what);
  }
  Story story = full_story();
};

TEST_F(RightsRequest, IsAnsweredWithin28DaysAndClimbsWhenItIsNot) {
  asks("coordinator");
  const auto& task = story.task("T49", 3);
  EXPECT_EQ(task.owner, roles::coordinator);
  EXPECT_EQ(task.due, fakes::at("2026-11-18 10:30")) << "calendar days, over a change of the clock";
  story.records("coordinator", own_facts::rights_answered, "given");
  EXPECT_EQ(story.task("T49", 3).status, Task::Status::done);
  story.now += std::chrono::hours{1};
  asks("coordinator");
  EXPECT_EQ(story.task("T49", 3, 2).status, Task::Status::open) << "somebody may ask twice";
  story.until("2026-11-21 12:00");
  const auto said = story.said_about("T49", 3);
  EXPECT_THAT(said, testing::Contains(testing::StartsWith("escalation directeur")));
}

TEST_F(RightsRequest, IsNotedByWhoAnswersThemOnly) {
  for (const auto* person : {"chef", "medewerker", "collega", "opvang", "jurist"}) {
    asks(person);
    EXPECT_FALSE(story.has("T49", 3)) << person;
  }
}

// The other side's request is nothing to the reporter.
TEST_F(RightsRequest, IsNotToldToTheReporter) {
  for (const auto& notices : {asks("coordinator"), story.records("coordinator", own_facts::rights_answered, "given")}) {
    for (const auto& line : told(notices)) {
      EXPECT_THAT(line, testing::Not(testing::HasSubstr("medewerker")));
      EXPECT_THAT(line, testing::Not(testing::HasSubstr("collega")));
    }
  }
}

TEST_F(RightsRequest, OutlivesAWithdrawalOfTheReport) {
  asks("coordinator");
  story.happens(Withdrawn{"", fakes::who("medewerker")});
  ASSERT_EQ(story.file.the_case.status, Case::Status::withdrawn);
  EXPECT_EQ(story.task("T49", 3).status, Task::Status::open);
  EXPECT_EQ(story.task("T16").status, Task::Status::withdrawn);
  story.records("coordinator", own_facts::rights_answered, "refused");
  asks("coordinator", "own_access");
  EXPECT_EQ(story.task("T49", 3, 2).status, Task::Status::open) << "what is kept can be asked for";
}

}  // namespace
}  // namespace meldmaat
