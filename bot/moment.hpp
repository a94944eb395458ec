// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Points in time. A `Moment` is always UTC; a `LocalMoment` is what a wall clock in the municipality shows and means
/// nothing without a `Zone` (bot/zone.hpp). The two never mix without saying so.
#pragma once

#include <chrono>
#include <string>

namespace meldmaat {

using Milliseconds = std::chrono::milliseconds;

/// An instant, UTC, in milliseconds. Everything stored is a Moment.
using Moment = std::chrono::sys_time<Milliseconds>;

/// What the clock on the wall shows, without a zone.
using LocalMoment = std::chrono::local_time<Milliseconds>;

/// The calendar day on the wall.
using LocalDate = std::chrono::year_month_day;

[[nodiscard]] inline LocalDate date_of(LocalMoment local) {
  return LocalDate{std::chrono::floor<std::chrono::days>(local)};
}

/// Time since local midnight, as the wall clock shows it.
[[nodiscard]] inline Milliseconds time_of(LocalMoment local) {
  return local - std::chrono::floor<std::chrono::days>(local);
}

[[nodiscard]] inline LocalMoment at_time(LocalDate date, Milliseconds time_of_day) {
  return std::chrono::local_days{date} + time_of_day;
}

}  // namespace meldmaat
