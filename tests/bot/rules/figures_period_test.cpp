// SPDX-License-Identifier: EUPL-1.2
// Checks what a report is called and which period it is about: a year or a quarter that is over, and nothing else.
#include "bot/rules/figures_period.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using std::chrono::year;
using Kind = FiguresKind;

constexpr auto nl = Language::nl;

TEST(FiguresFile, HasANameForEachReport) {
  const std::pair<std::string, FiguresWanted> names[]{
      {"2026.pdf", {Kind::year, 2026, 0, nl}},         {"2026-en.pdf", {Kind::year, 2026, 0, Language::en}},
      {"2026-raad.pdf", {Kind::council, 2026, 0, nl}}, {"2026-team.pdf", {Kind::team, 2026, 0, nl}},
      {"2026-k1.pdf", {Kind::quarter, 2026, 1, nl}},   {"2026-k4-en.pdf", {Kind::quarter, 2026, 4, Language::en}},
      {"2026.csv", {Kind::rows, 2026, 0, nl}}};
  for (const auto& [name, wanted] : names) {
    EXPECT_EQ(figures_file(wanted), name);
    EXPECT_EQ(figures_in_file(name), wanted) << name;
  }
}

TEST(FiguresFile, IsNothingElse) {
  for (const auto* name : {"", ".pdf", "26.pdf", "1999.pdf", "2026", "2026.exe", "2026-k0.pdf", "2026-k5.pdf",
                           "2026-k1-raad.pdf", "2026-raad-k1.pdf", "2026-team-raad.pdf", "2026-raad-team.pdf",
                           "2026-en.csv", "-2026.pdf", "2026 .pdf", "20260.pdf", "2026-k11.pdf", "2026.pdf.pdf"}) {
    EXPECT_EQ(figures_in_file(name), std::nullopt) << name;
  }
}

std::optional<Period> period(std::string_view file, LocalDate today) {
  return period_of(*figures_in_file(file), today);
}

TEST(FiguresPeriod, IsAYearOrAQuarterThatIsOver) {
  const Period of_2026{year{2026} / 1 / 1, year{2026} / 12 / 31};
  EXPECT_EQ(period("2026.pdf", year{2027} / 1 / 1), of_2026);
  EXPECT_EQ(period("2026-raad.pdf", year{2028} / 7 / 1), of_2026);
  EXPECT_EQ(period("2026-k3.pdf", year{2026} / 10 / 1), (Period{year{2026} / 7 / 1, year{2026} / 9 / 30}));
}

// Two reports about parts of one year would tell the part in between.
TEST(FiguresPeriod, IsNoPartOfAYearOrAQuarter) {
  for (const auto* file : {"2026.pdf", "2026-raad.pdf", "2026-k4.pdf"}) {
    EXPECT_EQ(period(file, year{2026} / 12 / 31), std::nullopt) << file;
  }
  EXPECT_EQ(period("2026.pdf", year{2026} / 11 / 23), std::nullopt);
  EXPECT_EQ(period("2027.pdf", year{2026} / 11 / 23), std::nullopt);
}

TEST(FiguresPeriod, OfSingleReportsGoesOnUntilToday) {
  EXPECT_EQ(period("2026.csv", year{2026} / 2 / 3), (Period{year{2026} / 1 / 1, year{2026} / 2 / 3}));
  EXPECT_EQ(period("2025.csv", year{2026} / 2 / 3), (Period{year{2025} / 1 / 1, year{2025} / 12 / 31}));
  EXPECT_EQ(period("2027.csv", year{2026} / 2 / 3), std::nullopt);
}

TEST(FiguresPeriod, IsComparedWithTheYearOrTheQuarterBefore) {
  const auto before = [](std::string_view file) { return figures_file(wanted_before(*figures_in_file(file))); };
  EXPECT_EQ(before("2026.pdf"), "2025.pdf");
  EXPECT_EQ(before("2026-raad.pdf"), "2025-raad.pdf");
  EXPECT_EQ(before("2026-k1.pdf"), "2025-k4.pdf");
  EXPECT_EQ(before("2026-k3-en.pdf"), "2026-k2-en.pdf");
  EXPECT_EQ(whole_period(*figures_in_file("2025-k4.pdf")), (Period{year{2025} / 10 / 1, year{2025} / 12 / 31}));
}

}  // namespace
}  // namespace meldmaat
