// SPDX-License-Identifier: EUPL-1.2
// Checks terms, working days, office hours and the Algemene termijnenwet (promises P10 and P11). How: fixed examples
// that can be checked on paper, and an oracle written apart from the code: plain integers, the European rule for the
// clocks and a table of Easter days, compared round every change of the clocks from 2024 to 2037 and on every start
// day of ten years.
#include "bot/rules/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using Unit = Term::Unit;

// -- The oracle: days and minutes since 1970 as integers. -------------------------------------------------------------

namespace oracle {

constexpr std::int64_t day_minutes = 24 * 60;

/// Days since 1970-01-01, by counting whole years and months.
std::int64_t day_number(int year, int month, int day) {
  static constexpr std::array<int, 12> before{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  std::int64_t days = 0;
  for (int passed = 1970; passed < year; ++passed) {
    days += (passed % 4 == 0 && passed % 100 != 0) || passed % 400 == 0 ? 366 : 365;
  }
  return days + before.at(static_cast<std::size_t>(month - 1)) + (leap && month > 2 ? 1 : 0) + day - 1;
}

constexpr int last_year = 2050;

/// What `make(year)` gives for every year until the last one, made once: the comparisons are many.
template <class Make>
std::vector<std::int64_t> by_year(Make make) {
  std::vector<std::int64_t> values;
  for (int year = 1970; year <= last_year; ++year) values.push_back(make(year));
  return values;
}

int year_of(std::int64_t day) {
  static const auto new_years = by_year([](int year) { return day_number(year, 1, 1); });
  return 1969 + static_cast<int>(std::ranges::upper_bound(new_years, day) - new_years.begin());
}

/// Monday is 0; 1970-01-01 was a Thursday.
int weekday(std::int64_t day) {
  return static_cast<int>((day + 3) % 7);
}

/// UTC minute at which the clocks change on the last Sunday of that month, which has 31 days.
std::int64_t change(int year, int month) {
  auto day = day_number(year, month, 31);
  while (weekday(day) != 6) --day;
  return day * day_minutes + 60;
}

std::int64_t to_local(std::int64_t utc) {
  static const auto forward = by_year([](int year) { return change(year, 3); });
  static const auto back = by_year([](int year) { return change(year, 10); });
  const auto at_year = static_cast<std::size_t>(year_of(utc / day_minutes) - 1970);
  return utc + (utc >= forward.at(at_year) && utc < back.at(at_year) ? 120 : 60);
}

/// The first UTC minute at which the clock shows this or, when it never does, something later.
std::int64_t to_utc(std::int64_t local) {
  std::int64_t utc = local - 120;
  while (to_local(utc) < local) ++utc;
  return utc;
}

bool holiday(std::int64_t day) {
  // Easter Sundays 2024 to 2038 as month and day, from the almanac.
  static constexpr std::array<std::array<int, 2>, 15> easter{{{3, 31},
                                                              {4, 20},
                                                              {4, 5},
                                                              {3, 28},
                                                              {4, 16},
                                                              {4, 1},
                                                              {4, 21},
                                                              {4, 13},
                                                              {3, 28},
                                                              {4, 17},
                                                              {4, 9},
                                                              {3, 25},
                                                              {4, 13},
                                                              {4, 5},
                                                              {4, 25}}};
  const int year = year_of(day);
  const auto& sunday = easter.at(static_cast<std::size_t>(year - 2024));
  const auto from_easter = day - day_number(year, sunday[0], sunday[1]);
  auto king = day_number(year, 4, 27);
  if (weekday(king) == 6) --king;
  return from_easter == -2 || from_easter == 1 || from_easter == 39 || from_easter == 50 || day == king ||
         day == day_number(year, 1, 1) || day == day_number(year, 5, 5) || day == day_number(year, 12, 25) ||
         day == day_number(year, 12, 26);
}

bool works(std::int64_t day) {
  return weekday(day) < 5 && !holiday(day);
}

std::int64_t after(std::int64_t utc, Term term) {
  const auto local = to_local(utc);
  auto day = local / day_minutes;
  const auto time = local % day_minutes;
  if (term.unit == Unit::minutes) return utc + term.amount;
  if (term.unit == Unit::hours) return utc + term.amount * 60;
  if (term.unit == Unit::end_of_day) {
    constexpr int closes = 17 * 60 + 30;
    return to_utc((day + term.amount + (time >= closes ? 1 : 0)) * day_minutes + closes);
  }
  if (term.unit == Unit::days) return to_utc((day + term.amount) * day_minutes + time);
  for (int left = term.amount; left > 0;) {
    if (works(++day)) --left;
  }
  return to_utc(day * day_minutes + time);
}

/// The UTC minute at which the day after the last day of a statutory term begins.
std::int64_t statutory(std::int64_t utc, int days) {
  const auto first = to_local(utc) / day_minutes + 1;
  auto last = first + days - 1;
  const auto ordinary_days = [&] {
    int count = 0;
    for (auto day = first; day <= last; ++day) count += works(day) ? 1 : 0;
    return count;
  };
  if (days <= 90) {
    while (days >= 3 && ordinary_days() < 2) ++last;
    while (!works(last)) ++last;
  }
  return to_utc((last + 1) * day_minutes);
}

}  // namespace oracle

Moment moment(std::int64_t minutes) {
  return Moment{std::chrono::minutes{minutes}};
}

const std::vector<Term> terms{{90, Unit::minutes},   {24, Unit::hours},       {48, Unit::hours},
                              {72, Unit::hours},     {1, Unit::days},         {5, Unit::days},
                              {42, Unit::days},      {1, Unit::working_days}, {2, Unit::working_days},
                              {0, Unit::end_of_day}, {3, Unit::end_of_day}};

std::string at_minute(std::int64_t minute, Term term) {
  return "UTC minute " + std::to_string(minute) + ", term " + std::to_string(term.amount) + " of unit " +
         std::to_string(static_cast<int>(term.unit));
}

TEST(Calendar, AgreesWithTheOracleRoundEveryChangeOfTheClocks) {
  const auto zone = fakes::amsterdam();
  const Protocol protocol;
  int compared = 0;
  for (int year = 2024; year <= 2037; ++year) {
    for (const int month : {3, 10}) {
      for (const auto& term : terms) {
        // Once the term begins near the change, once it ends near it.
        for (const std::int64_t before : {0, term.unit == Unit::days ? term.amount : 2}) {
          for (std::int64_t offset = -180; offset <= 180; offset += 10) {
            const auto start = oracle::change(year, month) - before * oracle::day_minutes + offset;
            ASSERT_EQ(after(moment(start), term, zone, protocol), moment(oracle::after(start, term)))
                << at_minute(start, term);
            ++compared;
          }
        }
      }
    }
  }
  EXPECT_EQ(compared, 28 * 37 * 2 * 11);
}

TEST(Calendar, AgreesWithTheOracleOnEveryStartDayOfTenYears) {
  const auto zone = fakes::amsterdam();
  const Protocol protocol;
  int compared = 0;
  for (auto day = oracle::day_number(2024, 1, 1); day < oracle::day_number(2034, 1, 1); ++day) {
    const auto start = oracle::to_utc(day * oracle::day_minutes + 16 * 60 + 40);
    for (const Term term : {Term{5, Unit::days}, Term{42, Unit::days}, Term{2, Unit::working_days}}) {
      ASSERT_EQ(after(moment(start), term, zone, protocol), moment(oracle::after(start, term)))
          << at_minute(start, term);
      ++compared;
    }
    for (const int days : {1, 3, 5, 42, 90, 91}) {
      ASSERT_EQ(statutory_end(moment(start), days, zone, protocol),
                moment(oracle::statutory(start, days)) - Milliseconds{1})
          << days << " days from UTC minute " << start;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 3653 * 9);
}

// -- Examples that can be checked on paper. ---------------------------------------------------------------------------

Moment later(std::string_view start, Term term) {
  return after(at(start), term, fakes::amsterdam(), Protocol{});
}

TEST(Calendar, HoursElapseOverTheChangeOfTheClocks) {
  EXPECT_EQ(later("2026-10-23 16:40", {48, Unit::hours}), at("2026-10-25 15:40")) << "the night is an hour longer";
  EXPECT_EQ(later("2026-03-27 16:40", {48, Unit::hours}), at("2026-03-29 17:40")) << "the night is an hour shorter";
}

TEST(Calendar, DaysEndAtTheSameTimeOnTheClock) {
  EXPECT_EQ(later("2026-10-23 16:40", {5, Unit::days}), at("2026-10-28 16:40"));
  EXPECT_EQ(later("2026-10-23 16:40", {42, Unit::days}), at("2026-12-04 16:40"));
  EXPECT_EQ(later("2026-03-24 02:30", {5, Unit::days}), at("2026-03-29 03:00")) << "02:30 is skipped that day";
  EXPECT_EQ(later("2026-10-20 02:30", {5, Unit::days}),
            Moment{std::chrono::sys_days{std::chrono::year{2026} / 10 / 25}} + std::chrono::minutes{30})
      << "02:30 comes twice that day: the first one";
}

TEST(Calendar, TheLastMillisecondOfTheYearIsExact) {
  const auto last = at("2027-01-01 00:00") - Milliseconds{1};
  const auto from_last = [&](Term term) { return after(last, term, fakes::amsterdam(), Protocol{}); };
  EXPECT_EQ(from_last({48, Unit::hours}), at("2027-01-03 00:00") - Milliseconds{1});
  EXPECT_EQ(from_last({42, Unit::days}), at("2027-02-12 00:00") - Milliseconds{1});
  EXPECT_EQ(from_last({1, Unit::working_days}), at("2027-01-05 00:00") - Milliseconds{1})
      << "New Year's Day, a weekend";
  EXPECT_EQ(from_last({0, Unit::end_of_day}), at("2027-01-01 17:30"));
  EXPECT_EQ(statutory_end(last, 3, fakes::amsterdam(), Protocol{}), at("2027-01-06 00:00") - Milliseconds{1})
      << "counted from the day after, and two ordinary days long";
}

TEST(Calendar, NoDaysAtAllIsTheSameMomentAlsoInADoubledHour) {
  const auto second_half_past_two = at("2026-10-25 02:30") + std::chrono::hours{1};
  EXPECT_EQ(after(second_half_past_two, {0, Unit::days}, fakes::amsterdam(), Protocol{}), second_half_past_two);
}

TEST(Calendar, WorkingDaysStepOverWeekendsAndHolidays) {
  EXPECT_EQ(later("2026-10-23 16:40", {1, Unit::working_days}), at("2026-10-26 16:40"));
  EXPECT_EQ(later("2026-04-02 10:00", {1, Unit::working_days}), at("2026-04-07 10:00")) << "Good Friday to Monday";
  EXPECT_EQ(later("2026-12-24 10:00", {1, Unit::working_days}), at("2026-12-28 10:00"));
  EXPECT_EQ(after_times(at("2026-10-23 16:40"), {2, Unit::working_days}, 3, fakes::amsterdam(), Protocol{}),
            at("2026-11-02 16:40"));
}

TEST(Calendar, TheSameDayIsOverWhenTheOfficeCloses) {
  EXPECT_EQ(later("2026-10-23 16:40", {0, Unit::end_of_day}), at("2026-10-23 17:30"));
  EXPECT_EQ(later("2026-10-23 17:30", {0, Unit::end_of_day}), at("2026-10-24 17:30")) << "closed already";
}

TEST(Calendar, HolidaysAreThoseOfTheLaw) {
  const auto y = [](int year) { return std::chrono::year{year}; };
  for (const LocalDate date : {y(2026) / 1 / 1, y(2026) / 4 / 3, y(2026) / 4 / 6, y(2026) / 4 / 27, y(2026) / 5 / 5,
                               y(2026) / 5 / 14, y(2026) / 5 / 25, y(2026) / 12 / 25, y(2026) / 12 / 26}) {
    EXPECT_TRUE(recognised_holiday(date))
        << static_cast<unsigned>(date.month()) << '/' << static_cast<unsigned>(date.day());
  }
  EXPECT_TRUE(recognised_holiday(y(2025) / 4 / 26)) << "the 27th was a Sunday";
  EXPECT_FALSE(recognised_holiday(y(2025) / 4 / 27));
  EXPECT_FALSE(recognised_holiday(y(2026) / 12 / 5));
}

TEST(Calendar, AMunicipalityAddsItsOwnHolidays) {
  Protocol protocol;
  const LocalDate carnival{std::chrono::year{2026} / 2 / 16};
  EXPECT_TRUE(working_day(carnival, protocol));
  protocol.extra_holidays = {carnival};
  EXPECT_FALSE(working_day(carnival, protocol));
}

TEST(Calendar, OfficeHoursAreMetLaterNeverEarlier) {
  const auto moved = [](std::string_view moment) {
    return into_office_hours(at(moment), fakes::amsterdam(), Protocol{});
  };
  EXPECT_EQ(moved("2026-10-23 08:30"), at("2026-10-23 08:30"));
  EXPECT_EQ(moved("2026-10-23 17:30"), at("2026-10-23 17:30"));
  EXPECT_EQ(moved("2026-10-23 03:00"), at("2026-10-23 08:30"));
  EXPECT_EQ(moved("2026-10-23 17:31"), at("2026-10-26 08:30")) << "over the weekend and the change of the clocks";
  EXPECT_EQ(moved("2026-12-25 12:00"), at("2026-12-28 08:30"));
}

TEST(Calendar, AStatutoryTermHoldsTwoOrdinaryDaysAndEndsOnOne) {
  const auto ends = [](std::string_view start, int days) {
    return statutory_end(at(start), days, fakes::amsterdam(), Protocol{}) + Milliseconds{1};
  };
  EXPECT_EQ(ends("2026-10-23 16:40", 1), at("2026-10-27 00:00")) << "Saturday becomes Monday";
  EXPECT_EQ(ends("2026-04-02 10:00", 3), at("2026-04-09 00:00")) << "Good Friday to Easter Monday hold no ordinary day";
  EXPECT_EQ(ends("2026-03-16 10:00", 42), at("2026-04-29 00:00")) << "King's Day is stepped over";
  EXPECT_EQ(ends("2026-01-26 10:00", 91), at("2026-04-28 00:00")) << "over 90 days nothing is extended";
}

TEST(Calendar, SixWeeksEndOnNoHoliday) {
  Protocol protocol;
  const auto last_day = [&](std::string_view start) {
    return date_of(fakes::amsterdam().to_local(statutory_end(at(start), 42, fakes::amsterdam(), protocol)));
  };
  const auto day = [](unsigned month, unsigned number) {
    return LocalDate{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{number}};
  };
  EXPECT_EQ(last_day("2026-03-16 10:00"), day(4, 28)) << "King's Day";
  EXPECT_EQ(last_day("2026-04-13 10:00"), day(5, 26)) << "Whit Monday";
  EXPECT_EQ(last_day("2026-11-19 10:00"), day(12, 31)) << "the last day of the year is an ordinary one";
  EXPECT_EQ(last_day("2026-04-03 10:00"), day(5, 15));
  protocol.extra_holidays = {day(5, 15)};
  EXPECT_EQ(last_day("2026-04-03 10:00"), day(5, 18)) << "a day named by royal decree";
}

}  // namespace
}  // namespace meldmaat
