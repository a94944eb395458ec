// SPDX-License-Identifier: EUPL-1.2
// Checks who is found by id and by address, and that the order of the list is that of organisation.toml.
#include "bot/people.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

Person person(const char* id, std::vector<ConversationKey> channels) {
  Person made;
  made.id = PersonId{id};
  made.channels = std::move(channels);
  return made;
}

TEST(People, FindsEverybodyByIdAndByEachAddress) {
  People people;
  people.add(person("lou", {{"web", "lou"}, {"matrix", "@lou:zandrecht.example"}}));
  people.add(person("ada", {{"web", "ada"}}));
  ASSERT_NE(people.find(PersonId{"ada"}), nullptr);
  EXPECT_EQ(people.find(PersonId{"ada"})->id, PersonId{"ada"});
  EXPECT_EQ(people.find(PersonId{"nobody"}), nullptr);
  EXPECT_EQ(people.at({"matrix", "@lou:zandrecht.example"}), people.find(PersonId{"lou"}));
  EXPECT_EQ(people.at({"web", "lou"}), people.find(PersonId{"lou"}));
  EXPECT_EQ(people.at({"matrix", "ada"}), nullptr);
  EXPECT_EQ(people[0].id, PersonId{"lou"});
}

TEST(People, LeavesAnIdAndAnAddressToTheFirst) {
  People people;
  people.add(person("lou", {{"web", "lou"}}));
  people.add(person("lou", {{"web", "lou"}, {"web", "second"}}));
  EXPECT_EQ(people.find(PersonId{"lou"}), &people[0]);
  EXPECT_EQ(people.at({"web", "lou"}), &people[0]);
  EXPECT_EQ(people.at({"web", "second"}), &people[1]);
}

TEST(People, ACopyKnowsItsOwnPeople) {
  People people;
  people.add(person("lou", {{"web", "lou"}}));
  const People copy = people;
  EXPECT_EQ(copy, people);
  EXPECT_EQ(copy.find(PersonId{"lou"}), &copy[0]);
}

}  // namespace
}  // namespace meldmaat
