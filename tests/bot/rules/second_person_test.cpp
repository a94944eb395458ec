// SPDX-License-Identifier: EUPL-1.2
// Which changes of a municipality need a second person, who that is, and that nobody gets a case by what needs none.
#include "bot/rules/second_person.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "bot/rules/routing.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using What = ChangedSetting::What;

constexpr LocalDate day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{2}};

struct SecondPerson : testing::Test {
  Municipality before = fakes::small_municipality();
  Municipality after = fakes::small_municipality();
  std::vector<PersonId> with_cases;

  [[nodiscard]] std::vector<ChangedSetting> changes() const {
    return changed_settings(before, after,
                            [&](const PersonId& id) { return std::ranges::find(with_cases, id) != with_cases.end(); });
  }
  [[nodiscard]] std::vector<What> whats() const {
    std::vector<What> found;
    for (const auto& change : changes()) found.push_back(change.what);
    return found;
  }
  [[nodiscard]] std::vector<PersonId> who_decide() const { return deciders(before.organisation, after.organisation); }
  /// The same people, but for what is done to this one.
  template <class Change>
  void change_person(std::string_view id, Change change) {
    People people;
    for (auto person : after.organisation.people) {
      if (person.id == who(id)) change(person);
      people.add(std::move(person));
    }
    after.organisation.people = std::move(people);
  }
  RoleHolder& role(const RoleId& id) { return *std::ranges::find(after.organisation.roles, id, &RoleHolder::role); }
};

TEST_F(SecondPerson, IsNeededForNothingWhenNothingChanged) {
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(SecondPerson, IsNotNeededForWhatGivesNobodyAnything) {
  change_person("collega", [](Person& person) {
    person.name = "Iemand Anders";
    person.language = Language::en;
    person.function = "toezichthouder";
  });
  fakes::add_person(after.organisation, "nieuw", "balie");
  after.organisation.absences = {{who("coordinator"), day, day}};
  after.organisation.numbers.security_desk = "010-555 01 99";
  EXPECT_THAT(changes(), IsEmpty());
  std::swap(before, after);
  EXPECT_THAT(changes(), IsEmpty()) << "nor when somebody leaves";
}

TEST_F(SecondPerson, IsNeededForWhoReceivesAndStandsIn) {
  role(roles::counsellor).holders.push_back(who("jurist"));
  role(roles::coordinator).deputy = who("jurist");
  after.organisation.teams.front().manager = who("jurist");
  after.organisation.teams.front().deputy = {};
  EXPECT_THAT(whats(), UnorderedElementsAre(What::holders, What::role_deputy, What::manager, What::team_deputy));
  const auto all = changes();
  EXPECT_EQ(all[0].from, "chef (chef)");
  EXPECT_EQ(all[0].to, "jurist (jurist)");
  EXPECT_EQ(all[1].to, "") << "nobody";
}

TEST_F(SecondPerson, IsNeededForARoleThatComesOrGoes) {
  std::erase_if(after.organisation.roles, [](const RoleHolder& row) { return row.role == roles::jurist; });
  after.organisation.roles.push_back({roles::watcher, {who("jurist")}, {}, TeamId{"dienst"}});
  const auto all = changes();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].role, roles::jurist);
  EXPECT_EQ(all[0].to, "");
  EXPECT_EQ(all[1].role, roles::watcher);
  EXPECT_EQ(all[1].of, "Dienst");
  EXPECT_EQ(all[1].from, "");
}

TEST_F(SecondPerson, IsNeededForWhereSomebodyIsReached) {
  change_person("vertrouwenspersoon",
                [](Person& person) { person.channels = {{"matrix", "@ander:zandrecht.example"}}; });
  change_person("medewerker", [](Person& person) { person.team = TeamId{"top"}; });
  change_person("wethouder", [](Person& person) { person.office_holder = false; });
  EXPECT_THAT(whats(), UnorderedElementsAre(What::channels, What::place, What::office));
}

TEST_F(SecondPerson, IsNeededForAnIdThatComesBackAndStillHasCases) {
  fakes::add_person(after.organisation, "vertrokken", "balie");
  EXPECT_THAT(whats(), IsEmpty());
  with_cases = {who("vertrokken")};
  EXPECT_THAT(whats(), ElementsAre(What::returned));
}

TEST_F(SecondPerson, IsNeededForHowLongAndByWhichRules) {
  after.organisation.retention.reports = 1;
  after.organisation.anonymous_route = "https://elders.example";
  after.protocols.front().rules.front().owner = roles::jurist;
  after.organisation.teams.front().protocol = ProtocolId{"standaard"};
  EXPECT_THAT(whats(), UnorderedElementsAre(What::report_years, What::anonymous_route, What::protocol_content,
                                            What::team_protocol));
  for (const auto& change : changes()) {
    if (change.what != What::protocol_content) continue;
    EXPECT_EQ(change.of, "standaard 1");
    EXPECT_EQ(change.to, after.protocols.front().rules.front().id.str()) << "by the id of the rule";
  }
}

TEST_F(SecondPerson, IsNeededForAVersionThatIsGoneOrThatNewCasesGet) {
  after.protocols.push_back(after.protocols.front());
  after.protocols.back().ref = {ProtocolId{"ander"}, 1};
  EXPECT_THAT(whats(), IsEmpty()) << "nobody uses that one";
  after.protocols.back().ref = {ProtocolId{"standaard"}, 2};
  EXPECT_THAT(whats(), ElementsAre(What::protocol_content));
  std::swap(before, after);
  EXPECT_THAT(whats(), ElementsAre(What::protocol_content));
}

TEST_F(SecondPerson, IsCoordinatorOrDirectorButNotWhoGainsOrRunsIt) {
  const auto all = {who("coordinator"), who("coordinatorvervanger"), who("directeur"), who("directeurvervanger")};
  EXPECT_THAT(who_decide(), testing::UnorderedElementsAreArray(all));
  role(roles::counsellor).holders.push_back(who("coordinator"));
  EXPECT_THAT(who_decide(),
              UnorderedElementsAre(who("coordinatorvervanger"), who("directeur"), who("directeurvervanger")));
  before.organisation.roles.push_back({roles::administrator, {who("directeurvervanger")}, who("directeur")});
  EXPECT_THAT(who_decide(), ElementsAre(who("coordinatorvervanger")));
  change_person("coordinatorvervanger", [](Person& person) { person.channels = {{"web", "ander"}}; });
  EXPECT_THAT(who_decide(), IsEmpty()) << "whose address changes does not agree with that from the new one";
}

TEST_F(SecondPerson, IsOneOfWhatIsInForceNotOfWhatIsProposed) {
  role(roles::coordinator).holders = {who("collega")};
  role(roles::coordinator).deputy = who("jurist");
  EXPECT_THAT(who_decide(), UnorderedElementsAre(who("coordinator"), who("coordinatorvervanger"), who("directeur"),
                                                 who("directeurvervanger")));
}

TEST_F(SecondPerson, IsNotWaitedForWithAbsences) {
  fakes::add_person(after.organisation, "nieuw", "balie");
  const Absence known{who("coordinator"), day, day};
  after.organisation.absences = {known, {who("nieuw"), day, day}};
  take_absences(before.organisation, after.organisation);
  EXPECT_THAT(before.organisation.absences, ElementsAre(known)) << "somebody who is not known yet is not away";
}

/// One edit of somebody who edits files alone.
void edit(Municipality& town, std::mt19937& random) {
  auto& organisation = town.organisation;
  const auto any = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random); };
  const auto anybody = [&] { return organisation.people[any(organisation.people.size())].id; };
  const auto rebuild = [&](auto change) {
    People people;
    const auto chosen = anybody();
    for (auto person : organisation.people) {
      if (person.id == chosen && !change(person)) continue;
      people.add(std::move(person));
    }
    organisation.people = std::move(people);
  };
  auto& team = organisation.teams[any(organisation.teams.size())];
  auto& role = organisation.roles[any(organisation.roles.size())];
  switch (any(11)) {
    case 0: team.manager = anybody(); break;
    case 1: team.deputy = anybody(); break;
    case 2: team.parent = organisation.teams[any(organisation.teams.size())].id; break;
    case 3: role.holders = {anybody()}; break;
    case 4: role.deputy = anybody(); break;
    case 5: role.team = team.id; break;
    case 6: rebuild([&](Person& person) { return person.channels = {{"web", "elders"}}, true; }); break;
    case 7: rebuild([&](Person& person) { return person.team = team.id, true; }); break;
    case 8: rebuild([](Person& person) { return person.name += "!", true; }); break;
    case 9: fakes::add_person(organisation, "nieuw" + std::to_string(any(1'000'000)), team.id.str()); break;
    default: organisation.absences.push_back({anybody(), day, day});
  }
}

/// Whatever one person edits alone: everybody who was there is who they were, with the roles and the address they had,
/// and a report reaches whom it reached, but for who is away.
TEST_F(SecondPerson, IsNeededForEveryPathToACase) {
  std::mt19937 random{20261124};
  int alone = 0;
  for (int round = 0; round < 20'000; ++round) {
    after = before;
    for (auto edits = 1 + round % 3; edits > 0; --edits) edit(after, random);
    if (!changes().empty()) continue;
    ++alone;
    after.organisation.absences.clear();
    for (const auto& person : before.organisation.people) {
      ASSERT_EQ(after.organisation.roles_of(person.id), before.organisation.roles_of(person.id)) << person.id.str();
      for (const auto& key : person.channels) {
        const auto* reached = after.organisation.person_at(key);
        ASSERT_TRUE(reached != nullptr && reached->id == person.id) << person.id.str();
      }
    }
    for (const auto& person : after.organisation.people) {
      if (before.organisation.person(person.id) == nullptr)
        ASSERT_THAT(after.organisation.roles_of(person.id), IsEmpty());
    }
    const auto reported = fakes::reported_case({Flag{"threat"}, Flag{"serious"}}, fakes::at("2026-11-02 09:00"),
                                               fakes::at("2026-11-02 10:00"));
    ASSERT_EQ(route(reported, after.organisation, day), route(reported, before.organisation, day));
  }
  EXPECT_GT(alone, 1000) << "edits that need nobody are among them";
}

}  // namespace
}  // namespace meldmaat
