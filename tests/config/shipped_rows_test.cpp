// SPDX-License-Identifier: EUPL-1.2
// Checks what the shipped rules and questions hold of what the documents name: the choices of a step, a term that no
// calendar in docs/calendars shows because it needs more than the kind of incident, the forms of aggression, the
// branches and the seven W's (rows of docs/served.md).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "config/municipality_loader.hpp"
#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

using testing::Contains;

const Municipality& demo() {
  static const Municipality town = [] {
    auto result = load_demo();
    if (auto* loaded = std::get_if<Loaded>(&result)) return std::move(loaded->municipality);
    throw std::runtime_error("the demo municipality does not load");
  }();
  return town;
}

const Rule& rule(const std::string& protocol, const std::string& id, int step = 1) {
  const auto* found = demo().protocol_of({ProtocolId{protocol}, 1});
  const auto* row = found == nullptr ? nullptr : found->rule(RuleId{id}, step);
  if (row == nullptr) throw std::runtime_error("no " + id + " in " + protocol);
  return *row;
}

struct Choices {
  const char* protocol;
  const char* rule;
  int step;
  std::vector<std::string> kinds;
};

TEST(ShippedRules, OfferTheChoicesTheDocumentsName) {
  const std::array rows{
      Choices{"standaard", "T20", 1, {"employer", "employee", "both"}},                                  // S2-14
      Choices{"standaard", "T36", 1, {"with_colleague", "with_police", "not_needed"}},                   // S2-18
      Choices{"standaard", "T28", 1, {"direct", "criminal_case", "civil_case", "insurer", "no_claim"}},  // S0-15
      Choices{"standaard", "T28", 2, {"paid", "not_needed", "refused"}},                                 // S2-31
      Choices{"standaard", "T29", 1, {"open", "recovered", "closed"}},                                   // S2-31
      Choices{"standaard", "T27", 2, {"punishable", "over_line", "privacy", "mixed"}},                   // S2-38
      Choices{"heerlen", "T53", 1, {"a", "b", "c", "d1", "d2", "e"}},                                    // S2-3
      Choices{"heerlen", "T53", 2, {"frustration", "instrumental", "random", "disorder", "unknown"}},    // S2-3
      Choices{"standaard", "T52", 1, {"none", "low", "medium", "high", "very_high"}},                    // S4-15
      Choices{"utrecht", "T33", 1, {"informed", "no_partner"}}};                                         // S4-9
  for (const auto& row : rows) {
    EXPECT_EQ(rule(row.protocol, row.rule, row.step).asks.kinds, row.kinds) << row.rule << ' ' << row.step;
  }
}

TEST(ShippedRules, WarnTheInspectorateWithinADay) {  // S2-30
  for (const auto* protocol : {"standaard", "tien-punten", "heerlen", "utrecht"}) {
    const auto& warn = rule(protocol, "T26");
    EXPECT_EQ(warn.due, (Term{24, Term::Unit::hours})) << protocol;
    EXPECT_EQ(warn.only_if.all, std::vector<Flag>{"serious_injury"}) << protocol;
    EXPECT_EQ(warn.nature, Rule::Nature::hard) << protocol;
  }
}

TEST(ShippedRules, AskForFootageBeforeItIsErased) {  // S3-10
  for (const auto* protocol : {"standaard", "tien-punten", "heerlen", "utrecht"}) {
    const auto& footage = rule(protocol, "T27");
    EXPECT_EQ(footage.due, (Term{4, Term::Unit::hours})) << protocol;
    EXPECT_EQ(footage.only_if.all, std::vector<Flag>{"cameras"}) << protocol;
    EXPECT_EQ(footage.owner, roles::coordinator) << protocol;
    EXPECT_EQ(footage.nature, Rule::Nature::hard) << protocol;
  }
}

TEST(ShippedRules, TellTheVictimOfTheDamageEveryMonth) {  // S0-16
  for (const auto* protocol : {"standaard", "tien-punten", "heerlen", "utrecht"}) {
    const auto& news = rule(protocol, "T29");
    EXPECT_EQ(news.due, (Term{30, Term::Unit::days})) << protocol;
    EXPECT_EQ(news.again, (Term{30, Term::Unit::days})) << protocol;
    EXPECT_TRUE(news.tells_reporter) << protocol;
  }
}

TEST(ShippedRules, OfferEveryReaction) {  // S0-20, S4-7
  for (const auto* protocol : {"standaard", "tien-punten", "heerlen", "utrecht"}) {
    EXPECT_THAT(rule(protocol, "T16").asks.kinds,
                testing::IsSupersetOf({"spoken_warning", "written_warning", "order_talk", "service_limits", "ban",
                                       "area_ban", "camera", "guard", "liable", "other"}))
        << protocol;
  }
}

TEST(ShippedRules, TellTheReporterOfEveryStepTowardsTheOther) {  // S3-6, S2-32
  for (const auto& [id, step] : std::vector<std::pair<std::string, int>>{{"T16", 1},
                                                                         {"T17", 1},
                                                                         {"T18", 1},
                                                                         {"T18", 2},
                                                                         {"T18", 3},
                                                                         {"T19", 1},
                                                                         {"T20", 1},
                                                                         {"T24", 1},
                                                                         {"T25", 1},
                                                                         {"T35", 1},
                                                                         {"T35", 3}}) {
    EXPECT_TRUE(rule("standaard", id, step).tells_reporter) << id << ' ' << step;
  }
}

TEST(ShippedRules, TellTheCouncilOfADecisionAboutAnOfficeHolder) {  // S2-32
  const auto& council = rule("standaard", "T25", 2);
  EXPECT_EQ(council.owner, roles::registrar);
  EXPECT_EQ(council.trigger, rule("standaard", "T25").trigger);
  EXPECT_TRUE(holds(council.only_if, {"office_holder"}));
  EXPECT_FALSE(holds(council.only_if, {"threat"}));
}

TEST(ShippedTexts, AskInATalkOfTheCareTeamAboutHurtfulReactions) {  // S2-12
  for (const auto* key : {"task.T08.why", "task.T09.why", "task.T10.why", "task.T11.why"}) {
    EXPECT_THAT(demo().texts.say(Language::nl, false, key, {}), testing::HasSubstr("kwetsend")) << key;
    EXPECT_THAT(demo().texts.say(Language::en, false, key, {}), testing::HasSubstr("hurtful")) << key;
  }
}

TEST(ShippedForm, ListsTheFormsOfAggression) {  // S2-2
  const auto* kind = demo().current_form().question(form_questions::kind);
  ASSERT_NE(kind, nullptr);
  std::vector<std::string> listed;
  for (const auto& option : kind->options) listed.push_back(option.id);
  for (const auto* form : {"verbal", "physical", "intimidation", "stalking", "discrimination", "sexual", "destruction",
                           "threat", "online", "blackmail", "doxing", "recording", "trespass", "meeting"}) {
    EXPECT_THAT(listed, Contains(form));
  }
}

TEST(ShippedForm, HasABranchForEachWayItHappens) {  // S2-2
  const auto asked_for = [](const Flag& flag) {
    return std::ranges::any_of(demo().current_form().questions, [&](const Question& question) {
      return std::ranges::count(question.only_if.all, flag) + std::ranges::count(question.only_if.any, flag) > 0;
    });
  };
  for (const auto* branch : {"desk", "phone", "home_visit", "online_aggression", "meeting_disorder", "trespass",
                             "stalking", "bribery", "discrimination", "family", "self_harm"}) {
    EXPECT_TRUE(asked_for(branch)) << branch;
  }
}

TEST(ShippedForm, AsksOfWhatIsOnlineWhoseAccountItWasAndWhetherItSpread) {  // S2-38
  for (const auto* id : {"online_link", "online_up", "online_reach", "online_spread", "online_account"}) {
    const auto* question = demo().current_form().question(QuestionId{id});
    ASSERT_NE(question, nullptr) << id;
    EXPECT_THAT(question->only_if.any, Contains("online_aggression")) << id;
  }
}

TEST(ShippedForm, AsksEachOfTheSevenWs) {  // S2-4
  for (const auto topic : {Topic::who, Topic::what, Topic::where, Topic::with, Topic::how, Topic::when, Topic::why}) {
    const auto& questions = demo().current_form().questions;
    EXPECT_TRUE(std::ranges::any_of(questions, [&](const Question& question) { return question.topic == topic; }))
        << static_cast<int>(topic);
  }
}

}  // namespace
}  // namespace meldmaat
