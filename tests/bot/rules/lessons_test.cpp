// SPDX-License-Identifier: EUPL-1.2
// Checks who shares what was learnt, who is told, and that no name of a colleague gets through (S0-21, S3-7).
#include "bot/rules/lessons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::UnorderedElementsAre;
using namespace std::chrono;

constexpr LocalDate today = year{2026} / 11 / 17;

Organisation of_people(const std::vector<std::string>& names) {
  Organisation town;
  for (const auto& name : names) {
    Person person;
    person.id = PersonId{name};
    person.name = name;
    town.people.add(person);
  }
  return town;
}

TEST(Lessons, AreSharedByTheCoordinatorAlone) {
  const auto town = fakes::small_town();
  for (const auto& person : town.people) {
    const bool coordinates = person.id == who("coordinator") || person.id == who("coordinatorvervanger");
    EXPECT_EQ(may_share_lesson(person.id, town), coordinates) << person.id.str();
  }
  EXPECT_FALSE(may_share_lesson({}, town));
}

TEST(Lessons, ReachWhoLeadsATeam) {
  auto town = fakes::small_town();
  EXPECT_THAT(leaders_of_teams(town, today),
              UnorderedElementsAre(who("chef"), who("afdelingshoofd"), who("directeur")));
  town.absences = {{who("chef"), today, today}, {who("directeur"), today, today}};
  EXPECT_THAT(leaders_of_teams(town, today), UnorderedElementsAre(who("plaatsvervanger"), who("afdelingshoofd")));
}

TEST(Lessons, HoldNoNameOfAColleague) {
  const auto town = of_people({"Sanne van der Golf", "Noor Duinker", "Jo Bo"});
  EXPECT_EQ(name_in("Toen kwam Noor Duinker erbij.", town), "Noor Duinker");
  EXPECT_EQ(name_in("mevrouw Duinker, van de balie", town), "Duinker");
  EXPECT_EQ(name_in("Golf", town), "Golf");
  for (const auto* text : {"", "een golf van geluk", "Duinkerk", "Golfbaan", "Bo", "noorderwind", "de Noor"}) {
    EXPECT_EQ(name_in(text, town), "") << text;
  }
}

}  // namespace
}  // namespace meldmaat
