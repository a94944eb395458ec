// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/day_rules.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "dialogs/phrases/day_math.hpp"

namespace meldmaat::phrases {
namespace {

LocalDate make_date(int year, int month, int day) {
  return LocalDate{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                   std::chrono::day{static_cast<unsigned>(day)}};
}

/// "26" is 2026; what would lie more than ten years ahead is in the last century.
int full_year(Symbol written, const Context& context) {
  if (written.digits == 4) return written.value;
  const int this_year = static_cast<int>(context.today().year());
  const int century = this_year - this_year % 100;
  const int year = century + written.value;
  return year > this_year + 10 ? year - 100 : year;
}

Match<DaySaid> exactly(LocalDate date, std::size_t next) {
  if (!date.ok()) return {{{}, false, true}, next};
  return {{{date}}, next};
}

/// A day and month without a year.
Match<DaySaid> nearest(int month, int day, const Context& context, std::size_t next) {
  const LocalDate today = context.today();
  const int this_year = static_cast<int>(today.year());
  const bool past = context.direction == Direction::past;
  const LocalDate candidate = make_date(this_year, month, day);
  const bool right_side = past ? candidate <= today : candidate >= today;
  if (candidate.ok() && right_side) return exactly(candidate, next);
  const LocalDate other = make_date(past ? this_year - 1 : this_year + 1, month, day);
  return exactly(other, next);
}

bool is_month(const SignText& text, std::size_t i) {
  return text.is_any(i, {Sign::month, Sign::weak_month});
}

bool is_separator(Symbol symbol) {
  return symbol.sign == Sign::dash || symbol.sign == Sign::slash || symbol.sign == Sign::dot;
}

/// "24-11-2026", "24/11/26", "24.11.2026", "2026-11-24"
Maybe<DaySaid> three_numbers(const SignText& text, std::size_t i, const Context& context) {
  const Symbol first = text.at(i);
  const Symbol second = text.at(i + 2);
  const Symbol third = text.at(i + 4);
  const bool numbers = first.sign == Sign::number && second.sign == Sign::number && third.sign == Sign::number;
  if (!numbers || !is_separator(text.at(i + 1)) || text.at(i + 3).sign != text.at(i + 1).sign) return std::nullopt;
  if (first.digits == 4 && second.digits <= 2 && third.digits <= 2) {
    return exactly(make_date(first.value, second.value, third.value), i + 5);
  }
  if (first.digits > 2 || second.digits > 2) return Match<DaySaid>{{}, i + 5};  // a telephone number
  if (third.digits != 2 && third.digits != 4) return Match<DaySaid>{{{}, false, true}, i + 5};
  return exactly(make_date(full_year(third, context), second.value, first.value), i + 5);
}

/// "24-11" and "24/11"
Maybe<DaySaid> two_numbers(const SignText& text, std::size_t i, const Context& context) {
  const Symbol day = text.at(i);
  const Symbol month = text.at(i + 2);
  if (day.sign != Sign::number || month.sign != Sign::number) return std::nullopt;
  if (!text.is_any(i + 1, {Sign::dash, Sign::slash}) || is_month(text, i + 3)) return std::nullopt;
  if (day.digits > 2 || month.digits > 2) return Match<DaySaid>{{}, i + 3};  // a telephone or house number
  return nearest(month.value, day.value, context, i + 3);
}

/// A year behind a named month, if there is one: "2026", "26", but not the "22" of "22 uur".
std::optional<int> year_at(const SignText& text, std::size_t i, const Context& context) {
  const Symbol year = text.at(i);
  if (year.sign != Sign::number) return std::nullopt;
  const bool start_of_time = text.is_any(i + 1, {Sign::hour, Sign::colon, Sign::dot, Sign::am, Sign::pm});
  const bool two_digits = year.digits == 2 && year.value >= 20 && !start_of_time;
  const bool four_digits = year.digits == 4 && !text.is(i + 1, Sign::hour);
  return two_digits || four_digits ? std::optional{full_year(year, context)} : std::nullopt;
}

Match<DaySaid> with_year(int day, int month, std::size_t next, const SignText& text, const Context& context) {
  const std::size_t at = text.skip(next, {Sign::comma, Sign::dash, Sign::slash});
  if (const auto year = year_at(text, at, context)) return exactly(make_date(*year, month, day), at + 1);
  return nearest(month, day, context, next);
}

std::size_t past_suffix(const SignText& text, std::size_t i) {
  const bool suffix = text.at(i).glued && text.is_any(i, {Sign::ordinal_suffix, Sign::the});
  return suffix ? i + 1 : i;
}

/// "24 november", "the 24th of November", "1 mei 2026", "tweede november"
Maybe<DaySaid> day_then_month(const SignText& text, std::size_t i, const Context& context) {
  const Symbol day = text.at(i);
  const bool is_day = (day.sign == Sign::number && day.digits <= 2) || day.sign == Sign::ordinal;
  if (!is_day) return std::nullopt;
  const std::size_t month = text.skip(past_suffix(text, i + 1), {Sign::on, Sign::from, Sign::dash, Sign::slash});
  if (!is_month(text, month)) return std::nullopt;
  return with_year(day.value, text.at(month).value, month + 1, text, context);
}

/// "November 24", "Nov 24th, 2026"
Maybe<DaySaid> month_then_day(const SignText& text, std::size_t i, const Context& context) {
  const Symbol day = text.at(i + 1);
  const bool is_day = (day.sign == Sign::number && day.digits <= 2 && day.digits > 0) || day.sign == Sign::ordinal;
  if (!is_month(text, i) || !is_day) return std::nullopt;
  if (text.is_any(i + 2, {Sign::hour, Sign::colon, Sign::dot, Sign::am, Sign::pm})) return std::nullopt;
  return with_year(day.value, text.at(i).value, past_suffix(text, i + 2), text, context);
}

/// How many months from now "vorige maand" lies; `next` is behind the word for month.
Maybe<int> month_from_now(const SignText& text, std::size_t i) {
  const Symbol unit = text.at(i + 1);
  if (unit.sign != Sign::unit || unit.value != static_cast<int>(Unit::month)) return std::nullopt;
  if (text.is_any(i, {Sign::last, Sign::recent})) return Match<int>{-1, i + 2};
  if (text.is(i, Sign::current)) return Match<int>{0, i + 2};
  if (text.is_any(i, {Sign::next, Sign::coming})) return Match<int>{1, i + 2};
  return std::nullopt;
}

/// "de 24e", "the 24th of last month", "op de vijfde"
Maybe<DaySaid> day_of_month(const SignText& text, std::size_t i, const Context& context) {
  const Symbol day = text.at(i);
  const std::size_t next = past_suffix(text, i + 1);
  const bool suffixed = day.sign == Sign::number && day.digits > 0 && next > i + 1;
  const bool spelled = day.sign == Sign::ordinal && text.follows(i, {Sign::the}) && i >= 2 && text.is(i - 2, Sign::on);
  if (!suffixed && !spelled) return std::nullopt;
  if (text.is(next, Sign::other) && !text.follows(i, {Sign::the})) return std::nullopt;  // "1e keer"
  constexpr int longest_month = 31;
  if (day.value < 1 || day.value > longest_month) return Match<DaySaid>{{{}, false, true}, next};
  const auto on_day = [&](int months) {
    const LocalDate moved = plus_months(context.today(), months);
    return LocalDate{moved.year(), moved.month(), std::chrono::day{static_cast<unsigned>(day.value)}};
  };
  if (const auto month = month_from_now(text, text.skip(next, {Sign::from, Sign::on, Sign::the}))) {
    return exactly(on_day(month->found), month->next);
  }
  const int step = context.direction == Direction::past ? -1 : 1;
  int months = 0;
  const auto wrong_side = [&](LocalDate date) { return step < 0 ? date > context.today() : date < context.today(); };
  while (!on_day(months).ok() || wrong_side(on_day(months))) months += step;
  return exactly(on_day(months), next);
}

constexpr std::array<int, 3> middle_of_third{5, 15, 25};

/// A month as its first day, with a year or the nearest one.
Maybe<LocalDate> whole_month_at(const SignText& text, std::size_t i, const Context& context, bool third) {
  const LocalDate today = context.today();
  const LocalDate this_month = make_date(static_cast<int>(today.year()), static_cast<int>(unsigned{today.month()}), 1);
  if (const auto from_now = month_from_now(text, i)) {
    return Match<LocalDate>{plus_months(this_month, from_now->found), from_now->next};
  }
  const bool another = text.is_any(i, {Sign::last, Sign::recent});
  i = text.skip(i, {Sign::last, Sign::recent, Sign::current, Sign::next, Sign::coming});
  if (!is_month(text, i)) return std::nullopt;
  const int month = text.at(i).value;
  if (const auto year = year_at(text, i + 1, context); year && text.at(i + 1).digits == 4) {
    return Match<LocalDate>{make_date(*year, month, 1), i + 2};
  }
  const bool surely_month = third || text.is(i, Sign::month) || text.follows(i, {Sign::on, Sign::ahead});
  if (!surely_month) return std::nullopt;
  LocalDate first = make_date(static_cast<int>(today.year()), month, 1);
  const bool not_yet = first > this_month || (another && first == this_month);
  if (context.direction == Direction::past && not_yet) first = plus_months(first, -12);
  if (context.direction == Direction::future && first < this_month) first = plus_months(first, 12);
  return Match<LocalDate>{first, i + 1};
}

}  // namespace

std::optional<std::size_t> third_named(const SignText& text, std::size_t i) {
  if (text.is_any(i, {Sign::beginning, Sign::early})) return 0;
  if (text.is_any(i, {Sign::middle, Sign::half})) return 1;
  if (text.is_any(i, {Sign::ending, Sign::late})) return 2;
  return std::nullopt;
}

Maybe<DaySaid> date_at(const SignText& text, std::size_t i, const Context& context) {
  if (auto said = three_numbers(text, i, context)) return said;
  if (auto said = two_numbers(text, i, context)) return said;
  if (auto said = day_then_month(text, i, context)) return said;
  if (auto said = month_then_day(text, i, context)) return said;
  return day_of_month(text, i, context);
}

Maybe<DaySaid> month_at(const SignText& text, std::size_t i, const Context& context) {
  const auto third = third_named(text, i);
  const std::size_t at = third ? text.skip(i + 1, {Sign::on, Sign::from, Sign::the}) : i;
  const auto month = whole_month_at(text, at, context, third.has_value());
  if (!month) return std::nullopt;
  DaySaid said{{}, true};
  if (third) {
    said.days.push_back(plus_days(month->found, middle_of_third.at(*third) - 1));
  } else {
    for (const int day : middle_of_third) said.days.push_back(plus_days(month->found, day - 1));
  }
  return Match<DaySaid>{std::move(said), month->next};
}

DaySaid dotted_date(const SignText& text, std::size_t i, const Context& context) {
  return nearest(text.at(i + 2).value, text.at(i).value, context, i).found;
}

}  // namespace meldmaat::phrases
