// SPDX-License-Identifier: EUPL-1.2
// Checks who reads a report and who never does: every row of handbook §7 that has readers in the organisation, cases
// K1-K8 and K13 of §20, deputies and absence, and, in random organisations, that nobody kept out ever comes out.
// How: the small town, one case a row, readers compared as "person/role" lists.
#include "bot/rules/routing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const LocalDate today{std::chrono::year{2026} / 10 / 23};

Case report(std::vector<Flag> flags) {
  return fakes::reported_case(std::move(flags), fakes::at("2026-10-23 16:40"), fakes::at("2026-10-23 17:00"));
}

std::vector<std::string> named(const std::vector<Reader>& readers) {
  std::vector<std::string> names;
  for (const auto& reader : readers) names.push_back(reader.person.str() + "/" + reader.role.str());
  return names;
}

std::vector<std::string> readers_of(const Case& the_case, const Organisation& town = fakes::small_town()) {
  return named(route(the_case, town, today).readers);
}

std::vector<std::string> people(const std::vector<PersonId>& ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) names.push_back(id.str());
  return names;
}

RoleHolder& role_in(Organisation& town, const RoleId& role) {
  return *std::ranges::find(town.roles, role, &RoleHolder::role);
}

void send_away(Organisation& town, std::string_view person) {
  town.absences.push_back({who(person), today, today});
}

TEST(Routing, AnOrdinaryReportGoesToManagerAndCoordinator) {
  EXPECT_THAT(readers_of(report({"verbal", "phone"})),
              ElementsAre("chef/manager", "coordinator/coordinator", "veiligheid/safety_officer"));
}

TEST(Routing, AnOrdinaryReportNeedsNoSafetyOfficer) {
  auto town = fakes::small_town();
  std::erase_if(town.roles, [](const RoleHolder& entry) { return entry.role == roles::safety_officer; });
  const auto routed = route(report({"verbal"}), town, today);
  EXPECT_THAT(named(routed.readers), ElementsAre("chef/manager", "coordinator/coordinator"));
  EXPECT_THAT(routed.gaps, IsEmpty());
}

TEST(Routing, ASeriousReportGoesToCareTeamAndDirectorAtOnce) {
  for (const auto* flag : {"physical", "threat", "injury", "serious_injury", "danger"}) {
    EXPECT_THAT(readers_of(report({flag})),
                ElementsAre("chef/manager", "coordinator/coordinator", "veiligheid/safety_officer", "opvang/care_team",
                            "directeur/director"))
        << flag;
  }
}

TEST(Routing, TheCareTeamComesWhenItIsWished) {
  const auto readers = readers_of(report({"verbal", "care_wished"}));
  EXPECT_THAT(readers, Contains("opvang/care_team"));
  EXPECT_THAT(readers, Not(Contains("directeur/director")));
}

TEST(Routing, ConfidenceGoesToTheCounsellorAlone) {
  const auto the_case = report({"verbal", "confidential"});
  EXPECT_THAT(readers_of(the_case), ElementsAre("vertrouwenspersoon/counsellor"));
  EXPECT_THAT(people(kept_out(the_case, fakes::small_town())), ElementsAre("chef"));
  EXPECT_THAT(route(the_case, fakes::small_town(), today).excluded, IsEmpty()) << "consent may still come";
}

TEST(Routing, ConfidenceLetsTheManagerInWithConsentOnly) {
  EXPECT_THAT(readers_of(report({"verbal", "confidential", "manager_consent"})),
              ElementsAre("vertrouwenspersoon/counsellor", "chef/manager"));
}

TEST(Routing, AnInvolvedManagerAndTheDeputyNeverSeeIt) {
  const auto routed = route(report({"verbal", "manager_involved"}), fakes::small_town(), today);
  EXPECT_THAT(named(routed.readers), ElementsAre("vertrouwenspersoon/counsellor"));
  EXPECT_EQ(routed.readers.front().why, "why.instead_of_manager");
  EXPECT_THAT(people(routed.excluded), UnorderedElementsAre("chef", "plaatsvervanger"));
}

TEST(Routing, InsteadOfTheManagerTheNextInLineIsTaken) {
  auto town = fakes::small_town();
  role_in(town, roles::counsellor) = {roles::counsellor, {who("chef")}, who("plaatsvervanger")};
  EXPECT_THAT(readers_of(report({"verbal", "manager_involved"}), town), ElementsAre("coordinator/coordinator"));
  role_in(town, roles::coordinator) = {roles::coordinator, {}, {}};
  EXPECT_THAT(readers_of(report({"verbal", "manager_involved"}), town), ElementsAre("afdelingshoofd/manager"));
  for (const auto* away : {"afdelingshoofd", "hoofdvervanger"}) send_away(town, away);
  EXPECT_THAT(readers_of(report({"verbal", "manager_involved"}), town), ElementsAre("directeur/manager"));
  send_away(town, "directeur");
  EXPECT_THAT(readers_of(report({"verbal", "manager_involved"}), town), ElementsAre("directeurvervanger/director"));
  send_away(town, "directeurvervanger");
  const auto last = route(report({"verbal", "manager_involved"}), town, today);
  EXPECT_THAT(named(last.readers), ElementsAre("burgemeester/mayor"));
  EXPECT_EQ(last.gaps, (std::vector<Gap>{{roles::director, roles::mayor}}));
}

TEST(Routing, WhoeverTheReporterExcludesIsLeftOut) {
  auto the_case = report({"verbal", "manager_involved"});
  the_case.excluded = {who("vertrouwenspersoon")};
  EXPECT_THAT(readers_of(the_case), ElementsAre("tweede_vertrouwenspersoon/counsellor"));
}

TEST(Routing, AManagerWhoReportsIsNotTheOwnManager) {
  auto the_case = report({"verbal"});
  the_case.reporter = who("chef");
  the_case.victim = who("chef");
  EXPECT_THAT(readers_of(the_case), Contains("afdelingshoofd/manager"));
  EXPECT_THAT(readers_of(the_case), Not(Contains("plaatsvervanger/manager"))) << "works for the reporter";
}

TEST(Routing, ACoordinatorWhoIsTheVictimDoesNotCoordinate) {
  auto the_case = report({"verbal"});
  the_case.victim = who("coordinator");
  EXPECT_THAT(readers_of(the_case), Contains("coordinatorvervanger/coordinator"));
}

TEST(Routing, TheTeamIsTheVictimsElseTheReporters) {
  auto the_case = report({"verbal"});
  the_case.team = {};
  the_case.victim = who("jurist");
  EXPECT_EQ(team_of(the_case, fakes::small_town()), TeamId{"dienst"});
  the_case.victim = {};
  EXPECT_EQ(team_of(the_case, fakes::small_town()), TeamId{"balie"});
}

TEST(Routing, AnOfficeHolderReportsToTheMayorAndOthersHearItWithConsent) {
  auto the_case = report({"threat", "online"});
  the_case.reporter = who("wethouder");
  the_case.victim = who("wethouder");
  the_case.team = {};
  EXPECT_THAT(readers_of(the_case), ElementsAre("burgemeester/mayor"));
  the_case.flags.emplace_back("tell_others_consent");
  EXPECT_THAT(readers_of(the_case),
              ElementsAre("burgemeester/mayor", "griffier/registrar", "directeur/director", "coordinator/coordinator",
                          "openbare_orde/public_order", "opvang/care_team"));
}

TEST(Routing, AnOfficeHolderHasACounsellorApart) {
  auto the_case = report({"verbal", "confidential"});
  the_case.reporter = who("raadslid");
  the_case.victim = {};
  the_case.team = {};
  EXPECT_THAT(readers_of(the_case), ElementsAre("raadsvertrouwenspersoon/office_counsellor"));
  the_case.flags.emplace_back("manager_consent");
  EXPECT_THAT(readers_of(the_case), ElementsAre("raadsvertrouwenspersoon/office_counsellor", "burgemeester/mayor"));
  the_case.flags = {"manager_involved", "verbal"};
  const auto routed = route(the_case, fakes::small_town(), today);
  EXPECT_THAT(named(routed.readers), ElementsAre("raadsvertrouwenspersoon/office_counsellor"));
  EXPECT_THAT(people(routed.excluded), ElementsAre("burgemeester"));
}

TEST(Routing, WhenTheMayorIsTheVictimTheDeputyMayorDecides) {
  auto the_case = report({"threat", "writing"});
  the_case.reporter = who("griffier");
  the_case.victim = who("burgemeester");
  the_case.team = {};
  EXPECT_THAT(readers_of(the_case), ElementsAre("locoburgemeester/deputy_mayor"));
  EXPECT_THAT(settled_flags(the_case, fakes::small_town()),
              ElementsAre("mayor_victim", "office_holder", "serious", "threat", "writing"));
}

TEST(Routing, AReportForSomebodyUnnamedSaysNothingAboutTheReportersOffice) {
  auto the_case = report({"for_other", "verbal"});
  the_case.reporter = who("raadslid");
  the_case.victim = {};
  EXPECT_THAT(settled_flags(the_case, fakes::small_town()), ElementsAre("for_other", "verbal"));
}

TEST(Routing, BriberyGoesToManagerCounsellorAndIntegrityOfficer) {
  EXPECT_THAT(readers_of(report({"bribery", "desk"})),
              ElementsAre("chef/manager", "veiligheid/safety_officer", "vertrouwenspersoon/counsellor",
                          "integriteit/integrity_officer", "jurist/jurist"));
  EXPECT_THAT(readers_of(report({"bribery", "threat"})), Contains("coordinator/coordinator"))
      << "with aggression it is an incident like any other as well";
}

TEST(Routing, UnderminingGoesPastTheManager) {
  EXPECT_THAT(readers_of(report({"undermining"})),
              ElementsAre("vertrouwenspersoon/counsellor", "coordinator/coordinator", "directeur/director"));
}

TEST(Routing, DamageGoesToTheJuristToo) {
  EXPECT_THAT(readers_of(report({"verbal", "damage"})), Contains("jurist/jurist"));
}

TEST(Routing, DeputiesStandInForWhoeverIsAbsentOnThatDay) {
  auto town = fakes::small_town();
  send_away(town, "chef");
  send_away(town, "coordinator");
  const auto routed = route(report({"verbal"}), town, today);
  EXPECT_EQ(routed.readers.at(0), (Reader{who("plaatsvervanger"), roles::manager, "why.stands_in", who("chef")}));
  EXPECT_EQ(routed.readers.at(1),
            (Reader{who("coordinatorvervanger"), roles::coordinator, "why.stands_in", who("coordinator")}));
  const LocalDate tomorrow{std::chrono::year{2026} / 10 / 24};
  EXPECT_THAT(named(route(report({"verbal"}), town, tomorrow).readers), Contains("chef/manager"));
}

TEST(Routing, ARoleWithoutAnybodyClimbsAndSaysSo) {
  auto town = fakes::small_town();
  for (const auto* away : {"coordinator", "coordinatorvervanger"}) send_away(town, away);
  const auto routed = route(report({"verbal"}), town, today);
  EXPECT_THAT(named(routed.readers), Contains("directeur/director"));
  EXPECT_EQ(routed.gaps, (std::vector<Gap>{{roles::coordinator, roles::director}}));
  EXPECT_EQ(std::ranges::find(routed.readers, roles::director, &Reader::role)->why, "why.no_holder");
}

TEST(Routing, AnEmptyOrganisationRoutesToNobodyAndSaysSo) {
  const auto routed = route(report({"threat"}), Organisation{}, today);
  EXPECT_THAT(routed.readers, IsEmpty());
  EXPECT_THAT(routed.gaps, Contains(Gap{roles::manager, {}}));
  EXPECT_THAT(holders(roles::manager, report({"threat"}), Organisation{}, today), IsEmpty());
}

TEST(Routing, TheWorkOfARoleTheCaseDoesNotGoToIsDoneByItsOwner) {
  const auto town = fakes::small_town();
  EXPECT_THAT(named(holders(roles::coordinator, report({"verbal", "confidential"}), town, today)),
              ElementsAre("vertrouwenspersoon/counsellor"));
  EXPECT_THAT(named(holders(roles::manager, report({"verbal", "manager_involved"}), town, today)),
              ElementsAre("vertrouwenspersoon/counsellor"));
  EXPECT_THAT(named(holders(roles::reporter, report({"verbal"}), town, today)), ElementsAre("medewerker/reporter"));
}

TEST(Routing, OverdueWorkClimbsBeyondTheRouteButNotWithoutAnOfficeHoldersConsent) {
  const auto town = fakes::small_town();
  EXPECT_THAT(named(climbs_to(roles::director, report({"verbal"}), town, today)), ElementsAre("directeur/director"));
  EXPECT_THAT(named(climbs_to(roles::manager, report({"verbal", "confidential"}), town, today)),
              ElementsAre("vertrouwenspersoon/counsellor"));
  auto of_alderman = report({"verbal"});
  of_alderman.reporter = who("wethouder");
  of_alderman.victim = {};
  of_alderman.team = {};
  EXPECT_THAT(named(climbs_to(roles::director, of_alderman, town, today)), ElementsAre("burgemeester/mayor"));
  of_alderman.flags.emplace_back("tell_others_consent");
  EXPECT_THAT(named(climbs_to(roles::director, of_alderman, town, today)), ElementsAre("directeur/director"));
}

TEST(Routing, SomebodyInDangerReachesWhoeverIsThere) {
  auto town = fakes::small_town();
  Case nobodys_yet;
  nobodys_yet.reporter = who("medewerker");
  EXPECT_THAT(named(on_duty(roles::manager, nobodys_yet, town, today)), ElementsAre("chef/manager"));
  send_away(town, "chef");
  EXPECT_THAT(named(on_duty(roles::manager, nobodys_yet, town, today)), ElementsAre("plaatsvervanger/manager"));
  EXPECT_THAT(named(on_duty(roles::security, nobodys_yet, town, today)), ElementsAre("bewaker/security"));
  std::erase_if(town.roles, [](const RoleHolder& held) { return held.role == roles::security; });
  EXPECT_THAT(named(on_duty(roles::security, nobodys_yet, town, today)), ElementsAre("coordinator/coordinator"));
}

TEST(Routing, TeamsThatPointAtEachOtherEnd) {
  auto town = fakes::small_town();
  for (auto& team : town.teams) team = {team.id, team.name, {}, {}, TeamId{"balie"}, {}};
  EXPECT_THAT(readers_of(report({"verbal"}), town), Contains("directeur/director"));
}

/// Any organisation: people hold, deputise and miss roles at will, also several at once, and managers in circles.
Organisation random_organisation() {
  auto town = fakes::small_town();
  const auto anybody = [&](bool may_be_nobody) {
    const auto at = *rc::gen::inRange<std::size_t>(0, town.people.size() + (may_be_nobody ? 6 : 0));
    return at < town.people.size() ? town.people[at].id : PersonId{};
  };
  for (auto& team : town.teams) {
    team.manager = anybody(true);
    team.deputy = anybody(true);
    team.parent = town.teams[*rc::gen::inRange<std::size_t>(0, town.teams.size())].id;
  }
  for (auto& entry : town.roles) {
    entry.holders.clear();
    for (auto count = *rc::gen::inRange(0, 3); count > 0; --count) entry.holders.push_back(anybody(false));
    entry.deputy = anybody(true);
  }
  for (auto count = *rc::gen::inRange(0, 8); count > 0; --count)
    town.absences.push_back({anybody(false), today, today});
  return town;
}

TEST(Routing, InAnyOrganisationNobodyKeptOutComesOut) {
  const bool holds_true = rc::check("nobody kept out", [] {
    const auto town = random_organisation();
    const std::vector<Flag> any{"manager_involved", "confidential", "manager_consent", "serious",     "threat",
                                "bribery",          "undermining",  "care_wished",     "damage",      "verbal",
                                "physical",         "for_other",    "office_holder",   "mayor_victim"};
    auto the_case = report(*rc::gen::container<std::vector<Flag>>(rc::gen::elementOf(any)));
    const auto somebody = [&] { return town.people[*rc::gen::inRange<std::size_t>(0, town.people.size())].id; };
    the_case.reporter = somebody();
    the_case.victim = somebody();
    if (*rc::gen::arbitrary<bool>()) the_case.excluded = {somebody(), somebody()};
    the_case.flags = settled_flags(the_case, town);
    auto out = kept_out(the_case, town);
    const auto& manager = town.team(the_case.team)->manager;
    if (the_case.has("manager_involved") && !the_case.has("office_holder") && !manager.empty()) {
      RC_ASSERT(std::ranges::find(out, manager) != out.end());
    }
    out.push_back(the_case.reporter);
    out.push_back(the_case.victim);
    const auto none_out = [&](const std::vector<Reader>& readers) {
      return std::ranges::none_of(readers, [&](const Reader& reader) {
        return std::ranges::find(out, reader.person) != out.end() || town.absent(reader.person, today);
      });
    };
    RC_ASSERT(none_out(route(the_case, town, today).readers));
    for (const auto& role : known_roles()) {
      RC_ASSERT(none_out(holders(role, the_case, town, today)));
      RC_ASSERT(none_out(climbs_to(role, the_case, town, today)));
      RC_ASSERT(none_out(on_duty(role, the_case, town, today)));
    }
  });
  EXPECT_TRUE(holds_true);
}

}  // namespace
}  // namespace meldmaat
