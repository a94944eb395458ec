// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Lengths of time and hours of the day, as configuration writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/protocol.hpp"

namespace meldmaat {

/// "30m", "48h", "5d", "2wd" or "0eod" (bot/protocol.hpp, Term); nothing else, no blanks, no sign.
[[nodiscard]] std::optional<Term> parse_term(std::string_view text);

/// Writes a term as `parse_term` reads it.
[[nodiscard]] std::string write_term(const Term& term);

/// The least and the most time a term can take: a working day may be five days away, an end of day is never 24 hours
/// on.
struct Span {
  std::chrono::minutes least{0};
  std::chrono::minutes most{0};
};
[[nodiscard]] Span span_of(const Term& term);

/// Nobody plans below the hour or beyond half a year (reliability D10). "0eod" is the one short term: later today.
inline constexpr std::chrono::hours shortest_term{1};
inline constexpr std::chrono::days longest_term{180};

/// "08:30-17:30": from and to, since local midnight; `to` is later than `from`.
struct HoursOfDay {
  Milliseconds from{0};
  Milliseconds to{0};
};
[[nodiscard]] std::optional<HoursOfDay> parse_hours(std::string_view text);

}  // namespace meldmaat
