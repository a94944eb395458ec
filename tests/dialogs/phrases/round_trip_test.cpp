// SPDX-License-Identifier: EUPL-1.2
// Checks properties over many random inputs with a fixed seed: whatever say_when says is read back as the same moment,
// in both languages and both directions, also around every change of summer time; and no text whatever makes the reader
// crash or take an incident for one in the future.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <random>
#include <string>

#include "dialogs/phrases/day_math.hpp"
#include "dialogs/phrases/lexicon.hpp"
#include "dialogs/phrases/say_when.hpp"
#include "dialogs/phrases/when.hpp"
#include "tests/dialogs/phrases/written.hpp"

namespace meldmaat::phrases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  /// From 0 up to, not including, `sides`.
  int roll(int sides) { return std::uniform_int_distribution<int>{0, sides - 1}(engine_); }

 private:
  std::mt19937 engine_;
};

LocalMoment end_of(const WhenReading& reading) {
  if (reading.until) return at_time(reading.date, *reading.until);
  if (reading.time_of_day) return at_time(reading.date, *reading.time_of_day);
  if (reading.part) return at_time(reading.date, hours{6} * static_cast<int>(*reading.part));
  return at_time(reading.date, Milliseconds{0});
}

/// Any reading that is over at `now`, up to ten years back, every other one of the last days.
WhenReading random_past(Dice& dice, LocalMoment now) {
  constexpr int ten_years = 3650;
  WhenReading reading{plus_days(date_of(now), -dice.roll(dice.roll(2) == 0 ? 3 : ten_years)), {}, {}, {}, false};
  reading.about = dice.roll(2) == 0;
  switch (dice.roll(4)) {
    case 0: break;
    case 1:
      reading.part = static_cast<DayPart>(dice.roll(4));
      reading.about = true;
      break;
    case 2: reading.time_of_day = minutes{dice.roll(24 * 60)}; break;
    default:
      reading.time_of_day = minutes{dice.roll(24 * 60)};
      reading.until = *reading.time_of_day + minutes{1 + dice.roll(24 * 60 - 1)};
  }
  while (end_of(reading) > now) reading.date = plus_days(reading.date, -1);
  return reading;
}

void expect_read_back(const WhenReading& reading, LocalMoment now, Direction direction) {
  for (const Language language : {Language::nl, Language::en}) {
    for (const std::string& said : {say_when(reading, language), say_when(reading, language, now)}) {
      const WhenAnswer answer = read_when(said, now, language, direction);
      ASSERT_EQ(answer, WhenAnswer{Understood{reading}}) << said << " -> " << written(answer);
    }
  }
}

TEST(RoundTrip, what_is_said_of_the_past_is_read_the_same) {
  Dice dice{20261118};
  for (int i = 0; i < 20'000; ++i) {
    const LocalMoment now = wall_clock("2020-01-01 00:00") + minutes{dice.roll(20 * 365 * 24 * 60)};
    expect_read_back(random_past(dice, now), now, Direction::past);
  }
}

TEST(RoundTrip, what_is_said_of_the_future_is_read_the_same) {
  Dice dice{7};
  for (int i = 0; i < 5'000; ++i) {
    const LocalMoment now = wall_clock("2020-01-01 00:00") + minutes{dice.roll(20 * 365 * 24 * 60)};
    WhenReading reading = random_past(dice, now);
    reading.date = plus_days(date_of(now), 1 + dice.roll(700));
    expect_read_back(reading, now, Direction::future);
  }
}

/// The reader knows no zones: a time that is skipped or doubled is understood as it was said, for the caller to ask.
TEST(RoundTrip, every_minute_of_the_days_the_clock_changes) {
  for (const char* day : {"2026-03-29 00:00", "2026-10-25 00:00", "2027-03-28 00:00", "2027-10-31 00:00"}) {
    const LocalMoment midnight = wall_clock(day);
    for (int minute = 0; minute < 24 * 60; ++minute) {
      const WhenReading reading{date_of(midnight), minutes{minute}, {}, {}, minute % 2 == 0};
      expect_read_back(reading, midnight + hours{36}, Direction::past);
    }
  }
}

void expect_sound(const WhenAnswer& answer, LocalMoment now, Direction direction, const std::string& text) {
  std::vector<WhenReading> readings;
  if (const auto* one = std::get_if<Understood>(&answer)) readings = {one->reading};
  if (const auto* several = std::get_if<Choose>(&answer)) {
    readings = several->candidates;
    ASSERT_TRUE(readings.size() >= 2 && readings.size() <= 8) << text;
  }
  for (const WhenReading& reading : readings) {
    ASSERT_TRUE(reading.date.ok()) << text;
    ASSERT_TRUE(!reading.until || *reading.until > *reading.time_of_day) << text;
    ASSERT_FALSE(reading.part && (reading.time_of_day || !reading.about)) << text;
    if (direction == Direction::past) {
      ASSERT_LE(end_of(reading), now) << text << " -> " << written(reading);
      ASSERT_LE(moment_of(reading, now), now) << text;
    }
  }
}

void expect_sound_everywhere(const std::string& text, LocalMoment now, Dice& dice) {
  const Language language = dice.roll(2) == 0 ? Language::nl : Language::en;
  const Direction direction = dice.roll(4) == 0 ? Direction::future : Direction::past;
  expect_sound(read_when(text, now, language, direction), now, direction, text);
  expect_sound(read_date(text, now, language, direction), now, direction, text);
  const LocalDate day = plus_days(date_of(now), dice.roll(5) - 4);
  expect_sound(read_time_of_day(text, day, now, language, direction), now, direction, text);
}

TEST(RoundTrip, no_bytes_crash_the_reader) {
  Dice dice{42};
  const LocalMoment now = wall_clock("2026-11-18 14:05");
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(static_cast<std::size_t>(dice.roll(60)), ' ');
    for (char& byte : bytes) byte = static_cast<char>(dice.roll(256));
    expect_sound_everywhere(bytes, now, dice);
  }
}

/// Random words of the grammar in random order reach every rule in ways nobody would think of.
TEST(RoundTrip, no_heap_of_words_lies_in_the_future) {
  Dice dice{1900};
  constexpr auto joints = std::to_array<std::string_view>({" ", " ", " ", "", "-", ":", ".", "/", ", "});
  for (int i = 0; i < 25'000; ++i) {
    const auto entries = lexicon(dice.roll(2) == 0 ? Language::nl : Language::en).entries;
    const LocalMoment now = wall_clock("2026-11-18 00:00") + minutes{dice.roll(14 * 24 * 60)};
    std::string text;
    for (int words = 1 + dice.roll(8); words > 0; --words) {
      text += dice.roll(3) == 0
                  ? std::to_string(dice.roll(dice.roll(2) == 0 ? 32 : 3000))
                  : std::string{entries[static_cast<std::size_t>(dice.roll(static_cast<int>(entries.size())))].words};
      text += joints[static_cast<std::size_t>(dice.roll(static_cast<int>(joints.size())))];
    }
    expect_sound_everywhere(text, now, dice);
  }
}

}  // namespace
}  // namespace meldmaat::phrases
