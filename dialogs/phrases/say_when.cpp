// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/say_when.hpp"

#include <chrono>

#include "dialogs/phrases/day_math.hpp"
#include "dialogs/phrases/lexicon.hpp"

namespace meldmaat {
namespace {

using phrases::Speech;

/// Puts `first` and `second` at the "{}" marks of `pattern`.
std::string fill(std::string_view pattern, std::string_view first, std::string_view second = {}) {
  std::string text{pattern};
  for (const std::string_view value : {first, second}) {
    if (const auto mark = text.find("{}"); mark != std::string::npos) text.replace(mark, 2, value);
  }
  return text;
}

std::string two_digits(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return digits.size() < 2 ? "0" + digits : digits;
}

std::string say_clock(Milliseconds time, const Speech& speech) {
  constexpr int hour = 60;
  constexpr int day = 24 * hour;
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count() % day;
  return two_digits(minutes / hour).append(speech.clock_separator).append(two_digits(minutes % hour));
}

std::string say_day(LocalDate date, const Speech& speech) {
  const auto weekday = static_cast<std::size_t>(phrases::iso_weekday(date) - 1);
  const auto month = static_cast<std::size_t>(unsigned{date.month()} - 1);
  return std::string{speech.weekdays.at(weekday)} + " " + std::to_string(unsigned{date.day()}) + " " +
         std::string{speech.months.at(month)};
}

std::string say_date(LocalDate date, const Speech& speech) {
  return say_day(date, speech) + " " + std::to_string(static_cast<int>(date.year()));
}

std::string say_time(Milliseconds time_of_day, const WhenReading& reading, const Speech& speech) {
  const std::string from = say_clock(time_of_day, speech);
  if (reading.until) {
    return fill(reading.about ? speech.roughly_between : speech.between, from, say_clock(*reading.until, speech));
  }
  return fill(reading.about ? speech.around : speech.at, from);
}

std::string_view seen_from(LocalDate today, LocalDate date, const Speech& speech) {
  switch (phrases::days_between(today, date)) {
    case -1: return speech.yesterday;
    case 0: return speech.today;
    case 1: return speech.tomorrow;
    default: return {};
  }
}

}  // namespace

std::string say_when(const WhenReading& reading, Language language) {
  const Speech& speech = phrases::lexicon(language).speech;
  const std::string date = say_date(reading.date, speech);
  if (reading.time_of_day) return date + ", " + say_time(*reading.time_of_day, reading, speech);
  if (!reading.part) return reading.about ? fill(speech.around_day, date) : date;
  const std::string_view part = speech.parts.at(static_cast<std::size_t>(*reading.part));
  if (*reading.part != DayPart::night) return date + ", " + std::string{part};
  return fill(part, say_day(phrases::plus_days(reading.date, -1), speech), date);
}

std::string say_when(const WhenReading& reading, Language language, LocalMoment now) {
  std::string said = say_when(reading, language);
  const bool whole_day_about = reading.about && !reading.time_of_day && !reading.part;
  if (reading.part == DayPart::night || whole_day_about) return said;
  const std::string_view day = seen_from(date_of(now), reading.date, phrases::lexicon(language).speech);
  return day.empty() ? said : std::string{day} + ", " + said;
}

}  // namespace meldmaat
