// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/amount_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace meldmaat::phrases {
namespace {

constexpr int day_minutes = 1440;
constexpr int most_months = 200 * 12;
constexpr int most_minutes = 200 * 365 * day_minutes;

struct Quantity {
  double count = 1;
  bool about = false;
};

Maybe<Quantity> found(double count, std::size_t next, bool about = false) {
  return Match<Quantity>{{count, about}, next};
}

bool glued_number(const SignText& text, std::size_t i, Sign between) {
  return text.is(i, Sign::number) && text.is(i + 1, between) && text.at(i + 1).glued && text.is(i + 2, Sign::number) &&
         text.at(i + 2).glued;
}

/// "1/2"
bool is_one_half(const SignText& text, std::size_t i) {
  return glued_number(text, i, Sign::slash) && text.at(i).value == 1 && text.at(i + 2).value == 2;
}

/// "en een half", "and a half" behind a number
std::optional<std::size_t> and_a_half(const SignText& text, std::size_t i) {
  if (!text.is(i, Sign::conjunction)) return std::nullopt;
  const std::size_t half = text.skip(i + 1, {Sign::article});
  return text.is(half, Sign::half) ? std::optional{half + 1} : std::nullopt;
}

Maybe<Quantity> quantity_at(const SignText& text, std::size_t i) {
  const std::size_t after_article = text.skip(i, {Sign::article});
  if (text.is(after_article, Sign::half)) return found(0.5, text.skip(after_article + 1, {Sign::article}));
  if (text.is(after_article, Sign::few)) {
    return found(text.at(after_article).value, text.skip(after_article + 1, {Sign::on}), true);
  }
  if (text.is(i, Sign::one_and_half)) return found(1.5, i + 1);
  if (glued_number(text, i, Sign::comma) || glued_number(text, i, Sign::dot)) {
    const Symbol fraction = text.at(i + 2);
    return found(text.at(i).value + fraction.value / std::pow(10.0, fraction.digits), i + 3);
  }
  if (is_one_half(text, i)) return found(0.5, i + 3);
  if (!text.is_any(i, {Sign::number, Sign::article})) return std::nullopt;
  const double count = text.is(i, Sign::article) ? 1 : text.at(i).value;
  if (is_one_half(text, i + 1)) return found(count + 0.5, i + 4);
  if (const auto next = and_a_half(text, i + 1)) return found(count + 0.5, *next);
  return found(count, i + 1);
}

std::optional<Unit> unit_at(const SignText& text, std::size_t i) {
  if (text.is(i, Sign::hour)) return Unit::hour;
  if (text.is(i, Sign::unit)) return static_cast<Unit>(text.at(i).value);
  return std::nullopt;
}

Amount times(Quantity quantity, Unit unit) {
  constexpr std::array<double, 5> minutes{1, 15, 60, 1440, 7.0 * 1440};
  constexpr double days_in_a_month = 30;
  Amount amount;
  amount.finest = unit;
  amount.about = quantity.about;
  if (unit < Unit::month) {
    const double total = quantity.count * minutes.at(static_cast<std::size_t>(unit));
    amount.minutes = static_cast<int>(std::min<double>(std::round(total), most_minutes));
    return amount;
  }
  const double months = std::min<double>(unit == Unit::year ? quantity.count * 12 : quantity.count, most_months);
  amount.months = static_cast<int>(months);
  const double rest = months - amount.months;
  amount.minutes = static_cast<int>(std::round(rest * days_in_a_month)) * day_minutes;
  return amount;
}

/// "een dag of drie" counts to three, roughly.
Maybe<std::vector<Amount>> roughly_counted(const SignText& text, std::size_t i) {
  const auto unit = unit_at(text, i);
  if (!unit || !text.is(i + 1, Sign::alternative) || !text.is(i + 2, Sign::number)) return std::nullopt;
  const double count = text.at(i + 2).value;
  return Match<std::vector<Amount>>{{times({count, true}, *unit)}, i + 3};
}

Maybe<std::vector<Amount>> single_amount_at(const SignText& text, std::size_t i) {
  if (auto amount = roughly_counted(text, text.skip(i, {Sign::article}))) return amount;
  if (const auto unit = unit_at(text, i)) return Match<std::vector<Amount>>{{times({}, *unit)}, i + 1};
  const auto quantity = quantity_at(text, i);
  if (!quantity) return std::nullopt;
  std::size_t next = quantity->next;
  std::optional<Quantity> other;
  if (text.is(next, Sign::alternative)) {
    const auto second = quantity_at(text, next + 1);
    if (!second) return std::nullopt;
    other = second->found;
    next = second->next;
  }
  const auto unit = unit_at(text, next);
  if (!unit) return std::nullopt;
  ++next;
  Quantity counted = quantity->found;
  if (const auto half = and_a_half(text, next)) {  // "an hour and a half"
    counted.count += 0.5;
    next = *half;
  }
  std::vector<Amount> amounts{times(counted, *unit)};
  if (other) amounts.push_back(times(*other, *unit));
  return Match<std::vector<Amount>>{std::move(amounts), next};
}

}  // namespace

Maybe<std::vector<Amount>> amount_at(const SignText& text, std::size_t i) {
  auto amounts = single_amount_at(text, i);
  while (amounts) {
    const std::size_t at = text.skip(amounts->next, {Sign::conjunction});
    const auto more =
        text.is_any(at, {Sign::number, Sign::article, Sign::half}) ? single_amount_at(text, at) : std::nullopt;
    if (!more) break;
    const Amount added = more->found.front();
    for (Amount& amount : amounts->found) {
      amount.months = std::min(amount.months + added.months, most_months);
      amount.minutes = std::min(amount.minutes + added.minutes, most_minutes);
      amount.finest = std::min(amount.finest, added.finest);
    }
    amounts->next = more->next;
  }
  return amounts;
}

}  // namespace meldmaat::phrases
