// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/decide.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>

#include "dialogs/phrases/day_math.hpp"

namespace meldmaat::phrases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Extent {
  LocalMoment begin;
  LocalMoment end;  ///< the last moment that can be meant
};

Extent extent_of(const WhenReading& reading) {
  const LocalMoment midnight = at_time(reading.date, Milliseconds{0});
  if (reading.time_of_day) {
    const LocalMoment begin = midnight + *reading.time_of_day;
    return {begin, reading.until ? midnight + *reading.until : begin};
  }
  if (reading.part) {
    const LocalMoment begin = midnight + hours{6} * static_cast<int>(*reading.part);
    return {begin, begin + hours{6} - minutes{1}};
  }
  return {midnight, midnight + hours{24} - minutes{1}};
}

std::optional<WhyNot> not_past(WhenReading& reading, const Context& context) {
  if (reading.date < plus_months(context.today(), -12 * oldest_years)) return WhyNot::too_long_ago;
  const Extent extent = extent_of(reading);
  if (extent.begin > context.now) {
    const bool nearly = reading.about && reading.time_of_day && extent.begin - context.now <= about_now;
    if (!nearly) return WhyNot::in_future;
    reading = {context.today(), time_of(context.now), {}, {}, true};
  } else if (reading.until && extent.end > context.now) {
    reading.until = context.now - at_time(reading.date, Milliseconds{0});
    if (*reading.until <= reading.time_of_day.value_or(Milliseconds{0})) reading.until.reset();
  }
  return std::nullopt;
}

std::optional<WhyNot> not_future(const WhenReading& reading, const Context& context) {
  if (reading.date > plus_months(context.today(), 12 * farthest_years)) return WhyNot::too_far_ahead;
  const Extent extent = extent_of(reading);
  const LocalMoment last = reading.until ? extent.begin : extent.end;
  return last < context.now ? std::optional{WhyNot::in_past} : std::nullopt;
}

/// How many days "vandaag" and "vannacht" may lie off by the calendar. Before five in the morning the day before is not
/// over for who is still awake, and "vannacht" is the night behind us or the night to come.
int other_today(const Findings& found, const Context& context) {
  if (found.from_today != 0) return 0;
  const bool this_night = found.part == SaidPart::this_night;
  constexpr hours small_hours{5};
  if (context.direction == Direction::future) return this_night ? 1 : 0;
  return this_night || time_of(context.now) < small_hours ? -1 : 0;
}

/// The readings that can be, without doubles; `refused` is why the last other one cannot.
std::vector<WhenReading> possible(const std::vector<WhenReading>& readings, const Findings& found,
                                  const Context& context, WhyNot& refused) {
  std::vector<WhenReading> kept;
  for (WhenReading reading : readings) {
    auto why_not = objection(reading, context);
    const int moved = other_today(found, context);
    if (why_not && moved != 0) {
      reading.date = plus_days(reading.date, moved);
      why_not = objection(reading, context);
    }
    if (why_not) {
      refused = *why_not;
    } else if (std::ranges::find(kept, reading) == kept.end()) {
      kept.push_back(reading);
    }
  }
  return kept;
}

/// Most incidents happen while people are awake.
bool by_day(const WhenReading& reading) {
  if (reading.part) return *reading.part != DayPart::night;
  return !reading.time_of_day || (*reading.time_of_day >= hours{6} && *reading.time_of_day < hours{22});
}

WhenAnswer settle(const std::vector<WhenReading>& candidates, WhyNot refused) {
  if (candidates.empty()) return NotADate{refused};
  if (candidates.size() == 1) return Understood{candidates.front()};
  if (candidates.size() > most_candidates) return NotADate{WhyNot::which_day};
  Choose choice;
  std::ranges::copy_if(candidates, std::back_inserter(choice.candidates), by_day);
  std::ranges::copy_if(candidates, std::back_inserter(choice.candidates), std::not_fn(by_day));
  return choice;
}

/// "Vroeg in de ochtend" is a time of its own, unless a better one was said: "vrijdagavond laat, om elf uur".
Findings with_edge(Findings found) {
  if (!found.edge || !found.spans.empty()) return found;
  found.spans = {Span{Clock{*found.edge}, {}}};
  found.about = true;
  return found;
}

/// True when a day and a week were named that are not about each other.
bool in_another_week(const Findings& found) {
  const auto same_week = [&](LocalDate day) {
    return weekday_in_week_of(day, 1) == weekday_in_week_of(*found.week, 1);
  };
  return found.week && !found.days.empty() && std::ranges::none_of(found.days, same_week);
}

/// Takes "10.11" as what is still missing: the time beside a day, the day beside a time; alone it is either.
std::vector<Findings> with_dotted(const Findings& found) {
  if (!found.dotted) return {found};
  Findings as_time = found;
  as_time.spans = found.dotted->spans;
  Findings as_date = found;
  as_date.days = found.dotted->date.days;
  const bool time_possible = !found.dotted->spans.empty() && found.spans.empty() && !found.dotted->surely_date;
  const bool date_possible = !found.names_a_day() && !found.dotted->date.impossible;
  std::vector<Findings> ways;
  if (time_possible) ways.push_back(as_time);
  if (date_possible && !(time_possible && found.part)) ways.push_back(as_date);
  return ways;
}

}  // namespace

std::optional<WhyNot> objection(WhenReading& reading, const Context& context) {
  return context.direction == Direction::past ? not_past(reading, context) : not_future(reading, context);
}

WhenAnswer decide(const Findings& found, const Context& context) {
  if (found.refusal) return NotADate{*found.refusal};
  if (in_another_week(found)) return NotADate{WhyNot::more_than_one};
  std::vector<WhenReading> candidates;
  WhyNot refused = WhyNot::which_day;
  for (const Findings& way : with_dotted(with_edge(found))) {
    if (!way.names_a_day() && way.spans.empty()) {
      if (way.vague || way.part) return NotADate{WhyNot::which_day};
      if (way.now) return Understood{{context.today(), time_of(context.now), {}, {}, true}};
      return NotADate{WhyNot::unclear};
    }
    const std::vector<LocalDate> days = days_meant(way, context);
    if (way.names_a_day() && days.empty()) return NotADate{WhyNot::which_day};
    const auto readings = readings_of(way, days, context);
    if (!readings) return NotADate{WhyNot::contradiction};
    for (const WhenReading& reading : possible(*readings, way, context, refused)) candidates.push_back(reading);
  }
  return settle(candidates, refused);
}

}  // namespace meldmaat::phrases
