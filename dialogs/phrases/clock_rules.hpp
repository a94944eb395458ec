// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The rules for clock times. Each tries to read one at a place in the signs.
///
///   clock  = "16:40" | "16.40" | "16.40 uur" | "8u30" | "3 uur" | "3 pm" | "1640 uur" | "half vier" | "half past
///   three"
///          | "kwart over 3" | "10 voor half 4" | "twenty to four" | "een uur of drie" | "noon" | "midnight"
///          | "om 3", "around 3": a bare number only behind a word that announces a time
///   span   = "tussen" clock "en" clock | "van" clock "tot" clock | clock "-" clock
#pragma once

#include <optional>
#include <vector>

#include "dialogs/phrases/lexicon.hpp"
#include "dialogs/phrases/sign.hpp"

namespace meldmaat::phrases {

struct Clock {
  enum class Face {
    day,      ///< minutes since midnight, up to 1440
    twelve,   ///< minutes on a twelve hour face, 0 up to 720: before or after noon is open
    midnight  ///< the midnight at either end of the day
  };
  int minutes = 0;
  Face face = Face::day;
};

struct ClockSaid {
  std::vector<Clock> clocks;  ///< the alternatives; empty when the hands cannot stand like that
  bool about = false;
  bool maybe_date = false;  ///< "10.11" may be 10 November too
};

struct Span {
  Clock from;
  std::optional<Clock> until;
};

struct SpanSaid {
  std::vector<Span> spans;  ///< as `clocks` above
  std::optional<SaidPart> part;
};

[[nodiscard]] Maybe<ClockSaid> clock_at(const SignText& text, std::size_t i, const Lexicon& lexicon);
/// A number that is an hour because of where it stands.
[[nodiscard]] Maybe<ClockSaid> bare_hour_at(const SignText& text, std::size_t i);
[[nodiscard]] Maybe<SpanSaid> span_at(const SignText& text, std::size_t i, const Lexicon& lexicon);

}  // namespace meldmaat::phrases
