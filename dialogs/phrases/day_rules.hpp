// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The rules for days that name a date or a piece of a month. Each tries to read one at a place in the signs.
///
///   date   = "24-11" | "24/11/2026" | "24.11.26" | "2026-11-24" | "24 november [2026]" | "november 24[, 2026]"
///          | "de 24e [van deze maand]"
///   third  = "begin oktober" | "half oktober" | "eind vorige maand": about the 5th, the 15th, the 25th
///   month  = "oktober 2025" | "vorige maand": any of its thirds
///
/// Day comes before month everywhere (plan D6). A date without a year is the nearest one on the right side of now.
#pragma once

#include <vector>

#include "dialogs/phrases/lexicon.hpp"
#include "dialogs/phrases/sign.hpp"
#include "dialogs/phrases/when.hpp"

namespace meldmaat::phrases {

/// Where the text is read.
struct Context {
  LocalMoment now;  ///< whole minutes
  Direction direction = Direction::past;
  const Lexicon& lexicon;

  [[nodiscard]] LocalDate today() const { return date_of(now); }
};

struct DaySaid {
  std::vector<LocalDate> days;  ///< the alternatives
  bool about = false;
  bool impossible = false;  ///< no such date in the calendar
};

[[nodiscard]] Maybe<DaySaid> date_at(const SignText& text, std::size_t i, const Context& context);
/// Which third of a month or a week the sign before it names: "begin", "half", "eind".
[[nodiscard]] std::optional<std::size_t> third_named(const SignText& text, std::size_t i);
[[nodiscard]] Maybe<DaySaid> month_at(const SignText& text, std::size_t i, const Context& context);
/// The date in "10.11", which may be a time as well.
[[nodiscard]] DaySaid dotted_date(const SignText& text, std::size_t i, const Context& context);

}  // namespace meldmaat::phrases
