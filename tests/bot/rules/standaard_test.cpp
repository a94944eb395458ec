// SPDX-License-Identifier: EUPL-1.2
// Checks the shipped protocol against handbook §8 and the fictitious cases K1-K8 and K12-K14 of §20: which tasks a case
// gets, when they are due and who owns them; that a step somebody waits for can be recorded. How:
// config/protocols/standaard.toml itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "bot/flags.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/next_steps.hpp"
#include "bot/rules/routing.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

std::set<std::string> rules_of(const Story& story) {
  std::set<std::string> rules;
  for (const auto& task : story.file.tasks) rules.insert(task.key.rule.str());
  return rules;
}

std::set<std::string> readers_of(const Story& story) {
  std::set<std::string> people;
  for (const auto& reader : story.file.the_case.readers) people.insert(reader.person.str());
  return people;
}

Story of(std::vector<Flag> flags) {
  return Story{fakes::reported_case(std::move(flags), at("2026-10-23 16:40"), at("2026-10-23 16:55"))};
}

Story of_person(std::string_view reporter, std::string_view victim, std::vector<Flag> flags) {
  auto the_case = fakes::reported_case(std::move(flags), at("2026-10-23 16:40"), at("2026-10-23 16:55"));
  the_case.reporter = who(reporter);
  the_case.victim = who(victim);
  the_case.team = {};
  return Story{the_case};
}

// S0-17, S4-15
TEST(Standaard, TheThreatIsMeasuredAndLookedAtAgainUntilItIsLow) {
  auto story = of({"desk", "threat", "verbal", "serious"});
  EXPECT_EQ(story.task("T52").owner, roles::coordinator);
  story.until("2026-10-26 09:00");
  story.records("coordinator", "threat_level", "high");
  EXPECT_EQ(story.task("T52", 2).due, at("2026-10-27 09:00"));
  EXPECT_FALSE(story.has("T52", 3));
  const auto told_of_measures = story.records("coordinator", "security_measures");
  EXPECT_EQ(to("medewerker", told_of_measures).fact, "security_measures");
  EXPECT_EQ(story.task("T52", 2).status, Task::Status::done);
  EXPECT_EQ(story.task("T52", 1, 2).status, Task::Status::open) << "in four weeks it is asked again";
  story.until("2026-11-24 09:00");
  story.records("coordinator", "threat_level", "low");
  EXPECT_EQ(story.task("T52", 1, 2).status, Task::Status::done);
  EXPECT_FALSE(story.has("T52", 1, 3));
  EXPECT_FALSE(of({"phone", "verbal"}).has("T52"));
}

TEST(Handbook, K1AThreatAtTheDesk) {
  const auto story = of({"desk", "threat", "verbal"});
  EXPECT_THAT(rules_of(story), IsSupersetOf({"T03", "T04", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T16",
                                             "T20", "T22", "T32"}));
  EXPECT_EQ(story.task("T06").due, at("2026-10-23 17:30"));
  EXPECT_EQ(story.task("T07").due, at("2026-10-23 17:30"));
  EXPECT_EQ(story.task("T16").due, at("2026-10-23 16:40") + std::chrono::hours{48}) << "Sunday, at any hour";
  EXPECT_EQ(story.task("T20").due, at("2026-10-24 16:40"));
}

TEST(Handbook, K2ASmallInsultOnThePhone) {
  EXPECT_THAT(rules_of(of({"phone", "verbal"})), UnorderedElementsAre("T03", "T04", "T06", "T12", "T16", "T22", "T32"));
}

TEST(Handbook, K3PushedAtAHomeVisitWithABruise) {
  const auto story = of({"home_visit", "injury", "physical"});
  EXPECT_THAT(rules_of(story),
              IsSupersetOf({"T02", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T20", "T21"}));
  EXPECT_EQ(story.task("T21").due, at("2026-10-24 16:40"));
  EXPECT_FALSE(story.has("T26"));
  EXPECT_TRUE(of({"injury", "physical", "serious_injury"}).has("T26"));
}

TEST(Handbook, K4AnAldermanIsDoxed) {
  const auto story = of_person("wethouder", "wethouder", {"doxing", "online", "threat"});
  EXPECT_THAT(readers_of(story), ElementsAre("burgemeester"));
  EXPECT_EQ(story.task("T30").owner, roles::mayor);
  EXPECT_TRUE(story.has("T20"));
}

TEST(Handbook, K5TheMayorIsThreatened) {
  auto story = of_person("griffier", "burgemeester", {"threat", "writing"});
  EXPECT_THAT(readers_of(story), ElementsAre("locoburgemeester"));
  EXPECT_EQ(story.task("T31").due, at("2026-10-24 16:55"));
  EXPECT_FALSE(story.has("T30"));
  story.until("2026-11-20 12:00");
  for (const auto* other : {"directeur", "coordinator", "chef", "openbare_orde"}) {
    EXPECT_FALSE(story.was_told(other)) << other << " without consent";
  }
}

TEST(Handbook, K6AnEnvelopeOfMoney) {
  const auto story = of({"bribery", "desk"});
  EXPECT_THAT(readers_of(story),
              UnorderedElementsAre("chef", "vertrouwenspersoon", "integriteit", "jurist", "veiligheid"));
  EXPECT_FALSE(story.has("T22"));
}

TEST(Handbook, K7AStalkerIsGuardedForThreeMonths) {
  const auto story = of({"series", "stalking"});
  EXPECT_EQ(story.task("T48").due, at("2027-01-15 16:40"));
  EXPECT_EQ(story.task("T48").next, at("2026-11-06 16:40"));
}

TEST(Handbook, K8TheManagerPressedForSilence) {
  auto story = of({"intimidation", "manager_involved"});
  EXPECT_THAT(readers_of(story), ElementsAre("vertrouwenspersoon"));
  story.until("2027-02-01 12:00");
  EXPECT_FALSE(story.was_told("chef"));
  EXPECT_FALSE(story.was_told("plaatsvervanger"));
  for (const auto& [when, notice] : story.heard) {
    for (const auto& line : notice.tasks)
      EXPECT_NE(line.owner, roles::manager) << "the counsellor has the manager's steps";
  }
  EXPECT_EQ(seen_by(story.file, who("chef"), story.town), std::nullopt);
}

TEST(Handbook, K10AThreatOfSelfHarmGetsHelpAndNoSanction) {
  const auto rules = rules_of(of({"self_harm"}));
  EXPECT_THAT(rules, Not(Contains("T16")));
  EXPECT_THAT(rules, Not(Contains("T22")));
  EXPECT_THAT(rules, Contains("T06"));
}

TEST(Handbook, K12AReportFiveDaysLateCountsFromTheReport) {
  const Story story{fakes::reported_case({"desk", "threat"}, at("2026-10-18 10:00"), at("2026-10-23 16:00"))};
  EXPECT_EQ(story.task("T16").started, at("2026-10-23 16:00"));
  EXPECT_EQ(story.task("T16").due, at("2026-10-23 16:00") + std::chrono::hours{48});
  EXPECT_EQ(story.task("T10").started, at("2026-10-23 16:00")) << "five days are over as well";
  EXPECT_EQ(story.task("T11").due, at("2026-11-29 10:00")) << "six weeks are not";
  EXPECT_EQ(story.file.the_case.incident.at, at("2026-10-18 10:00")) << "both moments are kept";
}

TEST(Handbook, K13ARoleUnfilledInTheHolidaysClimbsToDeputyAndDirector) {
  auto town = fakes::small_municipality();
  const LocalDate first{std::chrono::year{2026} / 10 / 1};
  const LocalDate last{std::chrono::year{2026} / 12 / 1};
  for (const auto* away : {"chef", "coordinator", "coordinatorvervanger"}) {
    town.organisation.absences.push_back({who(away), first, last});
  }
  Story story{fakes::reported_case({"verbal"}, at("2026-10-23 16:40"), at("2026-10-23 16:55")), town};
  EXPECT_THAT(readers_of(story), UnorderedElementsAre("plaatsvervanger", "directeur", "veiligheid"));
  story.until("2026-10-24 12:00");
  EXPECT_THAT(story.said_about("T04"), Contains("due plaatsvervanger 23 20:55"));
  EXPECT_THAT(story.said_about("T04"), Contains("escalation directeur 23 21:55")) << "in the coordinator's place";
}

TEST(Handbook, K14TheNightTheClocksChange) {
  for (const auto* start : {"2026-10-23 16:40", "2026-03-27 16:40"}) {
    const Story story{fakes::reported_case({"threat"}, at(start), at(start))};
    EXPECT_EQ(story.task("T09").due - at(start), std::chrono::hours{72}) << start;
    const auto local = story.town.zone.to_local(story.task("T10").due);
    EXPECT_EQ(time_of(local), std::chrono::hours{16} + std::chrono::minutes{40}) << start;
  }
}

TEST(Standaard, HasTheRulesOfTheIssueWithTheTermsOfTheHandbook) {
  const auto protocol = fakes::standaard();
  const auto due = [&](const char* rule, int step = 1) { return protocol.rule(RuleId{rule}, step)->due; };
  using Unit = Term::Unit;
  EXPECT_EQ(due("T03"), (Term{0, Unit::minutes}));
  EXPECT_EQ(due("T04"), (Term{4, Unit::hours}));
  EXPECT_EQ(due("T06"), (Term{0, Unit::end_of_day}));
  EXPECT_EQ(due("T07"), (Term{0, Unit::end_of_day}));
  EXPECT_EQ(due("T08"), (Term{24, Unit::hours}));
  EXPECT_EQ(due("T09"), (Term{72, Unit::hours}));
  EXPECT_EQ(due("T10"), (Term{5, Unit::days}));
  EXPECT_EQ(due("T11"), (Term{42, Unit::days}));
  EXPECT_EQ(due("T12"), (Term{24, Unit::hours}));
  EXPECT_EQ(due("T13", 1), (Term{4, Unit::days}));
  EXPECT_EQ(due("T13", 2), (Term{14, Unit::days}));
  EXPECT_EQ(due("T16"), (Term{48, Unit::hours}));
  EXPECT_EQ(due("T18"), (Term{48, Unit::hours}));
  EXPECT_EQ(due("T20"), (Term{24, Unit::hours}));
  EXPECT_EQ(due("T22"), (Term{48, Unit::hours}));
  EXPECT_EQ(due("T23"), (Term{2, Unit::days}));
  EXPECT_EQ(due("T24"), (Term{28, Unit::days}));
  EXPECT_EQ(due("T25"), (Term{2, Unit::days}));
  EXPECT_EQ(due("T32"), (Term{2, Unit::working_days}));
}

TEST(Standaard, EveryStepARuleWaitsForIsAStepSomebodyCanRecord) {
  const auto protocol = fakes::standaard();
  const auto can_be_recorded = [&](const std::string& name) {
    if (name == own_facts::rights_request) return true;  // noted on the case, whatever its tasks
    return std::ranges::any_of(protocol.rules, [&](const Rule& rule) {
      if (rule.done == name) return true;
      return std::ranges::any_of(rule.asks.kinds,
                                 [&](const std::string& kind) { return rule.done + "." + kind == name; });
    });
  };
  for (const auto& rule : protocol.rules) {
    if (rule.trigger.kind == Trigger::Kind::fact) {
      EXPECT_TRUE(can_be_recorded(rule.trigger.fact)) << rule.id.str();
    }
    for (const auto& name : rule.until) EXPECT_TRUE(can_be_recorded(name)) << rule.id.str() << ' ' << name;
  }
}

TEST(Standaard, AsksForFlagsThatExistAndNamesRolesThatExist) {
  for (const auto& rule : fakes::standaard().rules) {
    for (const auto* list : {&rule.only_if.all, &rule.only_if.any, &rule.only_if.none}) {
      for (const auto& flag : *list) {
        EXPECT_NE(std::ranges::find(flags::all, flag), flags::all.end()) << rule.id.str() << ' ' << flag;
      }
    }
    auto known = known_roles();
    known.insert(known.end(), {roles::reporter, roles::victim});
    EXPECT_THAT(known, Contains(rule.owner)) << rule.id.str();
    for (const auto& step : rule.escalate) EXPECT_THAT(known, Contains(step.to)) << rule.id.str();
  }
}

TEST(Standaard, WhoWasRefusedAtTheDoorDoesNotGoBackAlone) {  // S2-18
  const auto story = of({"access_refused", "home_visit", "verbal"});
  EXPECT_EQ(story.task("T36").due, at("2026-10-23 17:30"));
  EXPECT_FALSE(of({"home_visit", "verbal"}).has("T36"));
}

TEST(Standaard, ANoThatWeighsHeavilyBringsAnOfferOfATalk) {  // S4-5
  auto story = of({"desk", "verbal"});
  story.records("chef", "aftercare_asked", "not_wanted");
  EXPECT_FALSE(story.has("T14"));
  auto heavy = of({"desk", "verbal"});
  heavy.records("chef", "aftercare_asked", "not_wanted_impact");
  EXPECT_EQ(heavy.task("T14").due, heavy.now + std::chrono::days{3} + std::chrono::hours{1}) << "summer time ends";
  heavy.records("chef", "talk_offered", "declined");
  EXPECT_EQ(heavy.task("T14").status, Task::Status::done);
}

TEST(Standaard, DamageIsListedAndTheVictimHearsOfItEveryMonthUntilItIsOver) {  // S0-15, S0-16, S2-31
  auto story = of({"damage", "destruction"});
  EXPECT_EQ(story.task("T28").owner, roles::jurist);
  EXPECT_TRUE(story.has("T28", 2)) << "the advance is a decision of its own";
  story.records("jurist", "damage_list", "direct");
  EXPECT_TRUE(story.has("T29"));
  story.records("jurist", "damage_told", "open");
  EXPECT_TRUE(story.has("T29", 1, 2));
  story.records("jurist", "damage_told", "recovered");
  EXPECT_FALSE(story.has("T29", 1, 3));
  auto none = of({"damage", "destruction"});
  none.records("jurist", "damage_list", "no_claim");
  EXPECT_FALSE(none.has("T29")) << "what is not recovered brings no news";
}

TEST(Standaard, AftercareAndTheTalkWithTheOtherEndWithALookBack) {  // S0-18, S0-21
  auto story = of({"desk", "threat"});
  story.records("opvang", "third_care_talk", "held");
  EXPECT_TRUE(story.has("T39"));
  story.records("chef", "aftercare_later", "not_wanted");
  EXPECT_FALSE(story.has("T39", 2)) << "once is enough";
  story.records("chef", "order_talk", "held");
  EXPECT_TRUE(story.has("T38"));
  auto small = of({"desk", "verbal"});
  small.records("chef", "aftercare_later", "not_wanted");
  EXPECT_TRUE(small.has("T39", 2)) << "there were no talks";
}

TEST(NextSteps, AreWhatTheReceiptPromisesAndWhatIsThenArmed) {
  const auto the_case = fakes::reported_case({"desk", "threat"}, at("2026-10-23 16:40"), at("2026-10-23 16:55"));
  const Story story{the_case};
  const auto steps = next_steps(the_case, the_case.reported, story.town);
  EXPECT_TRUE(std::ranges::is_sorted(steps, {}, &TaskLine::due));
  std::set<std::string> promised;
  for (const auto& step : steps) {
    promised.insert(step.key.rule.str());
    EXPECT_EQ(step.due, story.task(step.key.rule.str(), step.key.step).due) << step.key.rule.str();
    EXPECT_FALSE(step.overdue);
  }
  auto armed = rules_of(story);
  armed.erase("T03");
  EXPECT_EQ(promised, armed);
}

TEST(NextSteps, ChangeWithTheStepsThatAreTaken) {
  auto story = of({"desk", "threat"});
  story.until("2026-10-24 10:00");
  story.records("chef", "police_report", "employer");
  std::set<std::string> left;
  for (const auto& step : next_steps(story.file.the_case, story.now, story.town)) left.insert(step.key.rule.str());
  EXPECT_THAT(left, Contains("T24"));
  EXPECT_THAT(left, Not(Contains("T20")));
  EXPECT_THAT(left, Not(Contains("T22")));
}

}  // namespace
}  // namespace meldmaat
