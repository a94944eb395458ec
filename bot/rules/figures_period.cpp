// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/figures_period.hpp"

#include <algorithm>
#include <charconv>

namespace meldmaat {

namespace {

constexpr unsigned months_a_quarter = 3;
constexpr std::string_view english = "-en";
constexpr std::string_view council = "-raad";
constexpr std::string_view team = "-team";
constexpr std::string_view quarter_mark = "-k";
constexpr std::string_view pdf = ".pdf";
constexpr std::string_view csv = ".csv";

LocalDate first_of_quarter(int year, int quarter) {
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(quarter - 1) * months_a_quarter + 1} / 1;
}

LocalDate last_of_quarter(int year, int quarter) {
  const auto next = quarter == quarters_a_year ? first_of_quarter(year + 1, 1) : first_of_quarter(year, quarter + 1);
  return LocalDate{std::chrono::local_days{next} - std::chrono::days{1}};
}

/// Takes `end` off the back of `text`. \return whether it stood there
bool take_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

/// Four digits and nothing else; 0: not a year.
int year_in(std::string_view text) {
  constexpr std::size_t digits = 4;
  constexpr int first_year = 2000;
  int year = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = failure == std::errc{} && end == text.data() + text.size() && text.size() == digits;
  return whole && year >= first_year ? year : 0;
}

}  // namespace

int quarter_of(LocalDate day) {
  return static_cast<int>((static_cast<unsigned>(day.month()) - 1) / months_a_quarter) + 1;
}

std::string figures_file(const FiguresWanted& wanted) {
  std::string name = std::to_string(wanted.year);
  if (wanted.kind == FiguresKind::rows) return name.append(csv);
  if (wanted.kind == FiguresKind::council) name.append(council);
  if (wanted.kind == FiguresKind::team) name.append(team);
  if (wanted.kind == FiguresKind::quarter) name.append(quarter_mark).append(std::to_string(wanted.quarter));
  if (wanted.language == Language::en) name.append(english);
  return name.append(pdf);
}

std::optional<FiguresWanted> figures_in_file(std::string_view name) {
  FiguresWanted wanted;
  if (take_end(name, csv)) {
    wanted.kind = FiguresKind::rows;
  } else if (take_end(name, pdf)) {
    if (take_end(name, english)) wanted.language = Language::en;
    if (take_end(name, council)) {
      wanted.kind = FiguresKind::council;
    } else if (take_end(name, team)) {
      wanted.kind = FiguresKind::team;
    }
    for (int quarter = 1; quarter <= quarters_a_year && wanted.kind == FiguresKind::year; ++quarter) {
      if (!take_end(name, std::string{quarter_mark} + std::to_string(quarter))) continue;
      wanted.kind = FiguresKind::quarter;
      wanted.quarter = quarter;
    }
  } else {
    return std::nullopt;
  }
  wanted.year = year_in(name);
  return wanted.year == 0 ? std::nullopt : std::optional{wanted};
}

Period whole_period(const FiguresWanted& wanted) {
  if (wanted.kind == FiguresKind::quarter) {
    return {first_of_quarter(wanted.year, wanted.quarter), last_of_quarter(wanted.year, wanted.quarter)};
  }
  return {first_of_quarter(wanted.year, 1), last_of_quarter(wanted.year, quarters_a_year)};
}

std::optional<Period> period_of(const FiguresWanted& wanted, LocalDate today) {
  const auto whole = whole_period(wanted);
  if (wanted.kind == FiguresKind::rows) {
    if (today < whole.first) return std::nullopt;
    return Period{whole.first, std::min(whole.last, today)};
  }
  return whole.last < today ? std::optional{whole} : std::nullopt;
}

FiguresWanted wanted_before(FiguresWanted wanted) {
  const bool quarter = wanted.kind == FiguresKind::quarter;
  if (quarter && wanted.quarter > 1) {
    --wanted.quarter;
    return wanted;
  }
  --wanted.year;
  if (quarter) wanted.quarter = quarters_a_year;
  return wanted;
}

}  // namespace meldmaat
