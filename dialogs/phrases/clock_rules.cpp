// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/clock_rules.hpp"

#include <utility>

namespace meldmaat::phrases {
namespace {

constexpr int hour_minutes = 60;
constexpr int half_day = 12 * hour_minutes;
constexpr int whole_day = 24 * hour_minutes;

Match<ClockSaid> one(Clock clock, std::size_t next) {
  return Match<ClockSaid>{{{clock}}, next};
}
Match<ClockSaid> impossible(std::size_t next) {
  return Match<ClockSaid>{{}, next};
}

/// A spoken hour and minutes. `digital` is "09:30" and "10:30": two digits, as on a clock with 24 hours.
Match<ClockSaid> hands(int hour, int minutes, bool digital, std::size_t next) {
  const int total = hour * hour_minutes + minutes;
  if (minutes >= hour_minutes || total > whole_day) return impossible(next);
  const bool twelve = hour >= 1 && hour <= 12 && !digital;
  return one(twelve ? Clock{total % half_day, Clock::Face::twelve} : Clock{total}, next);
}

std::optional<int> hour_number(const SignText& text, std::size_t i) {
  const Symbol hour = text.at(i);
  if (hour.sign == Sign::article && hour.value == 1) return 1;
  if (hour.sign != Sign::number || hour.digits > 2) return std::nullopt;
  return hour.value;
}

std::size_t past_hour_word(const SignText& text, std::size_t i) {
  return text.is(i, Sign::hour) ? i + 1 : i;
}

Maybe<ClockSaid> fixed(const SignText& text, std::size_t i) {
  if (text.is(i, Sign::clock)) return one({text.at(i).value}, i + 1);
  if (text.is(i, Sign::midnight)) return one({0, Clock::Face::midnight}, i + 1);
  return std::nullopt;
}

/// "half vier", "half past three", and "half three", which a Briton and a Dutchman mean differently.
Maybe<ClockSaid> half_hour(const SignText& text, std::size_t i, HalfHour custom) {
  if (!text.is(i, Sign::half)) return std::nullopt;
  const bool past = text.is(i + 1, Sign::past);
  const std::size_t at = past ? i + 2 : i + 1;
  const auto hour = hour_number(text, at);
  if (!hour || *hour < 1 || *hour > 12 || text.is_any(at + 1, {Sign::unit, Sign::month})) return std::nullopt;
  // "half een uur" is a length, "half een" is not.
  if (text.is(at, Sign::article) && text.is(at + 1, Sign::hour)) return std::nullopt;
  const Clock after{(*hour * hour_minutes + 30) % half_day, Clock::Face::twelve};
  const Clock before{(*hour * hour_minutes - 30) % half_day, Clock::Face::twelve};
  const std::size_t next = past_hour_word(text, at + 1);
  if (past) return one(after, next);
  if (custom == HalfHour::before) return one(before, next);
  return Match<ClockSaid>{{{after, before}}, next};
}

struct MinutesAway {
  int minutes = 0;
  bool certain = true;  ///< not to be mistaken for "from 2 to 3"
};

Maybe<MinutesAway> minutes_at(const SignText& text, std::size_t i) {
  if (text.is(i, Sign::quarter)) return Match<MinutesAway>{{15}, i + 1};
  const Symbol number = text.at(i);
  if (number.sign != Sign::number || number.value < 1 || number.value >= hour_minutes) return std::nullopt;
  const Symbol unit = text.at(i + 1);
  const bool named = unit.sign == Sign::unit && unit.value == static_cast<int>(Unit::minute);
  return Match<MinutesAway>{{number.value, named || number.digits == 0 || number.value % 5 == 0},
                            named ? i + 2 : i + 1};
}

/// "kwart over 3", "10 voor half 4", "twenty to four"
Maybe<ClockSaid> minutes_around(const SignText& text, std::size_t i) {
  const auto away = minutes_at(text, i);
  if (!away) return std::nullopt;
  const bool before = text.is_any(away->next, {Sign::before, Sign::to});
  if (!before && !text.is_any(away->next, {Sign::past, Sign::over})) return std::nullopt;
  if (text.is(away->next, Sign::to) && !away->found.certain) return std::nullopt;
  const std::size_t at = away->next + 1;
  const int moved = before ? -away->found.minutes : away->found.minutes;
  const auto shift = [&](int base, Clock::Face face, std::size_t next) {
    const int turn = face == Clock::Face::day ? whole_day : half_day;
    return one({(base + moved + turn) % turn, face}, next);
  };
  if (const auto half = half_hour(text, at, HalfHour::before)) {
    return shift(half->found.clocks.front().minutes, Clock::Face::twelve, half->next);
  }
  if (const auto named = fixed(text, at)) {  // "kwart voor middernacht"
    return shift(named->found.clocks.front().minutes, Clock::Face::day, named->next);
  }
  const auto hour = hour_number(text, at);
  if (!hour || *hour > 24 || text.is(at + 1, Sign::unit)) return std::nullopt;
  const Clock::Face face = *hour >= 1 && *hour <= 12 ? Clock::Face::twelve : Clock::Face::day;
  return shift(*hour * hour_minutes, face, past_hour_word(text, at + 1));
}

/// "16:40", "9:30", "16:40:12"
Maybe<ClockSaid> with_colon(const SignText& text, std::size_t i) {
  const Symbol hour = text.at(i);
  const Symbol minutes = text.at(i + 2);
  if (hour.sign != Sign::number || !text.is(i + 1, Sign::colon) || minutes.sign != Sign::number) return std::nullopt;
  std::size_t next = i + 3;
  const bool seconds = text.is(next, Sign::colon) && text.is(next + 1, Sign::number);
  if (seconds) next += 2;
  const bool leap_second_at_most = !seconds || text.at(next - 1).value <= 60;
  if (hour.digits > 2 || minutes.digits != 2 || !leap_second_at_most) return impossible(next);
  return hands(hour.value, minutes.value, hour.digits == 2, past_hour_word(text, next));
}

/// "16.40", which is how Dutch clocks are written, and "10.11", which may be a date.
Maybe<ClockSaid> with_dot(const SignText& text, std::size_t i) {
  const Symbol hour = text.at(i);
  const Symbol minutes = text.at(i + 2);
  if (hour.sign != Sign::number || !text.is(i + 1, Sign::dot) || minutes.sign != Sign::number) return std::nullopt;
  if (hour.digits > 2 || minutes.digits != 2) return std::nullopt;
  const bool surely_time = text.is_any(i + 3, {Sign::hour, Sign::am, Sign::pm, Sign::dash}) ||
                           text.follows(i, {Sign::at, Sign::about, Sign::dash});
  const bool maybe_date =
      !surely_time && hour.value >= 1 && hour.value <= 31 && minutes.value >= 1 && minutes.value <= 12;
  auto said = hands(hour.value, minutes.value, hour.digits == 2, past_hour_word(text, i + 3));
  if (said.found.clocks.empty() && !surely_time && !maybe_date) return std::nullopt;  // "45.95": no time at all
  said.found.maybe_date = maybe_date;
  return said;
}

/// "3 uur", "8u30", "20 uur 15". "Een uur" is a length unless a word announces a time.
Maybe<ClockSaid> with_hour_word(const SignText& text, std::size_t i) {
  const auto hour = hour_number(text, i);
  if (!hour || !text.is(i + 1, Sign::hour)) return std::nullopt;
  const bool announced = text.follows(
      i, {Sign::at, Sign::about, Sign::near, Sign::between, Sign::from, Sign::until, Sign::to, Sign::conjunction});
  if (text.is(i, Sign::article) && !announced) return std::nullopt;
  const Symbol minutes = text.at(i + 2);
  const bool has_minutes =
      minutes.sign == Sign::number && (minutes.digits == 0 || minutes.digits == 2) && minutes.value >= 1 &&
      (minutes.glued ||
       !text.is_any(i + 3, {Sign::month, Sign::weak_month, Sign::dash, Sign::slash, Sign::colon, Sign::dot, Sign::hour,
                            Sign::unit, Sign::past, Sign::over, Sign::to, Sign::before}));
  const bool digital = text.at(i).digits == 2 && (*hour < 10 || has_minutes);
  return hands(*hour, has_minutes ? minutes.value : 0, digital, has_minutes ? i + 3 : i + 2);
}

/// "een uur of drie" is around three.
Maybe<ClockSaid> hour_or_so(const SignText& text, std::size_t i) {
  i = text.skip(i, {Sign::article});
  const Symbol unit = text.at(i);
  const bool hour_unit = unit.sign == Sign::unit && unit.value == static_cast<int>(Unit::hour);
  if (unit.sign != Sign::hour && !hour_unit) return std::nullopt;
  const auto hour = hour_number(text, i + 2);
  if (!text.is(i + 1, Sign::alternative) || !hour) return std::nullopt;
  auto said = hands(*hour, 0, false, past_hour_word(text, i + 3));
  said.found.about = true;
  return said;
}

/// "1640 uur", "om 1640", "gisteren 1640"
Maybe<ClockSaid> four_digits(const SignText& text, std::size_t i) {
  const Symbol number = text.at(i);
  const bool announced = text.is(i + 1, Sign::hour) || text.follows(i, {Sign::at, Sign::day, Sign::part});
  if (number.sign != Sign::number || number.digits != 4 || !announced) return std::nullopt;
  return hands(number.value / 100, number.value % 100, true, past_hour_word(text, i + 1));
}

Maybe<ClockSaid> before_meridiem(const SignText& text, std::size_t i) {
  const auto hour = hour_number(text, i);
  if (!hour || !text.is_any(i + 1, {Sign::am, Sign::pm})) return std::nullopt;
  return hands(*hour, 0, false, i + 1);
}

/// Settles a time with the "am" or "pm" behind it, if any.
Maybe<ClockSaid> settle_meridiem(const SignText& text, Match<ClockSaid> said) {
  if (!text.is_any(said.next, {Sign::am, Sign::pm})) return said;
  const bool pm = text.is(said.next, Sign::pm);
  constexpr int thirteen = 13 * hour_minutes;
  for (Clock& clock : said.found.clocks) {
    if (clock.minutes >= thirteen && !pm) return impossible(said.next + 1);
    clock = {clock.minutes % half_day + (pm ? half_day : 0)};
  }
  ++said.next;
  return said;
}

Maybe<ClockSaid> any_clock(const SignText& text, std::size_t i, const Lexicon& lexicon) {
  if (auto said = fixed(text, i)) return said;
  if (auto said = minutes_around(text, i)) return said;
  if (auto said = half_hour(text, i, lexicon.half_hour)) return said;
  if (auto said = with_colon(text, i)) return said;
  if (auto said = with_dot(text, i)) return said;
  if (auto said = hour_or_so(text, i)) return said;
  if (auto said = with_hour_word(text, i)) return said;
  if (auto said = four_digits(text, i)) return said;
  return before_meridiem(text, i);
}

std::vector<Span> pairs(const ClockSaid& from, const ClockSaid& until) {
  std::vector<Span> spans;
  for (const Clock& first : from.clocks) {
    for (const Clock& last : until.clocks) spans.push_back({first, last});
  }
  return spans;
}

/// The end of a span whose beginning was read; `opened` when "tussen" or "van" announced it.
Maybe<SpanSaid> span_from(const SignText& text, const Match<ClockSaid>& from, bool bare, Sign opened,
                          const Lexicon& lexicon) {
  std::size_t i = from.next;
  SpanSaid said;
  if (text.is(i, Sign::part)) said.part = static_cast<SaidPart>(text.at(i++).value);
  const bool joined =
      text.is_any(i, {Sign::until, Sign::to, Sign::dash}) || (opened == Sign::between && text.is(i, Sign::conjunction));
  if (!joined) return std::nullopt;
  i = text.skip(i + 1, {Sign::about, Sign::at});
  auto until = clock_at(text, i, lexicon);
  const bool whole = until.has_value();
  if (!until && opened != Sign::other) until = bare_hour_at(text, i);
  // "3-10" is a date and "14-15 uur" is a span: one side must look like a time.
  if (!until || (bare && opened == Sign::other && (!whole || text.is(i + 1, Sign::dash)))) return std::nullopt;
  said.spans = pairs(from.found, until->found);
  return Match<SpanSaid>{std::move(said), until->next};
}

}  // namespace

Maybe<ClockSaid> clock_at(const SignText& text, std::size_t i, const Lexicon& lexicon) {
  auto said = any_clock(text, i, lexicon);
  return said ? settle_meridiem(text, *said) : std::nullopt;
}

Maybe<ClockSaid> bare_hour_at(const SignText& text, std::size_t i) {
  const auto hour = hour_number(text, i);
  const bool part_of_more = text.is_any(
      i + 1, {Sign::month, Sign::weak_month, Sign::unit, Sign::slash, Sign::colon, Sign::ordinal_suffix, Sign::ago});
  if (!hour || part_of_more) return std::nullopt;
  const Symbol written = text.at(i);
  return hands(*hour, 0, written.digits == 2 && *hour < 10, i + 1);
}

Maybe<SpanSaid> span_at(const SignText& text, std::size_t i, const Lexicon& lexicon) {
  const bool announced = text.is_any(i, {Sign::between, Sign::from});
  const Sign opened = announced ? text.at(i).sign : Sign::other;
  if (announced) i = text.skip(i + 1, {Sign::about, Sign::at});
  const auto minutes = minutes_at(text, i);
  const bool minutes_to_the_hour = !announced && minutes && minutes->found.certain && text.is(minutes->next, Sign::to);
  if (const auto from = bare_hour_at(text, i); from && !minutes_to_the_hour) {
    if (auto said = span_from(text, *from, true, opened, lexicon)) return said;
  }
  if (const auto from = clock_at(text, i, lexicon)) return span_from(text, *from, false, opened, lexicon);
  return std::nullopt;
}

}  // namespace meldmaat::phrases
