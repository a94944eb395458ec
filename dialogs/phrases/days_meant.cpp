// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "dialogs/phrases/day_math.hpp"
#include "dialogs/phrases/decide.hpp"

namespace meldmaat::phrases {
namespace {

constexpr int saturday = 6;

/// Days back to the last `weekday`, 0 on the day itself.
int days_back(LocalDate today, int weekday) {
  return (iso_weekday(today) - weekday + 7) % 7;
}
int days_ahead(LocalDate today, int weekday) {
  return (weekday - iso_weekday(today) + 7) % 7;
}

/// "Vorige dinsdag" on a Friday is three days ago for some and ten for others; on a Monday it is six for all. "Dinsdag"
/// on a Tuesday is today, or a week ago.
std::vector<LocalDate> last_or_the_one_before(LocalDate today, WeekdaySaid said) {
  const int back = days_back(today, said.weekday);
  const LocalDate nearest = plus_days(today, -back);
  const LocalDate before = plus_days(nearest, -7);
  const bool this_week = said.weekday < iso_weekday(today);
  if (said.which == Which::plain) return back == 0 ? std::vector{nearest, before} : std::vector{nearest};
  if (back == 0) return {before};
  return said.which == Which::last && this_week ? std::vector{nearest, before} : std::vector{nearest};
}

std::vector<LocalDate> next_or_the_one_after(LocalDate today, WeekdaySaid said) {
  const int ahead = days_ahead(today, said.weekday);
  const LocalDate nearest = plus_days(today, ahead);
  const LocalDate after = plus_days(nearest, 7);
  const bool this_week = said.weekday > iso_weekday(today);
  if (said.which == Which::plain) return ahead == 0 ? std::vector{nearest, after} : std::vector{nearest};
  if (ahead == 0) return {after};
  return said.which == Which::next && this_week ? std::vector{nearest, after} : std::vector{nearest};
}

std::vector<LocalDate> weekday_meant(WeekdaySaid said, const Context& context) {
  const LocalDate today = context.today();
  switch (said.which) {
    case Which::current: return {weekday_in_week_of(today, said.weekday)};
    case Which::recent:
    case Which::last: return last_or_the_one_before(today, said);
    case Which::next:
    case Which::coming: return next_or_the_one_after(today, said);
    default: break;
  }
  return context.direction == Direction::past ? last_or_the_one_before(today, said)
                                              : next_or_the_one_after(today, said);
}

/// The Saturday and Sunday of a weekend. On a Saturday or Sunday "dit weekend" is going on; "afgelopen" is over. Who
/// says on a Wednesday what happened "dit weekend" means the last one.
/// "Volgend weekend", said in the week, is the coming one for some and the one after for others.
std::vector<LocalDate> weekend_meant(Which which, const std::optional<LocalDate>& week, const Context& context) {
  const LocalDate today = context.today();
  const LocalDate this_weekend = weekday_in_week_of(week.value_or(today), saturday);
  const bool going_on = iso_weekday(today) >= saturday;
  const bool back =
      which == Which::recent || which == Which::last ||
      ((which == Which::plain || which == Which::current) && context.direction == Direction::past && !going_on);
  const bool ahead = going_on && (which == Which::next || which == Which::coming);
  const LocalDate first = plus_days(this_weekend, week ? 0 : back ? -7 : ahead ? 7 : 0);
  std::vector<LocalDate> days{first, plus_days(first, 1)};
  if (which == Which::next && !going_on && !week) days.insert(days.end(), {plus_days(first, 7), plus_days(first, 8)});
  return days;
}

/// A weekday beside a date is a check on it. When they disagree one of the two is a mistake, and nobody knows which.
std::vector<LocalDate> checked(std::vector<LocalDate> days, const std::vector<WeekdaySaid>& weekdays) {
  if (weekdays.size() != 1) return days;
  const int weekday = weekdays.front().weekday;
  std::vector<LocalDate> agreeing;
  std::ranges::copy_if(days, std::back_inserter(agreeing), [&](LocalDate day) { return iso_weekday(day) == weekday; });
  if (!agreeing.empty() || days.size() != 1) return agreeing;
  constexpr int half_a_week = 3;
  const int back = days_back(days.front(), weekday);
  days.push_back(plus_days(days.front(), back <= half_a_week ? -back : 7 - back));
  return days;
}

/// The first and the last weekday of "begin vorige week", "midden in de week", "eind van de week"; people begin the end
/// on Thursday.
std::pair<int, int> part_of_week(std::optional<std::size_t> third) {
  static constexpr std::array<std::pair<int, int>, 3> parts{{{1, 3}, {2, 4}, {4, 7}}};
  return third ? parts.at(*third) : std::pair{1, 7};
}

}  // namespace

std::vector<LocalDate> days_meant(const Findings& found, const Context& context) {
  std::vector<LocalDate> days;
  if (found.week && !found.weekdays.empty()) {
    for (const WeekdaySaid& said : found.weekdays) days.push_back(weekday_in_week_of(*found.week, said.weekday));
  } else if (!found.days.empty()) {
    days = checked(found.days, found.weekdays);
  } else if (found.weekend) {
    days = checked(weekend_meant(*found.weekend, found.week, context), found.weekdays);
  } else if (found.week) {
    const auto [first, last] = part_of_week(found.third_of_week);
    for (int weekday = first; weekday <= last; ++weekday) days.push_back(weekday_in_week_of(*found.week, weekday));
  } else {
    for (const WeekdaySaid& said : found.weekdays) {
      for (const LocalDate& day : weekday_meant(said, context)) days.push_back(day);
    }
  }
  return days;
}

}  // namespace meldmaat::phrases
