// SPDX-License-Identifier: EUPL-1.2
// Checks the words in which a moment is said; that they are read back the same is round_trip_test.cpp.
#include "dialogs/phrases/say_when.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/dialogs/phrases/written.hpp"

namespace meldmaat::phrases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const LocalDate tuesday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{17}};
const Milliseconds half_past_eight = hours{20} + minutes{30};

struct Saying {
  WhenReading reading;
  std::string_view dutch;
  std::string_view english;
};

TEST(SayWhen, says_no_more_than_was_meant) {
  const std::array sayings{
      Saying{{tuesday, {}, {}, {}, false}, "dinsdag 17 november 2026", "Tuesday 17 November 2026"},
      Saying{{tuesday, {}, {}, {}, true}, "rond dinsdag 17 november 2026", "around Tuesday 17 November 2026"},
      Saying{{tuesday, half_past_eight, {}, {}, true},
             "dinsdag 17 november 2026, rond 20.30 uur",
             "Tuesday 17 November 2026, around 20:30"},
      Saying{{tuesday, hours{9}, {}, {}, false},
             "dinsdag 17 november 2026, om 09.00 uur",
             "Tuesday 17 November 2026, at 09:00"},
      Saying{{tuesday, hours{23}, hours{25}, {}, false},
             "dinsdag 17 november 2026, tussen 23.00 en 01.00 uur",
             "Tuesday 17 November 2026, between 23:00 and 01:00"},
      Saying{{tuesday, hours{14}, hours{15}, {}, true},
             "dinsdag 17 november 2026, ongeveer tussen 14.00 en 15.00 uur",
             "Tuesday 17 November 2026, roughly between 14:00 and 15:00"},
      Saying{{tuesday, {}, {}, DayPart::evening, true},
             "dinsdag 17 november 2026, in de avond",
             "Tuesday 17 November 2026, in the evening"},
      Saying{{tuesday, {}, {}, DayPart::night, true},
             "in de nacht van maandag 16 november op dinsdag 17 november 2026",
             "in the night of Monday 16 November to Tuesday 17 November 2026"},
  };
  for (const Saying& saying : sayings) {
    EXPECT_EQ(say_when(saying.reading, Language::nl), saying.dutch);
    EXPECT_EQ(say_when(saying.reading, Language::en), saying.english);
  }
}

TEST(SayWhen, helps_with_yesterday_when_read_back) {
  const WhenReading reading{tuesday, half_past_eight, {}, {}, true};
  const auto said = [&](const char* now) { return say_when(reading, Language::nl, wall_clock(now)); };
  EXPECT_EQ(said("2026-11-17 23:00"), "vandaag, dinsdag 17 november 2026, rond 20.30 uur");
  EXPECT_EQ(said("2026-11-18 00:01"), "gisteren, dinsdag 17 november 2026, rond 20.30 uur");
  EXPECT_EQ(said("2026-11-19 10:00"), "dinsdag 17 november 2026, rond 20.30 uur");
  EXPECT_EQ(said("2026-11-16 10:00"), "morgen, dinsdag 17 november 2026, rond 20.30 uur");
}

TEST(SayWhen, does_not_mix_yesterday_with_a_night_or_a_rough_day) {
  const LocalMoment now = wall_clock("2026-11-18 10:00");
  EXPECT_EQ(say_when({tuesday, {}, {}, {}, true}, Language::en, now), "around Tuesday 17 November 2026");
  EXPECT_EQ(say_when({tuesday, {}, {}, DayPart::night, true}, Language::en, now),
            "in the night of Monday 16 November to Tuesday 17 November 2026");
}

}  // namespace
}  // namespace meldmaat::phrases
