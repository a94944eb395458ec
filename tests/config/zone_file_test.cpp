// SPDX-License-Identifier: EUPL-1.2
// Checks the zones read from this system's database, by holding Amsterdam against the rule of the European Union.
#include "config/zone_file.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

TEST(ZoneFile, AmsterdamFollowsTheDirectiveUpToTheEndOfTheCentury) {
  const auto result = load_zone("Europe/Amsterdam");
  ASSERT_TRUE(std::holds_alternative<Zone>(result));
  const Zone& zone = std::get<Zone>(result);
  const Zone rule = fakes::amsterdam();
  for (std::chrono::year year{2001}; year <= std::chrono::year{2099}; ++year) {
    for (const auto month : {std::chrono::March, std::chrono::October}) {
      const Moment change = fakes::change_of_clocks(year, month);
      for (const Moment moment : {change - Milliseconds{1}, change, change + std::chrono::days{60}}) {
        ASSERT_EQ(zone.to_local(moment), rule.to_local(moment)) << int{year};
        ASSERT_EQ(zone.abbreviation_at(moment), rule.abbreviation_at(moment)) << int{year};
      }
    }
  }
}

TEST(ZoneFile, SaysWhichDatabaseItCameFrom) {
  const auto result = load_zone("Europe/Amsterdam");
  ASSERT_TRUE(std::holds_alternative<Zone>(result));
  EXPECT_EQ(std::get<Zone>(result).name(), "Europe/Amsterdam");
  EXPECT_EQ(std::get<Zone>(result).database_version().substr(0, 2), "20");
}

TEST(ZoneFile, AZoneWithoutSummerTimeHasOneOffset) {
  const auto result = load_zone("Etc/UTC");
  ASSERT_TRUE(std::holds_alternative<Zone>(result));
  EXPECT_EQ(std::get<Zone>(result).changes().size(), 1U);
}

TEST(ZoneFile, AnUnknownZoneIsExplained) {
  for (const auto* name : {"Europe/Amsterdm", "europe/amsterdam"}) {
    const auto result = load_zone(name);
    ASSERT_TRUE(std::holds_alternative<NoZone>(result)) << name;
    EXPECT_EQ(std::get<NoZone>(result).nearest, "Europe/Amsterdam");
  }
  EXPECT_TRUE(std::holds_alternative<NoZone>(load_zone("")));
  EXPECT_TRUE(std::holds_alternative<NoZone>(load_zone("../../../etc/passwd")));
}

}  // namespace
}  // namespace meldmaat
