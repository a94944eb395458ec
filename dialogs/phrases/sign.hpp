// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The signs a text is turned into before the grammar looks at it. The tables of lexicon_nl.cpp and lexicon_en.cpp say
/// which words stand for which signs; the grammar knows signs only, so it is the same for every language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace meldmaat::phrases {

enum class Sign : std::uint8_t {
  end,     ///< past the last sign
  other,   ///< a word that means nothing to the grammar
  filler,  ///< a word that may stand anywhere: "volgens mij", "denk ik"
  colon,
  dash,
  slash,
  dot,
  comma,
  number,          ///< value; `digits` when written in digits
  article,         ///< "een", "a": one of something; value 1 when it is the hour one as well
  ordinal,         ///< "eerste"
  ordinal_suffix,  ///< "e", "ste", "th"
  weekday,
  weak_weekday,  ///< 1 is Monday; weak: a word that usually means something else ("do", "sat")
  month,
  weak_month,  ///< 1 is January; weak: only beside a number ("may", "march")
  day,         ///< so many days from today
  part,        ///< a SaidPart
  clock,       ///< minutes since midnight
  midnight,
  hour,  ///< "uur": both a clock time and a length
  am,
  pm,
  half,
  quarter,
  past,    ///< "half past"
  over,    ///< "kwart over 3", but also "over 3 dagen"
  before,  ///< "kwart voor"
  to,      ///< "ten to", "from 2 to 3"
  unit,    ///< a Unit
  few,     ///< "een paar"
  one_and_half,
  ago,
  ahead,  ///< "in 3 days"
  hence,  ///< "3 days from now"
  about,
  near,  ///< "na", "before": close to the time that follows
  at,
  on,
  between,
  from,
  until,
  conjunction,
  alternative,
  recent,
  last,
  current,
  next,
  coming,  ///< "afgelopen", "vorige", "deze", "volgende", "komende"
  early,
  late,
  beginning,
  middle,
  ending,
  weekend,
  the,
  now,
  vague,    ///< "laatst", "ooit": some moment, nobody knows which
  series,   ///< "elke": not one moment
  lasting,  ///< "duurde", "lang": the length beside it is no moment
  negation
};

enum class Unit : std::uint8_t { minute, quarter, hour, day, week, month, year };

/// The parts of a day as people say them. Whose night "dinsdagnacht" is stays open until a time settles it.
enum class SaidPart : std::uint8_t {
  morning,
  afternoon,
  evening,
  night,             ///< "'s nachts": the small hours
  either_night,      ///< "dinsdagnacht": the night before or after
  evening_or_night,  ///< "Tuesday night"
  this_night,        ///< "vannacht": the one night next to now
  that_night         ///< "in de nacht van maandag op dinsdag": no doubt about it
};

struct Symbol {
  Sign sign = Sign::other;
  int value = 0;
  int digits = 0;      ///< of a number written in digits, else 0
  bool glued = false;  ///< no space before it

  constexpr Symbol() = default;
  constexpr Symbol(Sign kind, int number = 0) : sign(kind), value(number) {}
  constexpr Symbol(Sign kind, SaidPart said) : sign(kind), value(static_cast<int>(said)) {}
  constexpr Symbol(Sign kind, Unit unit) : sign(kind), value(static_cast<int>(unit)) {}
};

/// The signs of one text; looking past its end gives Sign::end.
class SignText {
 public:
  explicit SignText(std::vector<Symbol> symbols) : symbols_(std::move(symbols)) {}

  [[nodiscard]] std::size_t size() const { return symbols_.size(); }
  [[nodiscard]] Symbol at(std::size_t i) const { return i < symbols_.size() ? symbols_[i] : Symbol{Sign::end}; }
  [[nodiscard]] bool is(std::size_t i, Sign sign) const { return at(i).sign == sign; }
  [[nodiscard]] bool is_any(std::size_t i, std::initializer_list<Sign> signs) const {
    for (const Sign sign : signs) {
      if (is(i, sign)) return true;
    }
    return false;
  }
  /// The first place from `i` on that holds none of `signs`.
  [[nodiscard]] std::size_t skip(std::size_t i, std::initializer_list<Sign> signs) const {
    while (is_any(i, signs)) ++i;
    return i;
  }
  /// True when the sign before `i` is one of `signs`.
  [[nodiscard]] bool follows(std::size_t i, std::initializer_list<Sign> signs) const {
    return i > 0 && is_any(i - 1, signs);
  }

 private:
  std::vector<Symbol> symbols_;
};

/// What a rule of the grammar found, and where it stopped.
template <class Found>
struct Match {
  Found found;
  std::size_t next = 0;
};
template <class Found>
using Maybe = std::optional<Match<Found>>;

}  // namespace meldmaat::phrases
