// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>

#include "dialogs/phrases/day_math.hpp"
#include "dialogs/phrases/decide.hpp"

namespace meldmaat::phrases {
namespace {

constexpr int hour = 60;
constexpr int noon = 12 * hour;
constexpr int day_minutes = 24 * hour;

/// Minutes since the midnight at which the named day begins; below 0 is the evening before, from 1440 on the next day.
using Minutes = std::vector<int>;

bool between(int minutes, int first, int last) {
  return minutes >= first && minutes <= last;
}

/// A time as on a clock with 24 hours, in the part of the day said with it. Empty: they contradict each other.
Minutes on_the_day(int minutes, SaidPart part) {
  switch (part) {
    case SaidPart::morning: return between(minutes, 0, 13 * hour - 1) ? Minutes{minutes} : Minutes{};
    case SaidPart::afternoon: return between(minutes, 11 * hour, 19 * hour) ? Minutes{minutes} : Minutes{};
    case SaidPart::evening:
    case SaidPart::evening_or_night:
      if (between(minutes, 16 * hour, day_minutes)) return {minutes};
      // "gisteravond om 10:00" is written by the face of twelve hours after all
      if (between(minutes, 10 * hour, noon - 1)) return {minutes + noon};
      return minutes < 6 * hour ? Minutes{minutes + day_minutes} : Minutes{};
    case SaidPart::this_night:
    case SaidPart::that_night:
      if (minutes >= 18 * hour) return {minutes - day_minutes};
      return minutes < 9 * hour ? Minutes{minutes} : Minutes{};
    case SaidPart::either_night:
      if (minutes < 9 * hour) return {minutes, minutes + day_minutes};
      [[fallthrough]];
    case SaidPart::night: break;
  }
  return minutes >= 18 * hour || minutes < 9 * hour ? Minutes{minutes} : Minutes{};
}

/// A time on a face of twelve hours, in the part of the day said with it.
Minutes on_the_face(int minutes, SaidPart part) {
  const int after_noon = minutes + noon;
  switch (part) {
    case SaidPart::morning:
      return minutes < hour ? Minutes{after_noon, minutes} : Minutes{minutes};  // "12 uur 's ochtends" is both
    case SaidPart::afternoon:
      if (minutes >= 11 * hour) return {minutes};  // "half twaalf 's middags"
      return minutes < 7 * hour ? Minutes{after_noon} : Minutes{};
    default: break;
  }
  // From seven to midnight the clock is in the evening, from midnight to six in the night that follows.
  const bool evening = part == SaidPart::evening || part == SaidPart::evening_or_night;
  return on_the_day(minutes < (evening ? 5 * hour : 7 * hour) ? minutes : after_noon, part);
}

/// Appointments are made in office hours when that settles it.
Minutes either_half(int minutes, Direction direction) {
  const int after_noon = minutes + noon;
  if (direction == Direction::future) {
    const auto office = [](int at) { return between(at, 8 * hour, 18 * hour); };
    if (office(minutes) != office(after_noon)) return {office(minutes) ? minutes : after_noon};
  }
  return {minutes, after_noon};
}

Minutes minutes_of(Clock clock, const std::optional<SaidPart>& part, Direction direction) {
  switch (clock.face) {
    case Clock::Face::twelve: return part ? on_the_face(clock.minutes, *part) : either_half(clock.minutes, direction);
    case Clock::Face::midnight:
      if (part == SaidPart::evening || part == SaidPart::evening_or_night) return {day_minutes};
      return part ? Minutes{0} : Minutes{day_minutes, 0};
    default: return part ? on_the_day(clock.minutes, *part) : Minutes{clock.minutes};
  }
}

/// The first time after `from` that `clock` can show.
int end_after(int from, Clock clock) {
  const int turn = clock.face == Clock::Face::twelve ? noon : day_minutes;
  const int ahead = ((clock.minutes - from) % turn + turn) % turn;
  return from + (ahead == 0 ? turn : ahead);
}

struct Stretch {
  int from = 0;
  std::optional<int> until;
};

std::vector<Stretch> stretches_of(const Span& span, const std::optional<SaidPart>& part, Direction direction) {
  std::vector<Stretch> stretches;
  for (const int from : minutes_of(span.from, part, direction)) {
    stretches.push_back({from, span.until ? std::optional{end_after(from, *span.until)} : std::nullopt});
  }
  // "tussen 2 en 15.30 uur": the beginning that lies nearest to an end that is certain.
  const bool end_settles = span.until && span.until->face == Clock::Face::day && span.from.face == Clock::Face::twelve;
  if (end_settles && stretches.size() > 1) {
    const auto length = [](const Stretch& stretch) { return *stretch.until - stretch.from; };
    stretches = {std::ranges::min(stretches, {}, length)};
  }
  return stretches;
}

WhenReading reading_on(LocalDate day, Stretch stretch, bool about) {
  const int days = stretch.from >= 0 ? stretch.from / day_minutes : -1;
  const auto of_day = [&](int minutes) { return std::chrono::minutes{minutes - days * day_minutes}; };
  WhenReading reading;
  reading.date = plus_days(day, days);
  reading.time_of_day = of_day(stretch.from);
  if (stretch.until) reading.until = of_day(*stretch.until);
  reading.about = about;
  return reading;
}

/// A time without a day: the nearest one on the right side of now.
LocalDate nearest_day(Stretch stretch, bool about, const Context& context) {
  const LocalDate today = context.today();
  const LocalMoment on_today = at_time(today, std::chrono::minutes{stretch.from});
  const LocalMoment latest = context.now + (about ? about_now : std::chrono::minutes{0});
  if (context.direction == Direction::past) return plus_days(today, on_today <= latest ? 0 : -1);
  return plus_days(today, on_today >= context.now ? 0 : 1);
}

std::vector<WhenReading> parts_on(LocalDate day, SaidPart part) {
  const auto reading = [](LocalDate date, DayPart said) { return WhenReading{date, {}, {}, said, true}; };
  switch (part) {
    case SaidPart::morning: return {reading(day, DayPart::morning)};
    case SaidPart::afternoon: return {reading(day, DayPart::afternoon)};
    case SaidPart::evening: return {reading(day, DayPart::evening)};
    case SaidPart::evening_or_night:
      return {reading(day, DayPart::evening), reading(plus_days(day, 1), DayPart::night)};
    case SaidPart::night:
    case SaidPart::either_night: return {reading(day, DayPart::night), reading(plus_days(day, 1), DayPart::night)};
    default: return {reading(day, DayPart::night)};
  }
}

}  // namespace

std::optional<std::vector<WhenReading>> readings_of(const Findings& found, const std::vector<LocalDate>& days,
                                                    const Context& context) {
  std::vector<WhenReading> readings;
  std::vector<Stretch> stretches;
  for (const Span& span : found.spans) {
    for (const Stretch& stretch : stretches_of(span, found.part, context.direction)) stretches.push_back(stretch);
  }
  if (!found.spans.empty() && stretches.empty()) return std::nullopt;
  const bool about = found.about || (found.days_about && found.weekdays.empty());
  if (days.empty()) {
    for (const Stretch& stretch : stretches) {
      readings.push_back(reading_on(nearest_day(stretch, about, context), stretch, about));
    }
  }
  for (const LocalDate& day : days) {
    for (const Stretch& stretch : stretches) readings.push_back(reading_on(day, stretch, about));
    if (!stretches.empty()) continue;
    if (found.part) {
      for (const WhenReading& reading : parts_on(day, *found.part)) readings.push_back(reading);
    } else {
      readings.push_back({day, {}, {}, {}, about});
    }
  }
  return readings;
}

}  // namespace meldmaat::phrases
