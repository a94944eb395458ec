// SPDX-License-Identifier: EUPL-1.2
// What somebody with a role hears when the ground moves: notices of every kind, a case that is not theirs any more, a
// protocol or a colleague that is gone, and the ids of buttons. What goes as planned is in tests/conversations. Plays
// one person against the real rules.
#include "dialogs/casework/casework_dialog.hpp"

#include <gtest/gtest.h>

#include <string>

#include "dialogs/casework/case_option.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

class Casework : public testing::Test {
 protected:
  Casework() {
    OnePerson reporter{*dialog, demo_town(), "medewerker"};
    for (const auto* text : {"meld", "nee", "nee", "mijzelf", "Vandaag om 9.00 uur ben ik aan de balie bedreigd", "ja",
                             "een man", "nu versturen", "versturen"}) {
      reporter.say(text);
    }
    manager.cases = reporter.cases;
    manager.now = reporter.now;
    manager.hear(Opened{});
  }

  void press(const std::string& id) { manager.hear(Chose{{id}}); }
  [[nodiscard]] bool hears(const std::string& words) const { return heard(manager).find(words) != std::string::npos; }
  [[nodiscard]] CaseFile& file() { return manager.cases.front(); }

  [[nodiscard]] Notice notice(Notice::Kind kind, const RoleId& as = roles::manager) {
    Notice made;
    made.kind = kind;
    made.as = as;
    made.number = file().the_case.number;
    return made;
  }
  [[nodiscard]] TaskLine line(const std::string& rule) {
    for (const auto& task : file().tasks) {
      if (task.key.rule.str() == rule) return {task.key, task.due, false, task.owner};
    }
    return {};
  }

  const std::unique_ptr<Dialog> dialog = every_dialog();
  OnePerson manager{*dialog, demo_town(), "leidinggevende"};
};

TEST_F(Casework, SaysThatNobodyWasFoundForARole) {
  auto gap = notice(Notice::Kind::excluded, roles::coordinator);
  gap.args["role"] = "care_team";
  manager.hear(Notified{gap});
  EXPECT_TRUE(hears("niemand gevonden als opvangteam")) << heard(manager);
  EXPECT_TRUE(hears("Bekijk de melding"));
}

TEST_F(Casework, WarnsOfDangerBeforeThereIsACase) {
  auto danger = notice(Notice::Kind::danger);
  danger.number = {};
  danger.args["person"] = "Noor Duinker";
  manager.hear(Notified{danger});
  EXPECT_TRUE(hears("Noor Duinker is in gevaar")) << heard(manager);
  EXPECT_TRUE(hears("112"));
  EXPECT_FALSE(hears("Bekijk de melding"));
}

TEST_F(Casework, SaysWhomAMessageDidNotReachAndWhatItWasAboutToThoseWhoMayKnow) {
  auto lost = notice(Notice::Kind::undelivered, roles::coordinator);
  lost.args["person"] = "Noor Duinker";
  manager.hear(Notified{lost});
  EXPECT_TRUE(hears(lost.number.str() + " kon Noor Duinker niet bereiken")) << heard(manager);
  EXPECT_TRUE(hears("Bekijk de melding"));
  lost.number = {};
  manager.hear(Notified{lost});
  EXPECT_TRUE(hears("van meldmaat kon Noor Duinker niet bereiken")) << heard(manager);
  EXPECT_FALSE(hears("Bekijk de melding"));
}

TEST_F(Casework, LeavesAQuestionForTheReporterToTheReporter) {
  manager.hear(Notified{notice(Notice::Kind::inquiry)});
  EXPECT_EQ(heard(manager), "");
}

TEST_F(Casework, OffersNoButtonsToWhomMayNotActOrRead) {
  manager.hear(Notified{[&] {
    auto reminder = notice(Notice::Kind::escalation, roles::director);
    reminder.tasks = {line("T09")};
    return reminder;
  }()});
  EXPECT_TRUE(hears("is een stap te laat. Die stap is van: opvangteam")) << heard(manager);
  EXPECT_TRUE(hears("Bekijk de melding"));
  EXPECT_FALSE(hears("Uitstellen")) << "the step is of the care team";
  file().the_case.excluded.emplace_back("leidinggevende");
  auto reminder = notice(Notice::Kind::due);
  reminder.tasks = {line("T16")};
  manager.hear(Notified{reminder});
  EXPECT_TRUE(hears("Reageer naar degene die dit deed"));
  EXPECT_FALSE(hears("Bekijk de melding"));
  EXPECT_FALSE(hears("Uitstellen"));
}

TEST_F(Casework, StopsWhenTheCaseIsNotForThisPersonAnyMore) {
  press("case/2026-1001/task/T16/1/1/done");
  ASSERT_EQ(manager.state.frames.size(), 1U);
  file().the_case.excluded.emplace_back("leidinggevende");
  manager.say("1");
  EXPECT_TRUE(hears("niet (meer) voor u")) << heard(manager);
  EXPECT_TRUE(manager.state.frames.empty());
  EXPECT_TRUE(file().the_case.facts.empty() || file().the_case.facts.back().name != "reaction");
}

TEST_F(Casework, StopsAskingWhenTheReporterMayNotBeAskedAnyMore) {
  press("case/2026-1001/ask");
  ASSERT_EQ(manager.state.frames.size(), 1U);
  for (auto& reader : file().the_case.readers) reader.role = roles::safety_officer;
  manager.say("Hoe laat was het?");
  EXPECT_TRUE(hears("geen vraag stellen")) << heard(manager);
  EXPECT_TRUE(manager.state.frames.empty());
  EXPECT_TRUE(file().the_case.inquiries.empty());
}

TEST_F(Casework, StopsWhenTheStepIsOfSomebodyElse) {
  press("case/2026-1001/task/T16/1/1/later");
  manager.say("vrijdag");
  for (auto& task : file().tasks) {
    if (task.key.rule == RuleId{"T16"}) task.owner = roles::care_team;
  }
  manager.say("Het kan nog niet.");
  EXPECT_TRUE(hears("Dat kan alleen wie de stap heeft")) << heard(manager);
  EXPECT_TRUE(manager.state.frames.empty());
}

TEST_F(Casework, DropsWhatItIsAskingWhenASecondPersonAgrees) {
  press("case/2026-1001/task/T20/1/1/done");
  auto refused = notice(Notice::Kind::agreed);
  refused.tasks = {line("T20")};
  refused.args["answer"] = "no";
  manager.hear(Notified{refused});
  EXPECT_TRUE(hears("blijft staan")) << heard(manager);
  EXPECT_EQ(manager.state.frames.size(), 1U) << "the step goes on";
  refused.args["answer"] = "yes";
  manager.hear(Notified{refused});
  EXPECT_TRUE(hears("is niet nodig"));
  EXPECT_TRUE(manager.state.frames.empty());
  EXPECT_FALSE(manager.state.open.has_value());
}

TEST_F(Casework, ComesBackToWhatWasHalfAnsweredOnly) {
  press("case/2026-1001/task/T16/1/1/done");
  press("case/2026-1001/task/T06/1/1/done");
  EXPECT_EQ(manager.state.frames.size(), 1U) << "T16 was only looked at";
  manager.say("zojuist");
  press("case/2026-1001/task/T16/1/1/done");
  EXPECT_EQ(manager.state.frames.size(), 2U) << "T06 was half done";
  press("case/2026-1001/task/T06/1/1/done");
  EXPECT_EQ(manager.state.frames.size(), 1U) << "T06 begins anew";
  EXPECT_TRUE(hears("Wanneer was dat?")) << heard(manager);
}

TEST_F(Casework, SaysSoWhenTheRulesOfTheCaseAreGone) {
  Municipality other = demo_town();
  for (auto& protocol : other.protocols) ++protocol.ref.version;
  press("case/2026-1001/task/T16/1/1/done");
  OnePerson later{*dialog, other, "leidinggevende"};
  later.state = manager.state;
  later.cases = manager.cases;
  later.say("help");
  EXPECT_NE(heard(later).find("Deze stap bestaat niet meer"), std::string::npos) << heard(later);
  EXPECT_TRUE(later.state.frames.empty());
  later.state = manager.state;
  later.say("1");
  EXPECT_NE(heard(later).find("Dat kan alleen wie de stap heeft"), std::string::npos) << heard(later);
  later.state = manager.state;
  later.say("stop");
  EXPECT_NE(heard(later).find("Er is niets vastgelegd"), std::string::npos) << heard(later);
  later.hear(Chose{{"case/2026-1001/open"}});
  EXPECT_NE(heard(later).find("Dit moet nog gebeuren"), std::string::npos) << "it can still be read";
}

TEST_F(Casework, ShowsACaseOfPeopleAndQuestionsThatAreGone) {
  Municipality other = demo_town();
  other.organisation.people = {};
  for (const auto& person : demo_town().organisation.people) {
    if (person.id != PersonId{"medewerker"}) other.organisation.people.add(person);
  }
  other.forms.clear();
  OnePerson later{*dialog, other, "leidinggevende"};
  later.cases = manager.cases;
  later.hear(Chose{{"case/2026-1001/open"}});
  EXPECT_NE(heard(later).find("door iemand"), std::string::npos) << heard(later);
}

TEST_F(Casework, HandsOverToNobodyWhenThereIsNobody) {
  Municipality small = demo_town();
  small.organisation.roles.clear();
  for (auto& team : small.organisation.teams) {
    team.parent = {};
    team.deputy = {};
  }
  OnePerson alone{*dialog, small, "leidinggevende"};
  alone.cases = manager.cases;
  alone.hear(Chose{{"case/2026-1001/task/T16/1/1/hand"}});
  EXPECT_NE(heard(alone).find("niemand aan wie"), std::string::npos) << heard(alone);
}

TEST_F(Casework, HandsOverToNobodyWhoIsAway) {
  Municipality town = demo_town();
  const LocalDate today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{17}};
  town.organisation.absences.push_back({PersonId{"plaatsvervangend_leidinggevende"}, today, today});
  OnePerson later{*dialog, town, "leidinggevende"};
  later.cases = manager.cases;
  later.hear(Chose{{"case/2026-1001/task/T16/1/1/hand"}});
  EXPECT_EQ(heard(later).find("Jip Zeegat"), std::string::npos) << heard(later);
  EXPECT_NE(heard(later).find("Priya Vloedlijn"), std::string::npos);
}

TEST(CaseOption, IsReadAsItIsWritten) {
  const TaskKey key{CaseNumber{"2026-0001"}, RuleId{"T24"}, 2, 3};
  EXPECT_EQ(task_option(key, "done"), "case/2026-0001/task/T24/2/3/done");
  EXPECT_EQ(read_case_option(task_option(key, "done")), (CaseOption{key.number, key, "done"}));
  EXPECT_EQ(read_case_option(case_option(key.number, "ask")), (CaseOption{key.number, std::nullopt, "ask"}));
  EXPECT_EQ(read_task_text(key.number, task_text(key)), key);
}

TEST(CaseOption, IsNothingWhenItIsWrittenOtherwise) {
  for (const auto* id : {"", "menu/help", "case", "case/1/own/status", "case/1/task/T1/1/1", "case/1/task//1/1/done",
                         "case/1/task/T1/0/1/done", "case/1/task/T1/1/x/done", "case/1/task/T1/1/1/done/more",
                         "case/1/step/T1/1/1/done", "case/1/task/T1/99999999999999999999/1/done"}) {
    EXPECT_FALSE(read_case_option(id).has_value()) << id;
  }
  EXPECT_FALSE(read_task_text(CaseNumber{"1"}, "T1/1").has_value());
}

TEST_F(Casework, WhatWasBegunWithWordsThatAreRemovedIsBegunAnew) {
  const auto half_done = [&] {
    press("case/2026-1001/task/T16/1/1/later");
    Amended removal{manager.now, "vrijdag", {}, std::nullopt};
    manager.say("vrijdag");
    return removal;
  };
  Amended removal = half_done();
  ASSERT_EQ(manager.state.frames.size(), 1U);
  manager.hear(removal);
  EXPECT_TRUE(hears("Ik heb uw bericht gewist")) << heard(manager);
  EXPECT_TRUE(manager.state.frames.empty());
  EXPECT_FALSE(manager.state.open.has_value());
  removal = half_done();
  press("case/2026-1001/task/T06/1/1/done");
  ASSERT_EQ(manager.state.frames.size(), 2U);
  manager.hear(removal);
  ASSERT_EQ(manager.state.frames.size(), 1U) << "it lay beneath";
  EXPECT_TRUE(manager.state.open.has_value()) << "the other step is still asked";
  manager.hear(Amended{manager.now, "iets anders", {}, std::nullopt});
  EXPECT_EQ(manager.state.frames.size(), 1U);
}

TEST_F(Casework, HearsThatACaseWillGoAndKeepsIt) {
  manager.happen(file(), RemovalAnnounced{fakes::at("2033-12-19 00:00")});
  ASSERT_FALSE(manager.told.empty());
  manager.hear(Notified{manager.told.back()});
  EXPECT_TRUE(hears("Melding 2026-1001 wordt verwijderd op maandag 19 december 2033")) << heard(manager);
  EXPECT_TRUE(hears("Langer bewaren"));
  press("case/2026-1001/keep");
  EXPECT_TRUE(hears("Waarom moet deze melding langer bewaard blijven?")) << heard(manager);
  press("case/2026-1001/keep-claim");
  EXPECT_TRUE(hears("Melding 2026-1001 blijft bewaard")) << heard(manager);
  ASSERT_TRUE(file().the_case.hold);
  EXPECT_EQ(file().the_case.hold->reason, "claim");
  press("case/2026-1001/open");
  EXPECT_TRUE(hears("er is schade of letsel")) << heard(manager);
  EXPECT_FALSE(hears("Niet langer bewaren")) << "that takes a second person";
  press("case/2026-1001/release");
  EXPECT_TRUE(hears("Dat kan alleen iemand anders")) << heard(manager);
  EXPECT_TRUE(file().the_case.hold);
}

TEST_F(Casework, WhatTheReporterWantsKeptIsSaidToBeTheirs) {
  press("case/2026-1001/keep-wish");
  EXPECT_TRUE(hears("Alleen de melder of het slachtoffer kan dat weer veranderen")) << heard(manager);
  ASSERT_TRUE(file().the_case.hold);
  EXPECT_EQ(file().the_case.hold->reason, "wish");
}

TEST_F(Casework, LetsGoWhatAColleagueKept) {
  file().the_case.hold = Hold{PersonId{"coordinator"}, manager.now, "procedure"};
  press("case/2026-1001/open");
  EXPECT_TRUE(hears("Niet langer bewaren")) << heard(manager);
  press("case/2026-1001/keep-claim");
  EXPECT_TRUE(hears("niets aan het bewaren veranderen")) << heard(manager);
  press("case/2026-1001/release");
  EXPECT_TRUE(hears("blijft niet langer bewaard dan andere")) << heard(manager);
  EXPECT_FALSE(file().the_case.hold);
  Notice news = notice(Notice::Kind::held);
  news.args["what"] = "procedure";
  manager.hear(Notified{news});
  EXPECT_TRUE(hears("politie, rechtbank of een bezwaar heeft haar nodig")) << heard(manager);
}

}  // namespace
}  // namespace meldmaat::tests
