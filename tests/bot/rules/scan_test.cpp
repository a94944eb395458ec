// SPDX-License-Identifier: EUPL-1.2
// Checks the self-scan: bands, what changed between two, who fills it in, and that what is counted beside it says
// nothing that the annual report hides. How: scans and annual reports made by hand.
#include "bot/rules/scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

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

/// An annual report with these rows in it.
struct ScanMeasured : testing::Test {
  Publication year = [] {
    Publication made;
    made.total = 60;
    made.tables = {{"severity", {{"serious", 25}, {"other", std::nullopt}}},
                   {"police", {{"report", 10}, {"notification", 15}, {"overdue", 30}, {"not_needed", std::nullopt}}},
                   {"reaction", {{"in_time", 40}, {"late", 20}}},
                   {"aftercare", {{"in_time", 30}, {"late", 10}, {"overdue", 15}}}};
    return made;
  }();
};

TEST_F(ScanMeasured, IsWhatTheAnnualReportShows) {
  const auto measures = measured(year);
  EXPECT_EQ(measures.police, (Share{25, 25}));
  EXPECT_EQ(measures.reaction, (Share{40, 60})) << "within the term only";
  EXPECT_EQ(measures.aftercare, (Share{40, 60})) << "also when it was asked late";
}

TEST_F(ScanMeasured, IsNothingThatTheAnnualReportHides) {
  EXPECT_EQ(measured(Publication{}), ScanMeasures{});
  year.tables.at(0).rows.at(0).count.reset();
  year.tables.at(2).rows.at(0).count.reset();
  EXPECT_EQ(measured(year).police, std::nullopt);
  EXPECT_EQ(measured(year).reaction, std::nullopt);
  year.total.reset();
  EXPECT_EQ(measured(year), ScanMeasures{});
}

}  // namespace
}  // namespace meldmaat
