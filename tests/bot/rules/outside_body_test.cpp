// SPDX-License-Identifier: EUPL-1.2
// Checks roles that belong to one body only (S3-4) and the one who guides reports to the police (S3-11): who reads a
// case, who hears of what stays undone, and what stays the municipality's. How: stories in the small town.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/rules/access.hpp"
#include "bot/rules/bans.hpp"
#include "bot/rules/routing.hpp"
#include "bot/rules/scan.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::Not;

std::vector<PersonId> people_of(const Story& story) {
  std::vector<PersonId> people;
  for (const auto& reader : story.file.the_case.readers) people.push_back(reader.person);
  return people;
}

/// The team "dienst" and those below it are a body with a coordinator and a director of its own.
Municipality with_a_body() {
  auto town = fakes::small_municipality();
  town.organisation.roles.push_back({roles::coordinator, {who("jurist")}, {}, TeamId{"dienst"}});
  town.organisation.roles.push_back({roles::director, {who("afdelingshoofd")}, {}, TeamId{"dienst"}});
  return town;
}

TEST(ABody, HasRolesOfItsOwn) {
  const Story story{threat(), with_a_body()};
  EXPECT_THAT(people_of(story), Contains(who("jurist")));
  EXPECT_THAT(people_of(story), Not(Contains(who("coordinator"))));
  EXPECT_THAT(people_of(story), Not(Contains(who("directeur"))));
  EXPECT_THAT(people_of(story), Contains(who("opvang"))) << "what it has not is the municipality's";
}

TEST(ABody, HearsOfItsOwnWhatStaysUndone) {
  Story story{small_report(), with_a_body()};
  story.until("2026-10-26 12:00");
  EXPECT_TRUE(story.was_told("jurist"));
  EXPECT_TRUE(story.was_told("afdelingshoofd"));
  EXPECT_FALSE(story.was_told("directeur"));
}

TEST(ABody, LeavesTheOthersAsTheyWere) {
  auto report = threat();
  report.team = TeamId{"top"};
  const Story story{report, with_a_body()};
  EXPECT_THAT(people_of(story), Contains(who("coordinator")));
  EXPECT_THAT(people_of(story), Not(Contains(who("jurist"))));
}

TEST(ABody, DoesNotReadWhatIsTheMunicipalitys) {
  auto town = with_a_body().organisation;
  EXPECT_FALSE(sees_register(who("jurist"), town));
  EXPECT_TRUE(sees_register(who("coordinator"), town));
  EXPECT_EQ(scans_as(who("jurist"), town), std::nullopt);
}

Municipality with_a_guide() {
  auto town = fakes::small_municipality();
  town.organisation.roles.push_back({roles::police_guide, {who("jurist")}, {}});
  return town;
}

TEST(PoliceGuide, ReadsWhatGoesToThePoliceAndTakesItsSteps) {
  Story story{threat(), with_a_guide()};
  EXPECT_THAT(people_of(story), Contains(who("jurist")));
  const auto may = [&](std::string_view rule) {
    return may_act(Action::record, story.file, &story.task(rule), who("jurist"), story.now, story.town);
  };
  EXPECT_TRUE(may("T20"));
  EXPECT_FALSE(may("T16"));
  EXPECT_TRUE(may_act(Action::police_pack, story.file, nullptr, who("jurist"), story.now, story.town));
  story.records("jurist", "police_report", "employer");
  EXPECT_EQ(story.task("T20").status, Task::Status::done);
  story.until("2026-11-25 12:00");
  EXPECT_THAT(story.said_about("T24"), Contains(testing::StartsWith("due jurist")));
  EXPECT_THAT(story.said_about("T24"), Not(Contains(testing::StartsWith("due chef"))));
}

TEST(PoliceGuide, IsLeftOutOfWhatIsInConfidenceAndOfWhatIsNotForThePolice) {
  EXPECT_THAT(people_of(Story{small_report(), with_a_guide()}), Not(Contains(who("jurist"))));
  auto secret = threat();
  secret.flags.emplace_back("confidential");
  std::ranges::sort(secret.flags);
  EXPECT_THAT(people_of(Story{secret, with_a_guide()}), Not(Contains(who("jurist"))));
}

TEST(PoliceGuide, IsNotMissedWhereThereIsNone) {
  Story story{threat()};
  story.records("chef", "police_report", "employer");
  story.until("2026-11-25 12:00");
  EXPECT_THAT(story.said_about("T24"), Contains(testing::StartsWith("due chef")));
}

}  // namespace
}  // namespace meldmaat
