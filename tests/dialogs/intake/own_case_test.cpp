// SPDX-License-Identifier: EUPL-1.2
// What a reporter hears and answers after sending, as far as others begin it: a question from a reader, a step that
// was taken, the check of the record; and what belongs to somebody else. Plays one person against the real rules.
#include "dialogs/intake/own_case.hpp"

#include <gtest/gtest.h>

#include <string>

#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

class AfterFiling : public testing::Test {
 protected:
  AfterFiling() {
    for (const auto* text : {"meld", "nee", "nee", "mijzelf", "Gisteren om 15.00 uur ben ik aan de balie bedreigd",
                             "ja", "een man", "nu versturen", "versturen"}) {
      person.say(text);
    }
  }

  void hear_all() {
    while (!person.told.empty()) {
      const auto notice = person.told.back();
      person.told.pop_back();
      person.hear(Notified{notice});
    }
  }

  [[nodiscard]] bool hears(const std::string& words) const { return heard(person).find(words) != std::string::npos; }
  [[nodiscard]] const Case& own() const { return person.cases.front().the_case; }

  const std::unique_ptr<Dialog> dialog = every_dialog();
  OnePerson person{*dialog, demo_town(), "medewerker"};
};

TEST_F(AfterFiling, AnswersAQuestionOfAReader) {
  ASSERT_EQ(person.cases.size(), 1U);
  person.happen(person.cases.front(), Inquired{"Hoe laat ging hij weg?", PersonId{"leidinggevende"}});
  hear_all();
  EXPECT_TRUE(hears("Hoe laat ging hij weg?")) << heard(person);
  person.hear(Chose{{"case/2026-1001/own/answer/0"}});
  EXPECT_TRUE(hears("Wat is uw antwoord?"));
  person.say("  ");
  EXPECT_TRUE(hears("Ik zie geen tekst"));
  person.say("Rond vijf uur.");
  EXPECT_TRUE(hears("Uw antwoord is verstuurd"));
  EXPECT_EQ(own().inquiries.front().answer, "Rond vijf uur.");
  person.hear(Chose{{"case/2026-1001/own/answer/0"}});
  EXPECT_TRUE(hears("al beantwoord"));
}

TEST_F(AfterFiling, HearsAStepAndReturnsToTheOpenQuestion) {
  for (const auto* text : {"meld", "nee"}) person.say(text);
  Fact fact;
  fact.name = "reaction";
  fact.kind = "other";
  fact.happened = person.now;
  fact.by = PersonId{"leidinggevende"};
  fact.rule = RuleId{"T16"};
  person.happen(person.cases.front(), FactRecorded{fact});
  hear_all();
  EXPECT_TRUE(hears("2026-1001")) << heard(person);
  EXPECT_TRUE(hears("Is er iemand gewond geraakt?"));
}

TEST_F(AfterFiling, IsAskedToCheckTheRecord) {
  Notice notice;
  notice.kind = Notice::Kind::due;
  notice.as = roles::reporter;
  notice.number = own().number;
  person.hear(Notified{notice});
  EXPECT_TRUE(hears("nakijken"));
  person.hear(Chose{{"case/2026-1001/own/check"}});
  EXPECT_TRUE(hears("Zo staat melding 2026-1001 opgeschreven"));
  EXPECT_TRUE(hears("een man"));
  person.say("nee");
  EXPECT_TRUE(hears("Wat wilt u wijzigen?"));
  person.say("wie");
  EXPECT_TRUE(hears("Wie deed dit?"));
  person.say("overslaan");
  EXPECT_EQ(own().answers.at("who").value, "een man") << "a correction that is skipped changes nothing";
}

TEST_F(AfterFiling, GoesOnWithTheRestOfTheQuestions) {
  person.hear(Chose{{"case/2026-1001/own/rest"}});
  EXPECT_TRUE(hears("Kent u deze persoon?"));
  person.say("help");
  EXPECT_TRUE(hears("Kent u deze persoon?"));
  person.say("weet ik niet");
  EXPECT_EQ(own().answers.at("known").status, Answer::Status::unknown);
  EXPECT_TRUE(hears("Welke plek"));
  person.say("overslaan");
  EXPECT_EQ(own().answers.count("place"), 0U);
  for (int question = 0; question < 40 && !hears("Alle vragen zijn nu gesteld"); ++question) person.say("overslaan");
  EXPECT_TRUE(hears("Alle vragen zijn nu gesteld")) << heard(person);
}

TEST_F(AfterFiling, ShowsWhatWasDoneAndWhatComes) {
  person.happen(person.cases.front(), CaseOpened{PersonId{"leidinggevende"}});
  person.hear(Chose{{"case/2026-1001/own/status"}});
  EXPECT_TRUE(hears("Uiterlijk")) << heard(person);
  EXPECT_TRUE(hears("krijgt een reactie van de gemeente"));
}

TEST_F(AfterFiling, KeepsToOnesOwnReports) {
  person.cases.front().the_case.reporter = PersonId{"collega"};
  person.cases.front().the_case.victim = PersonId{"collega"};
  for (const auto* id : {"case/2026-1001/own", "case/2026-1001/own/withdraw", "case/2026-1001/owner", "case/x/own"}) {
    person.hear(Chose{{id}});
    EXPECT_TRUE(hears("niet kunt openen")) << id;
  }
}

TEST_F(AfterFiling, DoesNotMoveAReportToOtherPeople) {
  person.hear(Chose{{"case/2026-1001/own/correct/involved"}});
  EXPECT_TRUE(hears("Dat kan ik hier niet wijzigen"));
}

TEST_F(AfterFiling, PassesOverTheReasonForWithdrawing) {
  person.hear(Chose{{"case/2026-1001/own/withdraw"}});
  person.say("terug");
  EXPECT_TRUE(hears("Wat wilt u doen?"));
  person.hear(Chose{{"case/2026-1001/own/withdraw"}});
  person.say("overslaan");
  person.press("yes");
  EXPECT_EQ(own().status, Case::Status::withdrawn);
  person.hear(Chose{{"case/2026-1001/own/add"}});
  EXPECT_TRUE(hears("is ingetrokken")) << "a withdrawn report is only shown";
}

TEST_F(AfterFiling, HearsThatTheReportWillGoAndKeepsItWithoutSayingWhy) {
  person.hear(Chose{{"case/2026-1001/own/keep"}});
  EXPECT_TRUE(own().hold) << "whenever the reporter wants";
  person.hear(Chose{{"case/2026-1001/own/release"}});
  EXPECT_TRUE(hears("hoort u dat")) << heard(person);
  EXPECT_FALSE(own().hold);
  person.happen(person.cases.front(), RemovalAnnounced{fakes::at("2033-12-19 00:00")});
  hear_all();
  EXPECT_TRUE(hears("Uw melding 2026-1001 wordt verwijderd op maandag 19 december 2033")) << heard(person);
  EXPECT_TRUE(hears("Langer bewaren"));
  person.hear(Chose{{"case/2026-1001/own/status"}});
  EXPECT_TRUE(hears("Deze melding wordt verwijderd op maandag 19 december 2033")) << heard(person);
  person.hear(Chose{{"case/2026-1001/own/keep"}});
  EXPECT_TRUE(hears("Alleen u kunt dat weer veranderen")) << heard(person);
  EXPECT_FALSE(hears("Langer bewaren")) << "it is kept now";
  ASSERT_TRUE(own().hold);
  EXPECT_EQ(own().hold->reason, "wish");
  person.hear(Chose{{"case/2026-1001/own/keep"}});
  EXPECT_TRUE(hears("omdat de melder of het slachtoffer dat wil")) << heard(person);
}

}  // namespace
}  // namespace meldmaat::tests
