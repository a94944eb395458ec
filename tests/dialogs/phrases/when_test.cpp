// SPDX-License-Identifier: EUPL-1.2
// Checks what the phrase files cannot show: a day or a time asked for alone, the moment terms are counted from, the
// names of refusals, and long texts.
#include "dialogs/phrases/when.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "tests/dialogs/phrases/written.hpp"

namespace meldmaat::phrases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const LocalMoment now = wall_clock("2026-11-18 14:05");
const LocalDate tuesday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{17}};
const LocalDate today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{18}};

std::string date(std::string_view text, Language language = Language::nl) {
  return written(read_date(text, now, language));
}

std::string time(std::string_view text, LocalDate day = tuesday, Language language = Language::nl) {
  return written(read_time_of_day(text, day, now, language));
}

TEST(ReadDate, leaves_the_time_out) {
  EXPECT_EQ(date("gisteren om kwart over 3"), "= 2026-11-17");
  EXPECT_EQ(date("rond 3 uur gisteren"), "= 2026-11-17");
  EXPECT_EQ(date("yesterday evening", Language::en), "= 2026-11-17");
  EXPECT_EQ(date("3 weken geleden"), "~ 2026-10-28");
  EXPECT_EQ(date("last night", Language::en), "? = 2026-11-17; = 2026-11-18");
}

TEST(ReadDate, takes_a_dotted_number_for_a_date) {
  EXPECT_EQ(date("10.11"), "= 2026-11-10");
}

TEST(ReadDate, asks_which_day_when_only_a_time_is_said) {
  EXPECT_EQ(date("half drie"), "! which_day");
  EXPECT_EQ(date("'s middags"), "! which_day");
  EXPECT_EQ(date("weet ik niet"), "! unclear");
  EXPECT_EQ(date("13.45"), "! which_day");
}

TEST(ReadTimeOfDay, takes_a_number_for_an_hour) {
  EXPECT_EQ(time("3"), "? = 2026-11-17 15:00; = 2026-11-17 03:00");
  EXPECT_EQ(time("15"), "= 2026-11-17 15:00");
  EXPECT_EQ(time("08"), "= 2026-11-17 08:00");
  EXPECT_EQ(time("drie"), "? = 2026-11-17 15:00; = 2026-11-17 03:00");
  EXPECT_EQ(time("10.11"), "= 2026-11-17 10:11");
  EXPECT_EQ(time("27"), "! impossible_time");
  EXPECT_EQ(time("3 mensen"), "! unclear");
}

TEST(ReadTimeOfDay, belongs_to_the_day_that_is_known) {
  EXPECT_EQ(time("half vier 's middags"), "= 2026-11-17 15:30");
  EXPECT_EQ(time("'s middags"), "~ 2026-11-17 afternoon");
  EXPECT_EQ(time("tussen 2 en 3 's middags"), "= 2026-11-17 14:00-15:00");
  EXPECT_EQ(time("in the evening, about nine", tuesday, Language::en), "~ 2026-11-17 21:00");
  EXPECT_EQ(time("vroeg in de ochtend"), "~ 2026-11-17 07:00");
  EXPECT_EQ(time("half vier", today), "= 2026-11-18 03:30");
  EXPECT_EQ(time("15.30 uur", today), "! in_future");
}

TEST(ReadTimeOfDay, follows_a_day_in_the_answer) {
  EXPECT_EQ(time("nee, het was maandag om 16.00 uur"), "= 2026-11-16 16:00");
  EXPECT_EQ(time("een uur geleden"), "~ 2026-11-18 13:05");
  EXPECT_EQ(time("net"), "~ 2026-11-18 14:05");
}

TEST(ReadTimeOfDay, refuses_what_has_no_time) {
  EXPECT_EQ(time("weet ik niet"), "! unclear");
  EXPECT_EQ(time("maandag"), "! unclear");
  EXPECT_EQ(time("25:00"), "! impossible_time");
}

TEST(ReadWhen, takes_no_story_for_a_moment) {
  const std::string many_words = [] {
    std::string text = "gisteren";
    for (int i = 0; i < 90; ++i) text += " woord";
    return text;
  }();
  EXPECT_EQ(written(read_when(many_words, now, Language::nl)), "! unclear");
  EXPECT_EQ(written(read_when("gisteren" + std::string(20'000, 'x'), now, Language::nl)), "! unclear");
  EXPECT_EQ(written(read_date(many_words, now, Language::nl)), "! unclear");
  EXPECT_EQ(written(read_time_of_day(many_words, tuesday, now, Language::nl)), "! unclear");
}

TEST(ReadWhen, knows_seconds_of_now_without_giving_them_back) {
  const LocalMoment last = wall_clock("2026-12-31 23:59") + std::chrono::milliseconds{59'999};
  EXPECT_EQ(written(read_when("net", last, Language::nl)), "~ 2026-12-31 23:59");
  EXPECT_EQ(written(read_when("31-12-2026 23:59", last, Language::nl)), "= 2026-12-31 23:59");
  EXPECT_EQ(written(read_when("1-1-2027", last, Language::nl)), "! in_future");
}

TEST(MomentOf, is_the_time_that_was_said) {
  EXPECT_EQ(moment_of({tuesday, hours{20} + minutes{30}, {}, {}, true}, now), wall_clock("2026-11-17 20:30"));
}

TEST(MomentOf, is_the_middle_of_a_part_of_the_day_or_noon) {
  EXPECT_EQ(moment_of({tuesday, {}, {}, DayPart::night, true}, now), wall_clock("2026-11-17 03:00"));
  EXPECT_EQ(moment_of({tuesday, {}, {}, DayPart::evening, true}, now), wall_clock("2026-11-17 21:00"));
  EXPECT_EQ(moment_of({tuesday, {}, {}, {}, false}, now), wall_clock("2026-11-17 12:00"));
}

TEST(MomentOf, stays_on_its_side_of_now) {
  EXPECT_EQ(moment_of({today, {}, {}, DayPart::afternoon, true}, now), now);
  EXPECT_EQ(moment_of({today, {}, {}, {}, false}, now, Direction::future), now);
  EXPECT_EQ(moment_of({today, {}, {}, DayPart::evening, true}, now, Direction::future), wall_clock("2026-11-18 21:00"));
}

TEST(NameOf, tells_every_reason_apart) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(WhyNot::too_far_ahead); ++i) names.insert(name_of(static_cast<WhyNot>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(WhyNot::too_far_ahead) + 1);
}

}  // namespace
}  // namespace meldmaat::phrases
