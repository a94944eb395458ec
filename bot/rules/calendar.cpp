// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/calendar.hpp"

#include <algorithm>
#include <array>

namespace meldmaat {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::month_day;
using std::chrono::weekday;

/// Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
LocalDate easter(std::chrono::year year) {
  const int y = static_cast<int>(year);
  const int golden = y % 19;
  const int century = y / 100;
  const int of_century = y % 100;
  const int moon_shift = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int counted = epact + to_sunday - 7 * late + 114;
  return year / std::chrono::month{static_cast<unsigned>(counted / 31)} /
         std::chrono::day{static_cast<unsigned>(counted % 31 + 1)};
}

LocalDate plus_days(LocalDate date, int count) {
  return LocalDate{local_days{date} + days{count}};
}

/// The King's birthday is celebrated on 27 April, or on the 26th when that is a Sunday.
LocalDate kings_day(std::chrono::year year) {
  const LocalDate birthday = year / std::chrono::April / 27;
  return weekday{local_days{birthday}} == std::chrono::Sunday ? plus_days(birthday, -1) : birthday;
}

LocalDate plus_working_days(LocalDate date, int count, const Protocol& protocol) {
  for (int left = count; left > 0;) {
    date = plus_days(date, 1);
    if (working_day(date, protocol)) --left;
  }
  return date;
}

/// The same time of day on another day; on the same day it is the same moment, also in a doubled hour.
Moment same_time_on(LocalDate date, Moment start, const Zone& zone) {
  const auto local = zone.to_local(start);
  return date == date_of(local) ? start : zone.to_moment(at_time(date, time_of(local)));
}

Moment closing_time(Moment start, int day_count, const Zone& zone, const Protocol& protocol) {
  const auto local = zone.to_local(start);
  const int too_late = time_of(local) >= protocol.office_closes ? 1 : 0;
  return zone.to_moment(at_time(plus_days(date_of(local), day_count + too_late), protocol.office_closes));
}

}  // namespace

bool recognised_holiday(LocalDate date) {
  const month_day day{date.month(), date.day()};
  const std::array fixed{month_day{std::chrono::January / 1}, month_day{std::chrono::May / 5},
                         month_day{std::chrono::December / 25}, month_day{std::chrono::December / 26}};
  if (std::ranges::find(fixed, day) != fixed.end()) return true;
  // From Easter Sunday: Good Friday, Easter Monday, Ascension Day, Whit Monday.
  const auto from_easter = local_days{date} - local_days{easter(date.year())};
  return from_easter == days{-2} || from_easter == days{1} || from_easter == days{39} || from_easter == days{50} ||
         date == kings_day(date.year());
}

bool working_day(LocalDate date, const Protocol& protocol) {
  const weekday day{local_days{date}};
  return day != std::chrono::Saturday && day != std::chrono::Sunday && !recognised_holiday(date) &&
         std::ranges::find(protocol.extra_holidays, date) == protocol.extra_holidays.end();
}

Moment after(Moment start, Term term, const Zone& zone, const Protocol& protocol) {
  const auto today = date_of(zone.to_local(start));
  switch (term.unit) {
    case Term::Unit::minutes: return start + std::chrono::minutes{term.amount};
    case Term::Unit::hours: return start + std::chrono::hours{term.amount};
    case Term::Unit::days: return same_time_on(plus_days(today, term.amount), start, zone);
    case Term::Unit::working_days: return same_time_on(plus_working_days(today, term.amount, protocol), start, zone);
    case Term::Unit::end_of_day: break;
  }
  return closing_time(start, term.amount, zone, protocol);
}

Moment after_times(Moment start, Term term, int count, const Zone& zone, const Protocol& protocol) {
  return after(start, Term{term.amount * count, term.unit}, zone, protocol);
}

Moment into_office_hours(Moment moment, const Zone& zone, const Protocol& protocol) {
  const auto local = zone.to_local(moment);
  const auto date = date_of(local);
  const auto time = time_of(local);
  if (working_day(date, protocol)) {
    if (time < protocol.office_opens) return zone.to_moment(at_time(date, protocol.office_opens));
    if (time <= protocol.office_closes) return moment;
  }
  return zone.to_moment(at_time(plus_working_days(date, 1, protocol), protocol.office_opens));
}

Moment statutory_end(Moment start, int day_count, const Zone& zone, const Protocol& protocol) {
  const auto first = plus_days(date_of(zone.to_local(start)), 1);
  auto last = plus_days(first, day_count - 1);
  constexpr int longest_extended = 90;
  if (day_count <= longest_extended) {
    int ordinary = 0;
    for (auto date = first; date <= last && ordinary < 2; date = plus_days(date, 1)) {
      if (working_day(date, protocol)) ++ordinary;
    }
    if (day_count >= 3) last = plus_working_days(last, 2 - ordinary, protocol);
    if (!working_day(last, protocol)) last = plus_working_days(last, 1, protocol);
  }
  return zone.to_moment(at_time(plus_days(last, 1), Milliseconds{0})) - Milliseconds{1};
}

}  // namespace meldmaat
