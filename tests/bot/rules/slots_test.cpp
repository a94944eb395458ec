// SPDX-License-Identifier: EUPL-1.2
// The hours at which the anonymous postbox shows what came in (threat model §6.5), and the week that is kept of them.
#include "bot/rules/slots.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;

TEST(Slots, AreAtTenAndThreeOnWorkingDays) {
  const auto town = fakes::small_municipality();
  const std::vector<Moment> wanted{at("2026-11-20 15:00"), at("2026-11-23 10:00"), at("2026-11-23 15:00")};
  EXPECT_EQ(next_slots(at("2026-11-20 10:00"), 3, town), wanted) << "the slot of this minute has passed";
}

TEST(Slots, PassOverHolidays) {
  const auto town = fakes::small_municipality();
  const std::vector<Moment> wanted{at("2026-12-28 10:00")};
  EXPECT_EQ(next_slots(at("2026-12-24 15:00"), 1, town), wanted) << "Christmas, then a weekend";
  EXPECT_EQ(last_slot(at("2026-12-28 09:59"), town), at("2026-12-24 15:00"));
  EXPECT_EQ(last_slot(at("2026-12-28 10:00"), town), at("2026-12-28 10:00"));
}

TEST(Slots, KeepTheLocalHourWhenTheClockChanges) {
  const auto town = fakes::small_municipality();
  const std::vector<Moment> wanted{at("2026-10-26 10:00")};
  EXPECT_EQ(next_slots(at("2026-10-23 15:00"), 1, town), wanted);
  EXPECT_EQ(at("2026-10-26 10:00") - at("2026-10-23 10:00"), std::chrono::hours{73});
}

TEST(Slots, NameTheWeekByIso8601) {
  using namespace std::chrono;
  EXPECT_EQ(iso_week(2026y / November / 23), "2026-W48");
  EXPECT_EQ(iso_week(2027y / January / 3), "2026-W53") << "a Sunday";
  EXPECT_EQ(iso_week(2027y / January / 4), "2027-W01");
  EXPECT_EQ(iso_week(2024y / December / 30), "2025-W01");
  EXPECT_EQ(iso_week(2026y / January / 1), "2026-W01");
}

}  // namespace
}  // namespace meldmaat
