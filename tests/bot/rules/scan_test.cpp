// SPDX-License-Identifier: EUPL-1.2
// Checks the self-scan: bands, what changed between two, who fills it in, and that what is counted beside it says
// nothing of a few reports. How: scans made by hand, and reports lived through under the shipped protocol.
#include "bot/rules/scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;

Scan ticking(std::initializer_list<int> points) {
  Scan scan;
  for (const int point : points) scan.ticks.at(static_cast<std::size_t>(point) - 1) = true;
  return scan;
}

TEST(ScanScore, FallsIntoThreeBands) {
  EXPECT_EQ(band_of(score_of(ticking({}))), ScanBand::low);
  EXPECT_EQ(band_of(score_of(ticking({1, 5, 10}))), ScanBand::low);
  EXPECT_EQ(band_of(score_of(ticking({1, 2, 3, 4}))), ScanBand::middle);
  EXPECT_EQ(band_of(score_of(ticking({1, 2, 3, 4, 5, 6, 7, 8}))), ScanBand::middle);
  EXPECT_EQ(band_of(score_of(ticking({2, 3, 4, 5, 6, 7, 8, 9, 10}))), ScanBand::high);
  EXPECT_EQ(score_of(ticking({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})), 10);
}

TEST(ScanScore, TellsWhichPointsWereGainedAndLost) {
  const auto change = compare(ticking({1, 2, 9}), ticking({1, 3, 10}));
  EXPECT_THAT(change.gained, ElementsAre(3, 10));
  EXPECT_THAT(change.lost, ElementsAre(2, 9));
  EXPECT_EQ(compare(ticking({4}), ticking({4})), ScanChange{});
}

TEST(ScanPeople, AreDirectorCoordinatorAndWatcherWithTheirDeputies) {
  auto town = fakes::small_town();
  town.roles.push_back({roles::watcher, {who("integriteit")}, who("jurist")});
  EXPECT_EQ(scans_as(who("coordinator"), town), roles::coordinator);
  EXPECT_EQ(scans_as(who("coordinatorvervanger"), town), roles::coordinator);
  EXPECT_EQ(scans_as(who("directeur"), town), roles::director);
  EXPECT_EQ(scans_as(who("directeurvervanger"), town), roles::director);
  EXPECT_EQ(scans_as(who("integriteit"), town), roles::watcher);
  EXPECT_EQ(scans_as(who("jurist"), town), roles::watcher);
  for (const auto* other : {"chef", "medewerker", "vertrouwenspersoon", "burgemeester", "balie", "niemand", ""}) {
    EXPECT_EQ(scans_as(who(other), town), std::nullopt) << other;
  }
}

TEST(ScanRoles, AreFilledWhenSomebodyHoldsThem) {
  const auto town = fakes::small_town();
  EXPECT_THAT(roles_for_point(4), ElementsAre(roles::counsellor, roles::coordinator, roles::watcher));
  EXPECT_THAT(roles_for_point(8), ElementsAre(roles::jurist));
  EXPECT_THAT(roles_for_point(1), IsEmpty());
  EXPECT_TRUE(is_filled(roles::jurist, town));
  EXPECT_FALSE(is_filled(roles::watcher, town));
}

/// Reports of a threat on a Monday morning, and what was done with them.
struct ScanMeasured : testing::Test {
  Municipality town = fakes::small_municipality();
  std::vector<CaseFile> files;

  Story report() {
    return Story{fakes::reported_case({"threat", "desk"}, at("2026-10-19 09:00"), at("2026-10-19 10:00"))};
  }
  void keep(const Story& story, int times = 1) {
    files.insert(files.end(), static_cast<std::size_t>(times), story.file);
  }
  void keep_reacted(std::string_view moment, int times) {
    auto story = report();
    story.until(moment);
    story.records("chef", "reaction", "spoken_warning");
    keep(story, times);
  }
  [[nodiscard]] ScanMeasures measures(std::string_view moment = "2026-11-16 12:00") {
    return measured(files, at(moment), town);
  }
};

TEST_F(ScanMeasured, NothingWithoutReports) {
  EXPECT_EQ(measures(), ScanMeasures{});
}

TEST_F(ScanMeasured, NothingOfNineReports) {
  keep_reacted("2026-10-20 10:00", 9);
  EXPECT_EQ(measures(), ScanMeasures{}) << "nine could point to one of them";
  keep_reacted("2026-10-20 10:00", 1);
  EXPECT_EQ(measures().reaction, (Share{10, 10}));
}

TEST_F(ScanMeasured, ReactionsWithinTheTermOnly) {
  keep_reacted("2026-10-20 10:00", 6);
  keep_reacted("2026-10-21 08:59", 1);
  keep_reacted("2026-10-21 09:01", 2);
  keep(report(), 3);
  EXPECT_EQ(measures().reaction, (Share{7, 12}));
  EXPECT_EQ(measures("2026-10-20 12:00").reaction, std::nullopt)
      << "what is not due yet does not count, and nine are left";
}

TEST_F(ScanMeasured, DecisionsAboutThePoliceInSeriousReports) {
  auto reported = report();
  reported.until("2026-10-19 15:00");
  reported.records("chef", "police_report", "employer");
  keep(reported, 7);
  keep(report(), 4);
  Story insult{fakes::reported_case({"verbal", "desk"}, at("2026-10-19 09:00"), at("2026-10-19 10:00"))};
  keep(insult, 20);
  EXPECT_EQ(measures().police, (Share{7, 11}));
}

TEST_F(ScanMeasured, ADecisionNotToGoToThePoliceIsOne) {
  auto declined = report();
  const auto decline = [&](std::string_view rule) {
    const auto key = declined.key(rule);
    declined.happens(NotApplicable{key, "Het slachtoffer wil dit niet.", who("chef")});
    if (declined.task(rule).status == Task::Status::open) declined.happens(Agreed{key, true, who("coordinator")});
    ASSERT_EQ(declined.task(rule).status, Task::Status::not_applicable);
  };
  decline("T22");
  auto half = declined;
  decline("T20");
  keep(declined, 10);
  keep(half, 1);
  EXPECT_EQ(measures().police, (Share{10, 11})) << "of one the report to the police is still undecided";
}

TEST_F(ScanMeasured, AftercareThatManagerOrCareTeamAskedFor) {
  auto by_manager = report();
  by_manager.until("2026-10-19 15:00");
  by_manager.records("chef", "aftercare_asked", "later");
  keep(by_manager, 5);
  auto by_team = report();
  by_team.until("2026-10-19 15:00");
  by_team.records("opvang", "first_care_talk", "held");
  keep(by_team, 3);
  keep(report(), 2);
  EXPECT_EQ(measures().aftercare, (Share{8, 10}));
}

TEST_F(ScanMeasured, NothingOfWhatWasWithdrawn) {
  keep_reacted("2026-10-20 10:00", 9);
  auto withdrawn = report();
  withdrawn.happens(Withdrawn{"vergissing", who("medewerker")});
  keep(withdrawn, 5);
  EXPECT_EQ(measures(), ScanMeasures{});
}

}  // namespace
}  // namespace meldmaat
