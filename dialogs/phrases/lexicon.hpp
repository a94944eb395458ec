// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the grammar knows of a language: its words, and how a moment is said in it. A new language is one more table
/// file and one more line in `lexicon`.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

#include "bot/language.hpp"
#include "dialogs/phrases/sign.hpp"

namespace meldmaat::phrases {

/// A line of a language's table: spellings with '|' between them, and what each of them stands for. A spelling is one
/// word, or up to four with single spaces, as `normalised` leaves them.
struct Row {
  std::string_view spellings;
  std::array<Symbol, 4> symbols{};
  std::size_t count = 0;

  constexpr Row() = default;
  constexpr Row(std::string_view spelled, std::initializer_list<Symbol> signs)
      : spellings(spelled), count(signs.size()) {
    std::copy(signs.begin(), signs.end(), symbols.begin());
  }
};

/// One spelling of a row.
struct Entry {
  std::string_view words;
  std::array<Symbol, 4> symbols{};
  std::size_t count = 0;
};

/// How a language says a moment. "{}" is the place of the time or the day.
struct Speech {
  std::array<std::string_view, 7> weekdays;  ///< from Monday on
  std::array<std::string_view, 12> months;
  std::string_view today, yesterday, tomorrow;
  std::string_view clock_separator;
  std::string_view at, around, between, roughly_between;
  std::string_view around_day;
  std::array<std::string_view, 4> parts;  ///< by DayPart; the night names two days
};

/// What "half" before an hour means: "half vier" is half an hour before it, "half four" depends on who says it.
enum class HalfHour : std::uint8_t { before, either };

struct Lexicon {
  std::span<const Entry> entries;  ///< sorted by `words`
  /// "vijfentwintig": the unit, this joiner, the ten. Empty when the ten comes first: "twenty five".
  std::string_view number_joiner;
  std::span<const std::string_view> ordinal_endings;  ///< a number word with one of these is an ordinal
  /// Parts of the day that are written on to a day: "dinsdagavond".
  std::span<const Entry> compound_endings;
  std::span<const Entry> forgiven;                ///< names of days and months that may have one wrong letter
  std::span<const std::string_view> never_typos;  ///< real words that look like a misspelled day
  HalfHour half_hour;
  Speech speech;

  [[nodiscard]] const Entry* find(std::string_view words) const;
  /// The first entry that does not come before `words`, if any.
  [[nodiscard]] const Entry* first_from(std::string_view words) const;
};

[[nodiscard]] const Lexicon& lexicon(Language language);
extern const Lexicon lexicon_nl;
extern const Lexicon lexicon_en;

[[nodiscard]] consteval std::size_t spellings_in(std::span<const Row> rows) {
  std::size_t spellings = 0;
  for (const Row& row : rows) spellings += 1 + static_cast<std::size_t>(std::ranges::count(row.spellings, '|'));
  return spellings;
}

/// The entries of a table in the order `Lexicon::find` needs, put there by the compiler so that people can group the
/// rows by meaning.
template <std::size_t n>
[[nodiscard]] consteval std::array<Entry, n> spelled_out(std::span<const Row> rows) {
  std::array<Entry, n> entries;
  std::size_t next = 0;
  for (const Row& row : rows) {
    for (std::string_view left = row.spellings; !left.empty();) {
      const std::size_t end = std::min(left.find('|'), left.size());
      entries[next++] = {left.substr(0, end), row.symbols, row.count};
      left.remove_prefix(std::min(end + 1, left.size()));
    }
  }
  std::ranges::sort(entries, {}, &Entry::words);
  return entries;
}

/// Long enough that one wrong letter makes no other word of it; "juni" and "juli" are not.
[[nodiscard]] constexpr bool is_forgiven(const Entry& entry) {
  constexpr std::size_t shortest_name = 5;
  constexpr std::size_t shortest_day = 7;
  const Sign sign = entry.symbols[0].sign;
  const bool name = sign == Sign::weekday || sign == Sign::month;
  const std::size_t shortest = name ? shortest_name : shortest_day;
  return (name || sign == Sign::day) && entry.count == 1 && entry.words.size() >= shortest;
}

[[nodiscard]] consteval std::size_t count_forgiven(std::span<const Entry> entries) {
  return static_cast<std::size_t>(std::ranges::count_if(entries, is_forgiven));
}

template <std::size_t n>
[[nodiscard]] consteval std::array<Entry, n> all_forgiven(std::span<const Entry> entries) {
  std::array<Entry, n> forgiven;
  std::ranges::copy_if(entries, forgiven.begin(), is_forgiven);
  return forgiven;
}

}  // namespace meldmaat::phrases
