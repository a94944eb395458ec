// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The zone of the tests, made from the rule of the European Union (directive 2000/84/EC) instead of a database: summer
/// time from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "bot/moment.hpp"
#include "bot/zone.hpp"

namespace meldmaat::fakes {

/// The moment at which the clocks change in that month of that year.
inline Moment change_of_clocks(std::chrono::year year, std::chrono::month month) {
  return std::chrono::sys_days{year / month / std::chrono::Sunday[std::chrono::last]} + std::chrono::hours{1};
}

/// Europe/Amsterdam from 2000 to 2100.
inline Zone amsterdam() {
  std::vector<ZoneChange> changes{{Moment{}, std::chrono::hours{1}, "CET"}};
  for (std::chrono::year year{2000}; year <= std::chrono::year{2100}; ++year) {
    changes.push_back({change_of_clocks(year, std::chrono::March), std::chrono::hours{2}, "CEST"});
    changes.push_back({change_of_clocks(year, std::chrono::October), std::chrono::hours{1}, "CET"});
  }
  return {"Europe/Amsterdam", "rule of 2000/84/EC", std::move(changes)};
}

/// "2026-10-23 16:40" as the wall clock in Amsterdam shows it. \pre well-formed
inline LocalMoment wall(std::string_view text) {
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char digit : text.substr(from, count)) value = value * 10 + (digit - '0');
    return value;
  };
  const LocalDate date{std::chrono::year{number(0, 4)}, std::chrono::month{static_cast<unsigned>(number(5, 2))},
                       std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  return at_time(date, std::chrono::hours{number(11, 2)} + std::chrono::minutes{number(14, 2)});
}

/// The first moment at which the wall clock in Amsterdam shows `text`.
inline Moment at(std::string_view text) {
  static const Zone zone = amsterdam();
  return zone.to_moment(wall(text));
}

}  // namespace meldmaat::fakes
