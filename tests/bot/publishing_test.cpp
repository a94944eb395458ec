// SPDX-License-Identifier: EUPL-1.2
// Checks that what was handed out of a year or a quarter stays as it was, whatever becomes of the reports, and that a
// year is kept with its quarters. How: the memory store and reports made by hand.
#include "bot/publishing.hpp"

#include <gtest/gtest.h>

#include "bot/rules/figures_period.hpp"
#include "bot/rules/publication_note.hpp"
#include "tests/bot/rules/counted_town.hpp"
#include "tests/fakes/memory_store.hpp"

namespace meldmaat {
namespace {

const FiguresWanted year_2026{FiguresKind::year, 2026, 0, Language::nl};

struct Publishing : testing::Test {
  Municipality town = counted_town();
  fakes::MemoryStore store{{"web"}};

  Publication take(const FiguresWanted& wanted, const std::vector<CountedReport>& reports, std::string_view moment) {
    store.begin_batch();
    const auto part = store.open_part();
    auto made = publish(store, town, wanted, reports, fakes::at(moment));
    part->keep();
    store.commit_batch();
    return made;
  }
  [[nodiscard]] std::vector<CountedReport> reports(int count) const {
    return times(count, report_at("2026-05-04 10:00"), town);
  }
};

TEST_F(Publishing, HandsOutTheSameForGood) {
  EXPECT_EQ(published(store, year_2026), std::nullopt);
  const auto first = take(year_2026, reports(20), "2027-01-04 09:00");
  EXPECT_EQ(first.total, 20);
  EXPECT_EQ(take(year_2026, reports(40), "2027-02-04 09:00"), first);
  EXPECT_EQ(published(store, year_2026), first);
}

TEST_F(Publishing, IsOneForTheCouncilAndInEveryLanguage) {
  const auto first = take(year_2026, reports(20), "2027-01-04 09:00");
  EXPECT_EQ(published(store, {FiguresKind::council, 2026, 0, Language::en}), first);
}

TEST_F(Publishing, OfAYearKeepsItsQuartersToo) {
  const auto spring = take({FiguresKind::quarter, 2026, 2, Language::nl}, reports(20), "2026-07-01 09:00");
  (void)take(year_2026, reports(40), "2027-01-04 09:00");
  for (int quarter = 1; quarter <= quarters_a_year; ++quarter) {
    EXPECT_TRUE(published(store, {FiguresKind::quarter, 2026, quarter, Language::nl})) << quarter;
  }
  EXPECT_EQ(published(store, {FiguresKind::quarter, 2026, 2, Language::nl}), spring) << "not made again";
  EXPECT_EQ(published(store, {FiguresKind::quarter, 2025, 4, Language::nl}), std::nullopt);
}

TEST(PublicationNote, HoldsAPublication) {
  const Publication publication{fakes::at("2027-01-04 09:00"),
                                45,
                                std::nullopt,
                                10,
                                {{"function", {{"toezichthouder buiten", 15}, {"", std::nullopt}}}, {"ban", {}}}};
  EXPECT_EQ(publication_in(to_note(publication)), publication);
  EXPECT_EQ(publication_in(to_note(Publication{})), Publication{});
}

TEST(PublicationNote, IsNothingElse) {
  for (const auto* note : {"", "x", "made", "made soon\n", "made 1\ntotal few\n", "made 1\nrow 10 before a table\n"}) {
    EXPECT_EQ(publication_in(note), std::nullopt) << note;
  }
}

}  // namespace
}  // namespace meldmaat
