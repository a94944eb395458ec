// SPDX-License-Identifier: EUPL-1.2
// Checks when a home visit without word climbs, to whom, who may say what of it, and who reads the place (handbook §15,
// T37; row S2-17). How: one visit in the small town, by the minute.
#include "bot/rules/visits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;
using What = VisitStep::What;

struct Visits : testing::Test {
  Municipality town = fakes::small_municipality();
  std::optional<Visit> visit = begin_visit(planned(), town).visit;
  std::vector<PersonId> forgotten;

  static Visit planned() {
    Visit visit;
    visit.id = VisitId{"7"};
    visit.visitor = who("medewerker");
    visit.colleague = who("collega");
    visit.place = "Dorpsstraat 1";
    visit.place_said = at("2026-11-17 13:30");
    visit.back = at("2026-11-17 15:00");
    return visit;
  }
  /// "collega alarm": who heard what.
  std::vector<std::string> news(VisitChange change) {
    std::vector<std::string> heard;
    for (const auto& notice : change.notices) heard.push_back(notice.to.str() + " " + notice.args.at("what"));
    last = std::move(change.notices);
    forgotten = std::move(change.forget);
    visit = std::move(change.visit);
    return heard;
  }
  std::vector<std::string> ring(std::string_view moment) { return news(ring_visit(*visit, at(moment), town)); }
  std::vector<std::string> says(std::string_view person, What what, std::string_view moment) {
    return news(take_visit_step(*visit, {visit->id, what, who(person), {}, std::nullopt}, at(moment), town));
  }
  void is_away(std::string_view person, LocalDate first = std::chrono::year{2026} / 11 / 17) {
    town.organisation.absences.push_back({who(person), first, std::chrono::year{2026} / 11 / 18});
  }
  [[nodiscard]] const Notice& to(std::string_view person) const {
    const auto found = std::ranges::find(last, who(person), &Notice::to);
    if (found == last.end()) throw std::runtime_error("heard nothing");
    return *found;
  }
  std::vector<Notice> last;
};

TEST_F(Visits, ClimbByTheMinuteUntilSomebodyAnswers) {
  EXPECT_EQ(visit->next, at("2026-11-17 15:00"));
  EXPECT_THAT(ring("2026-11-17 14:59"), IsEmpty());
  EXPECT_THAT(ring("2026-11-17 15:00"), ElementsAre("medewerker back"));
  EXPECT_EQ(visit->next, at("2026-11-17 15:10"));
  EXPECT_THAT(ring("2026-11-17 15:09"), IsEmpty());
  EXPECT_THAT(ring("2026-11-17 15:10"), UnorderedElementsAre("collega alarm", "medewerker calling"));
  EXPECT_THAT(ring("2026-11-17 15:20"), UnorderedElementsAre("collega alarm", "chef alarm"));
  EXPECT_THAT(ring("2026-11-17 15:30"), UnorderedElementsAre("chef alarm", "bewaker alarm", "coordinator alarm"));
  EXPECT_THAT(ring("2026-11-17 15:40"), UnorderedElementsAre("bewaker alarm", "coordinator alarm"));
  EXPECT_EQ(visit->next, at("2026-11-17 16:10"));
  EXPECT_THAT(ring("2026-11-17 16:10"),
              UnorderedElementsAre("collega alarm", "chef alarm", "bewaker alarm", "coordinator alarm"))
      << "nothing falls silent";
  EXPECT_EQ(visit->next, at("2026-11-17 16:40"));
}

TEST_F(Visits, TakeTheirMinutesFromTheProtocol) {
  using std::chrono::minutes;
  town.protocols.front().home_visit = {minutes{5}, minutes{6}, minutes{7}, minutes{60}, minutes{60}};
  ring("2026-11-17 15:00");
  EXPECT_EQ(visit->next, at("2026-11-17 15:05"));
  ring("2026-11-17 15:05");
  EXPECT_THAT(ring("2026-11-17 15:06"), ElementsAre("chef alarm"));
  EXPECT_THAT(ring("2026-11-17 15:07"), UnorderedElementsAre("bewaker alarm", "coordinator alarm"));
  EXPECT_EQ(visit->next, at("2026-11-17 16:05"));
}

TEST_F(Visits, TellOnceWhatWasMissedInAStopOfHours) {
  EXPECT_THAT(ring("2026-11-17 21:34"), UnorderedElementsAre("medewerker back", "collega alarm", "chef alarm",
                                                             "bewaker alarm", "coordinator alarm"));
  EXPECT_GT(visit->next, at("2026-11-17 21:34"));
  EXPECT_THAT(ring("2026-11-17 21:35"), IsEmpty());
}

TEST_F(Visits, AskOnTheWayWhenThatWasAgreed) {
  auto plan = planned();
  plan.halfway = at("2026-11-17 14:15");
  visit = begin_visit(plan, town).visit;
  EXPECT_THAT(ring("2026-11-17 14:15"), ElementsAre("medewerker halfway"));
  EXPECT_THAT(ring("2026-11-17 14:25"), Contains("collega alarm"));
  EXPECT_THAT(says("medewerker", What::fine, "2026-11-17 14:26"), ElementsAre("collega fine"));
  EXPECT_THAT(forgotten, ElementsAre(who("collega"))) << "needs the place no more";
  EXPECT_EQ(visit->next, at("2026-11-17 15:00"));
  EXPECT_THAT(ring("2026-11-17 15:00"), ElementsAre("medewerker back"));
}

TEST_F(Visits, GoToTheManagerWhenTheColleagueIsAway) {
  is_away("collega");
  ring("2026-11-17 15:00");
  EXPECT_THAT(ring("2026-11-17 15:10"), Contains("chef alarm"));
  EXPECT_THAT(says("chef", What::unreached, "2026-11-17 15:11"),
              UnorderedElementsAre("bewaker alarm", "coordinator alarm"));
}

TEST_F(Visits, GoToWhoStandsInForTheManagerAndAboveWhenThereIsNone) {
  is_away("chef");
  ring("2026-11-17 15:00");
  EXPECT_THAT(ring("2026-11-17 15:20"), Contains("plaatsvervanger alarm"));
  is_away("plaatsvervanger");
  EXPECT_THAT(ring("2026-11-17 15:30"), Contains("afdelingshoofd alarm"));
}

TEST_F(Visits, OfAManagerGoToTheManagerAbove) {
  auto plan = planned();
  plan.visitor = who("chef");
  visit = begin_visit(plan, town).visit;
  ring("2026-11-17 15:00");
  const auto heard = ring("2026-11-17 15:20");
  EXPECT_THAT(heard, Contains("afdelingshoofd alarm"));
  EXPECT_THAT(heard, Not(Contains("chef alarm")));
}

TEST_F(Visits, ReachSomebodyWhereNobodyIsSecurity) {
  std::erase_if(town.organisation.roles, [](const RoleHolder& one) { return one.role == roles::security; });
  ring("2026-11-17 15:00");
  EXPECT_THAT(ring("2026-11-17 15:30"), Contains("coordinator alarm"));
}

TEST_F(Visits, EndWhenTheVisitorIsSafe) {
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:20");
  EXPECT_THAT(says("medewerker", What::safe, "2026-11-17 15:21"), UnorderedElementsAre("collega home", "chef home"));
  EXPECT_EQ(visit, std::nullopt);
  EXPECT_THAT(forgotten, UnorderedElementsAre(who("collega"), who("chef"), who("medewerker")));
  for (const auto& notice : last) EXPECT_EQ(notice.visit->place, "");
}

TEST_F(Visits, EndEarlierOrNotTakePlaceAndTheColleagueHears) {
  EXPECT_THAT(says("medewerker", What::safe, "2026-11-17 14:00"), ElementsAre("collega home"));
  visit = begin_visit(planned(), town).visit;
  EXPECT_THAT(says("medewerker", What::cancelled, "2026-11-17 13:40"), ElementsAre("collega cancelled"));
  EXPECT_EQ(visit, std::nullopt);
}

TEST_F(Visits, ClimbAtOnceWhenTheVisitorIsNotReached) {
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:10");
  EXPECT_THAT(says("collega", What::unreached, "2026-11-17 15:12"), ElementsAre("chef alarm"));
  EXPECT_THAT(says("collega", What::unreached, "2026-11-17 15:13"), IsEmpty()) << "a second press climbs no further";
  EXPECT_EQ(visit->next, at("2026-11-17 15:22")) << "ten minutes after the manager heard of it";
  EXPECT_THAT(says("chef", What::unreached, "2026-11-17 15:14"),
              UnorderedElementsAre("bewaker alarm", "coordinator alarm"));
  EXPECT_THAT(says("bewaker", What::unreached, "2026-11-17 15:15"), IsEmpty()) << "nobody stands higher";
  EXPECT_EQ(visit->next, at("2026-11-17 15:24"));
  EXPECT_THAT(ring("2026-11-17 15:24"), ElementsAre("coordinator alarm")) << "who answered is not told the same again";
}

TEST_F(Visits, TellEverybodyWhenHelpIsNeeded) {
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:10");
  EXPECT_THAT(says("collega", What::needs_help, "2026-11-17 15:12"),
              UnorderedElementsAre("chef help", "bewaker help", "coordinator help"));
  EXPECT_TRUE(to("chef").urgent);
  EXPECT_EQ(to("chef").visit->place, "Dorpsstraat 1");
}

TEST_F(Visits, TellColleagueAndManagerAtOnceWhenTheVisitorAsksForHelp) {
  EXPECT_THAT(says("medewerker", What::help, "2026-11-17 14:00"), UnorderedElementsAre("collega help", "chef help"));
  EXPECT_EQ(visit->next, at("2026-11-17 14:10"));
  EXPECT_THAT(ring("2026-11-17 14:10"), UnorderedElementsAre("chef help", "bewaker help", "coordinator help"));
  EXPECT_THAT(says("chef", What::well, "2026-11-17 14:20"),
              UnorderedElementsAre("medewerker closed", "collega home", "bewaker home", "coordinator home"));
  EXPECT_TRUE(to("medewerker").visit->help) << "the visitor can report what happened";
  EXPECT_EQ(visit, std::nullopt);
}

TEST_F(Visits, EndWhenSomebodyReachedTheVisitor) {
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:20");
  EXPECT_THAT(says("chef", What::well, "2026-11-17 15:25"), UnorderedElementsAre("medewerker closed", "collega home"));
  EXPECT_EQ(visit, std::nullopt);
}

TEST_F(Visits, GoOnWhenTheVisitorWasReachedOnTheWay) {
  auto plan = planned();
  plan.halfway = at("2026-11-17 14:15");
  visit = begin_visit(plan, town).visit;
  ring("2026-11-17 14:15");
  ring("2026-11-17 14:25");
  EXPECT_THAT(says("collega", What::well, "2026-11-17 14:30"), ElementsAre("medewerker well"));
  EXPECT_EQ(visit->next, at("2026-11-17 15:00"));
  EXPECT_THAT(visit->told, IsEmpty());
}

TEST_F(Visits, LastLongerWhenTheVisitorSaysSo) {
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:10");
  const VisitStep step{visit->id, What::stays, who("medewerker"), {}, at("2026-11-17 16:00")};
  EXPECT_THAT(news(take_visit_step(*visit, step, at("2026-11-17 15:12"), town)), ElementsAre("collega moved"));
  EXPECT_EQ(visit->next, at("2026-11-17 16:00"));
  EXPECT_THAT(ring("2026-11-17 15:20"), IsEmpty());
  for (const auto* never : {"2026-11-17 15:11", "2026-11-18 15:13"}) {
    const VisitStep wrong{visit->id, What::stays, who("medewerker"), {}, at(never)};
    EXPECT_EQ(take_visit_step(*visit, wrong, at("2026-11-17 15:12"), town).visit->back, at("2026-11-17 16:00"));
  }
}

TEST_F(Visits, GoStraightToTheManagerAsLongAsNobodyElseCalls) {
  EXPECT_THAT(says("collega", What::declines, "2026-11-17 13:45"), ElementsAre("medewerker declined"));
  EXPECT_EQ(to("medewerker").args.at("person"), "collega");
  ring("2026-11-17 15:00");
  EXPECT_THAT(ring("2026-11-17 15:10"), Contains("chef alarm"));
}

TEST_F(Visits, AreTakenOverByAnotherColleague) {
  const auto chooses = [&](std::string_view person, std::string_view moment) {
    const VisitStep step{visit->id, What::calls, who("medewerker"), who(person), std::nullopt};
    return news(take_visit_step(*visit, step, at(moment), town));
  };
  EXPECT_THAT(chooses("medewerker", "2026-11-17 13:50"), IsEmpty()) << "nobody guards themselves";
  EXPECT_THAT(chooses("jurist", "2026-11-17 13:50"), IsEmpty()) << "of another team";
  EXPECT_THAT(chooses("plaatsvervanger", "2026-11-17 13:50"),
              UnorderedElementsAre("collega released", "plaatsvervanger planned"));
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:10");
  EXPECT_THAT(chooses("collega", "2026-11-17 15:12"),
              UnorderedElementsAre("plaatsvervanger released", "collega alarm"));
}

TEST_F(Visits, AreNobodyElsesToSpeakOf) {
  for (const auto what : {What::declines, What::calls, What::fine, What::safe, What::cancelled, What::stays, What::help,
                          What::well, What::unreached, What::needs_help}) {
    EXPECT_THAT(says("jurist", what, "2026-11-17 14:00"), IsEmpty());
    EXPECT_EQ(visit, begin_visit(planned(), town).visit);
  }
  EXPECT_THAT(says("collega", What::well, "2026-11-17 14:00"), IsEmpty()) << "was not asked to call yet";
  EXPECT_THAT(says("collega", What::safe, "2026-11-17 14:00"), IsEmpty());
  EXPECT_TRUE(visit);
}

TEST_F(Visits, ShowThePlaceOnlyToWhomTheyClimbed) {
  EXPECT_EQ(seen_by(*visit, who("medewerker"))->place, "Dorpsstraat 1");
  EXPECT_EQ(seen_by(*visit, who("collega"))->place, "");
  ring("2026-11-17 15:00");
  ring("2026-11-17 15:10");
  EXPECT_EQ(seen_by(*visit, who("collega"))->place, "Dorpsstraat 1");
  for (const auto& person : town.organisation.people) {
    const bool knows = person.id == who("medewerker") || person.id == who("collega");
    EXPECT_EQ(seen_by(*visit, person.id).has_value(), knows) << person.id.str();
  }
  EXPECT_EQ(seen_by(*visit, {}), std::nullopt);
}

TEST_F(Visits, AreGuardedByColleaguesWhoAreThere) {
  const auto callers = [&] {
    return callers_for(who("medewerker"), at("2026-11-17 13:30"), at("2026-11-18 09:00"), town);
  };
  EXPECT_THAT(callers(), UnorderedElementsAre(who("collega"), who("chef"), who("plaatsvervanger")));
  is_away("collega", std::chrono::year{2026} / 11 / 18);
  is_away("plaatsvervanger");
  EXPECT_THAT(callers(), ElementsAre(who("chef"))) << "also away tomorrow, when the visit ends";
  is_away("chef");
  EXPECT_THAT(callers(), ElementsAre(who("afdelingshoofd"))) << "whoever does the manager's work";
  EXPECT_THAT(callers_for(who("wethouder"), at("2026-11-17 13:30"), at("2026-11-17 15:00"), town),
              Contains(who("raadslid")));
}

TEST_F(Visits, HaveNoFaultThatWouldLeaveThemUnguarded) {
  const auto now = at("2026-11-17 13:30");
  const auto fault = [&](auto change) {
    auto plan = planned();
    change(plan);
    return fault_in(plan, now, town);
  };
  EXPECT_EQ(fault([](Visit&) {}), std::nullopt);
  EXPECT_EQ(fault([](Visit& one) { one.place.clear(); }), VisitFault::no_place);
  EXPECT_EQ(fault([](Visit& one) { one.back = at("2026-11-17 13:30"); }), VisitFault::back_passed);
  EXPECT_EQ(fault([](Visit& one) { one.back = at("2026-11-18 13:30"); }), std::nullopt);
  EXPECT_EQ(fault([](Visit& one) { one.back = at("2026-11-18 13:31"); }), VisitFault::too_long);
  EXPECT_EQ(fault([](Visit& one) { one.halfway = at("2026-11-17 13:30"); }), VisitFault::halfway_out);
  EXPECT_EQ(fault([](Visit& one) { one.halfway = one.back; }), VisitFault::halfway_out);
  EXPECT_EQ(fault([](Visit& one) { one.colleague = who("medewerker"); }), VisitFault::no_caller);
  EXPECT_EQ(fault([](Visit& one) { one.colleague = who("niemand"); }), VisitFault::no_caller);
}

}  // namespace
}  // namespace meldmaat
