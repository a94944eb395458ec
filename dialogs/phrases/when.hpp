// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Reads when something happened, or will happen, from what a person typed in Dutch or English: "gisteravond rond half
/// negen", "24-11", "last Tuesday", "over 3 dagen om 10 uur". README.md in this folder tells how the reading works.
///
/// Everything here is wall clock time in the municipality. A time that a change of summer time skips or shows twice is
/// understood like any other; the caller resolves it with bot/zone.hpp and asks (plan D2, D3). "Een uur geleden" counts
/// on the wall clock too, so in the hours after such a change it may be an hour off; it is always `about`.
///
/// All functions are pure, never throw on input, accept any bytes, and may be called from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/language.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// What the question was about. An incident lies in the past: "dinsdag" is the last Tuesday and tomorrow is refused. An
/// appointment lies in the future: "dinsdag" is the next Tuesday, and "10 uur" is 10:00 because offices meet by day.
enum class Direction : std::uint8_t { past, future };

/// night 00-06, morning 06-12, afternoon 12-18, evening 18-24. A night belongs to the date it ends on.
enum class DayPart : std::uint8_t { night, morning, afternoon, evening };

/// What was understood, no more precise than it was said (handbook §5, "false precision").
struct WhenReading {
  LocalDate date;
  std::optional<Milliseconds> time_of_day;  ///< since local midnight, whole minutes; empty when no clock time was said
  std::optional<Milliseconds> until;        ///< since midnight of `date`, after `time_of_day`; above 24 h past midnight
  std::optional<DayPart> part;              ///< said instead of a clock time; then `about` is set
  bool about = false;                       ///< about this time, or about this day when there is no time
  bool operator==(const WhenReading&) const = default;
};

enum class WhyNot : std::uint8_t {
  unclear,          ///< no moment in the text
  which_day,        ///< a week, month, year or time is clear, the day is not: "in 2025", "'s avonds", "laatst"
  more_than_one,    ///< several moments: "maandag en dinsdag"
  contradiction,    ///< "vanochtend om 15.30 uur"
  impossible_date,  ///< 31-02-2026, 32e
  impossible_time,  ///< 25:00
  in_future,        ///< only with Direction::past
  in_past,          ///< only with Direction::future
  too_long_ago,     ///< more than `oldest_years` ago: most likely a typing error (plan D5)
  too_far_ahead     ///< more than `farthest_years` ahead
};

/// An incident older than this falls outside every term of the handbook; a year like that is asked again.
inline constexpr int oldest_years = 10;
/// No term or aftercare in the handbook reaches further than six months; two years leaves room for a court date.
inline constexpr int farthest_years = 2;

struct Understood {
  WhenReading reading;
  bool operator==(const Understood&) const = default;
};
/// Several readings are equally likely: "half vier" is 15:30 or 03:30. Two to eight, the most likely first.
struct Choose {
  std::vector<WhenReading> candidates;
  bool operator==(const Choose&) const = default;
};
struct NotADate {
  WhyNot reason = WhyNot::unclear;
  bool operator==(const NotADate&) const = default;
};
using WhenAnswer = std::variant<Understood, Choose, NotADate>;

/// Reads a day with or without a time. A time alone ("half drie") is the nearest one on the right side of `now`.
[[nodiscard]] WhenAnswer read_when(std::string_view text, LocalMoment now, Language language,
                                   Direction direction = Direction::past);

/// Reads the day only; a time in the text is left out of the answer, and a time alone is `which_day`.
[[nodiscard]] WhenAnswer read_date(std::string_view text, LocalMoment now, Language language,
                                   Direction direction = Direction::past);

/// Reads the answer to "hoe laat ongeveer?" when `date` is known. A bare number is an hour here. When the text names a
/// day after all ("gisteren om 3 uur"), that day counts.
[[nodiscard]] WhenAnswer read_time_of_day(std::string_view text, LocalDate date, LocalMoment now, Language language,
                                          Direction direction = Direction::past);

/// The one wall clock moment from which to count terms: the time said, else the middle of the part of the day, else
/// noon; for an incident never after `now`, for an appointment never before it.
[[nodiscard]] LocalMoment moment_of(const WhenReading& reading, LocalMoment now, Direction direction = Direction::past);

/// "impossible_date" and so on: the name of the text that explains it.
[[nodiscard]] std::string_view name_of(WhyNot reason);

}  // namespace meldmaat
