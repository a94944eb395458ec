// SPDX-License-Identifier: EUPL-1.2
// Checks which reports are laid side by side, and that only a person joins them (S2-29, S3-12, K15). How: cases whose
// words about who did it differ, as one reader may see them.
#include "bot/rules/series.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;

struct Series : testing::Test {
  Municipality town = fakes::small_municipality();

  static Case about(std::string_view number, std::string_view person, int day) {
    Case made = fakes::reported_case({"verbal"}, fakes::at("2026-10-01 10:00"), fakes::at("2026-10-01 10:00"));
    made.number = CaseNumber{std::string{number}};
    made.reported += std::chrono::days{day};
    made.answers["perpetrator"].value = person;
    return made;
  }
  [[nodiscard]] std::vector<std::string> beside(const Case& own, const std::vector<Case>& others) const {
    std::vector<std::string> found;
    for (const auto& one : related_cases(own, others, town)) {
      found.push_back((one.joined ? "joined " : "") + one.number.str());
    }
    return found;
  }
};

TEST_F(Series, LaysBesideWhatSharesAName) {
  const auto own = about("2026-0009", "Piet Voorbeeld, grijze jas", 9);
  EXPECT_THAT(beside(own, {about("2026-0001", "meneer Voorbeeld", 1), about("2026-0002", "een man met grijze jas", 2),
                           about("2026-0003", "PIET VOORBEELD", 3), about("2026-0004", "Jan", 4)}),
              ElementsAre("2026-0003", "2026-0001"))
      << "more words first; a coat is everybody's";
}

TEST_F(Series, TakesNoDescriptionForAName) {
  EXPECT_THAT(beside(about("2026-0009", "Een man van 40", 9),
                     {about("2026-0001", "Een vrouw", 1), about("2026-0002", "Onbekende man", 2)}),
              IsEmpty());
  EXPECT_THAT(beside(about("2026-0009", "Onbekend", 9), {about("2026-0001", "Onbekend", 1)}), IsEmpty());
}

TEST_F(Series, KnowsAPlateAndAForeignName) {
  EXPECT_THAT(beside(about("2026-0009", "kenteken 12XYZ3", 9), {about("2026-0001", "bus 12xyz3", 1)}),
              ElementsAre("2026-0001"));
  EXPECT_THAT(beside(about("2026-0009", "Özlem", 9), {about("2026-0001", "mevrouw Özlem", 1)}),
              ElementsAre("2026-0001"));
}

TEST_F(Series, KeepsWhatWasJoinedTogether) {
  auto second = about("2026-0002", "onbekend", 2);
  second.series = CaseNumber{"2026-0001"};
  auto third = about("2026-0003", "een vrouw", 3);
  third.series = CaseNumber{"2026-0002"};
  const auto first = about("2026-0001", "een man", 1);
  EXPECT_THAT(beside(third, {first, second}), ElementsAre("joined 2026-0002", "joined 2026-0001"));
  EXPECT_THAT(beside(first, {second, third}), ElementsAre("joined 2026-0003", "joined 2026-0002"));
  EXPECT_THAT(beside(about("2026-0009", "een man", 9), {first, second, third}), IsEmpty());
}

TEST_F(Series, LeavesOutDutiesAndItself) {
  const auto duties = about("J2026", "Piet", 1);
  const auto own = about("2026-0009", "Piet", 9);
  EXPECT_THAT(beside(own, {duties, own}), IsEmpty());
}

TEST_F(Series, IsJoinedByWhoCarriesTheCase) {
  Story story{threat()};
  const CaseNumber first{"2026-0000"};
  for (const auto* person : {"medewerker", "opvang", "directeur", "balie", "collega"}) {
    story.happens(Joined{first, who(person)});
    EXPECT_TRUE(story.file.the_case.series.empty()) << person;
  }
  story.happens(Joined{story.file.the_case.number, who("coordinator")});
  EXPECT_TRUE(story.file.the_case.series.empty()) << "not to itself";
  story.happens(Joined{first, who("coordinator")});
  EXPECT_EQ(story.file.the_case.series, first);
  EXPECT_TRUE(seen_by(story.file, who("opvang"), story.town)->the_case.series.empty());
  story.happens(Joined{{}, who("chef")});
  EXPECT_TRUE(story.file.the_case.series.empty());
  EXPECT_EQ(story.history.back().what, entries::joined);
}

}  // namespace
}  // namespace meldmaat
