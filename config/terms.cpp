// SPDX-License-Identifier: EUPL-1.2
#include "config/terms.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace meldmaat {

namespace {
using namespace std::chrono_literals;

struct UnitWord {
  std::string_view word;
  Term::Unit unit;
};
constexpr std::array unit_words{UnitWord{"m", Term::Unit::minutes}, UnitWord{"h", Term::Unit::hours},
                                UnitWord{"d", Term::Unit::days}, UnitWord{"wd", Term::Unit::working_days},
                                UnitWord{"eod", Term::Unit::end_of_day}};

/// Digits only: no sign, no blank.
std::optional<int> parse_digits(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Milliseconds> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = parse_digits(text.substr(0, 2));
  const auto minute = parse_digits(text.substr(3));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}
}  // namespace

std::optional<Term> parse_term(std::string_view text) {
  const auto digits = text.find_first_not_of("0123456789");
  if (digits == std::string_view::npos) return std::nullopt;
  const auto amount = parse_digits(text.substr(0, digits));
  if (!amount) return std::nullopt;
  for (const auto& [word, unit] : unit_words) {
    if (text.substr(digits) == word) return Term{*amount, unit};
  }
  return std::nullopt;
}

std::string write_term(const Term& term) {
  for (const auto& [word, unit] : unit_words) {
    if (unit == term.unit) return std::to_string(term.amount) + std::string{word};
  }
  return {};
}

Span span_of(const Term& term) {
  // Far beyond every limit, and small enough never to overflow.
  constexpr int most_amount = 1'000'000;
  const int amount = term.amount > most_amount ? most_amount : term.amount;
  const std::chrono::minutes day = 24h;
  switch (term.unit) {
    case Term::Unit::minutes: return {std::chrono::minutes{amount}, std::chrono::minutes{amount}};
    case Term::Unit::hours: return {std::chrono::hours{amount}, std::chrono::hours{amount}};
    case Term::Unit::days: return {amount * day - 1h, amount * day + 1h};
    case Term::Unit::working_days: {
      // Each week has two days off, and around Easter and Christmas up to three more fall on working days.
      const int off = 2 * (amount / 5 + 1) + 3;
      return {amount * day - 1h, (amount + off) * day + 1h};
    }
    case Term::Unit::end_of_day: return {amount * day, amount * day + 18h};
  }
  return {};
}

std::optional<HoursOfDay> parse_hours(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto from = parse_time_of_day(text.substr(0, 5));
  const auto to = parse_time_of_day(text.substr(6));
  if (!from || !to || *from >= *to) return std::nullopt;
  return HoursOfDay{*from, *to};
}

}  // namespace meldmaat
