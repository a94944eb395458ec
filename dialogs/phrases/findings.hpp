// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Everything a text says about a moment, gathered from left to right, before it is decided what is meant.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dialogs/phrases/clock_rules.hpp"
#include "dialogs/phrases/day_rules.hpp"

namespace meldmaat::phrases {

/// "dinsdag", "afgelopen dinsdag", "vorige dinsdag", "deze dinsdag", "volgende dinsdag", "komende dinsdag"
enum class Which : std::uint8_t { plain, recent, last, current, next, coming };

struct WeekdaySaid {
  int weekday = 1;
  Which which = Which::plain;
  bool operator==(const WeekdaySaid&) const = default;
};

/// A time written so that it may be a date.
struct Dotted {
  std::vector<Span> spans;
  DaySaid date;
  bool surely_date = false;
};

struct Findings {
  std::vector<LocalDate> days;  ///< alternatives for the day
  bool days_about = false;
  std::vector<WeekdaySaid> weekdays;
  std::optional<Which> weekend;
  std::optional<LocalDate> week;  ///< any day of the week that was named: "vorige week", "3 weken geleden"
  std::optional<int> from_today;  ///< "gisteren", kept because "gisteren" may be said after midnight
  std::vector<Span> spans;        ///< alternatives for the time
  std::optional<SaidPart> part;
  std::optional<Dotted> dotted;
  bool about = false;
  bool now = false;
  bool vague = false;
  std::optional<WhyNot> refusal;

  [[nodiscard]] bool names_a_day() const {
    return !days.empty() || !weekdays.empty() || weekend.has_value() || week.has_value();
  }
  [[nodiscard]] bool names_a_time() const { return !spans.empty() || part.has_value(); }
};

/// \param hour_alone a bare number is an hour, because the question was about the time.
[[nodiscard]] Findings find_all(const SignText& text, const Context& context, bool hour_alone);

}  // namespace meldmaat::phrases
