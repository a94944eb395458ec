// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Counting with days of the calendar.
#pragma once

#include <chrono>

#include "bot/moment.hpp"

namespace meldmaat::phrases {

[[nodiscard]] inline LocalDate plus_days(LocalDate date, int days) {
  return LocalDate{std::chrono::local_days{date} + std::chrono::days{days}};
}

/// The same day of another month, or that month's last day.
[[nodiscard]] inline LocalDate plus_months(LocalDate date, int months) {
  const LocalDate moved = date + std::chrono::months{months};
  return moved.ok() ? moved : LocalDate{moved.year() / moved.month() / std::chrono::last};
}

[[nodiscard]] inline int days_between(LocalDate from, LocalDate to) {
  return static_cast<int>((std::chrono::local_days{to} - std::chrono::local_days{from}).count());
}

/// 1 is Monday.
[[nodiscard]] inline int iso_weekday(LocalDate date) {
  return static_cast<int>(std::chrono::weekday{std::chrono::local_days{date}}.iso_encoding());
}

/// That weekday in the week of `date`, which begins on Monday.
[[nodiscard]] inline LocalDate weekday_in_week_of(LocalDate date, int weekday) {
  return plus_days(date, weekday - iso_weekday(date));
}

}  // namespace meldmaat::phrases
