// SPDX-License-Identifier: EUPL-1.2
// Checks what people do with a case besides taking its steps: not applicable, postpone, hand over, correct, add, ask,
// withdraw; who is told, who may, and that rings reach whoever is there at that moment. How: stories in the small town
// under the shipped protocol.
#include "bot/rules/follow_up.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

using Kind = Notice::Kind;

// S2-35: once, by whom it climbed to, and it stays with its owner.
TEST(Order, OfTheDirectorReachesTheOwnerOnce) {
  Story story{threat()};
  const auto care = story.key("T09");
  story.happens(Ordered{care, who("chef")});
  EXPECT_TRUE(story.task("T09").ordered_by.empty()) << "the manager is not above the care team";
  const auto notices = story.happens(Ordered{care, who("directeur")});
  EXPECT_THAT(told(notices), ElementsAre("ordered opvang"));
  EXPECT_TRUE(notices.front().urgent);
  EXPECT_EQ(notices.front().args.at("by"), "director");
  EXPECT_EQ(story.task("T09").status, Task::Status::open);
  EXPECT_THAT(story.happens(Ordered{care, who("directeur")}), IsEmpty());
  story.records("opvang", "first_care_talk", "held");
  EXPECT_THAT(story.happens(Ordered{care, who("directeur")}), IsEmpty()) << "it is over";
}

TEST(NotApplicable, NeedsAReasonAndNothingMoreForMostRules) {
  Story story{small_report()};
  story.happens(NotApplicable{story.key("T22"), "", who("chef")});
  EXPECT_EQ(story.task("T22").status, Task::Status::open);
  story.happens(NotApplicable{story.key("T22"), "geen dader bekend", who("chef")});
  EXPECT_EQ(story.task("T22").status, Task::Status::not_applicable);
  EXPECT_EQ(story.task("T22").reason, "geen dader bekend");
  EXPECT_EQ(story.task("T22").next, std::nullopt);
}

TEST(NotApplicable, OfAnotherTellsTheOwner) {
  Story story{small_report()};
  const auto notices = story.happens(NotApplicable{story.key("T22"), "dubbel", who("coordinator")});
  EXPECT_THAT(told(notices), ElementsAre("agreed chef"));
}

TEST(NotApplicable, NeedsASecondRoleForThePoliceReport) {
  Story story{threat()};
  const auto asked = story.happens(NotApplicable{story.key("T20"), "slachtoffer wil niet", who("chef")});
  EXPECT_THAT(told(asked), ElementsAre("agreement coordinator"));
  EXPECT_EQ(to("coordinator", asked).args.at("reason"), "slachtoffer wil niet");
  EXPECT_EQ(story.task("T20").status, Task::Status::open) << "and it goes on ringing";
  EXPECT_TRUE(story.task("T20").next);
  EXPECT_THAT(story.happens(NotApplicable{story.key("T20"), "nog eens", who("chef")}), IsEmpty());
  EXPECT_THAT(story.happens(Agreed{story.key("T20"), true, who("chef")}), IsEmpty()) << "not one's own second";

  const auto refused = story.happens(Agreed{story.key("T20"), false, who("coordinator")});
  EXPECT_EQ(to("chef", refused).args.at("answer"), "no");
  EXPECT_TRUE(story.task("T20").proposed_by.empty());
  EXPECT_EQ(story.task("T20").status, Task::Status::open);

  story.happens(NotApplicable{story.key("T20"), "toch niet", who("chef")});
  const auto agreed = story.happens(Agreed{story.key("T20"), true, who("coordinator")});
  EXPECT_EQ(to("chef", agreed).args.at("answer"), "yes");
  EXPECT_EQ(story.task("T20").status, Task::Status::not_applicable);
  EXPECT_EQ(story.task("T22").status, Task::Status::open) << "the police are notified instead";
}

TEST(Postponing, IsSilentUntilItEndsAndClimbsFromThere) {
  Story story{small_report()};
  story.happens(Postponed{story.key("T16"), at("2026-10-26 09:00"), "dader onbekend", who("chef")});
  story.until("2026-10-27 12:00");
  EXPECT_THAT(story.said_about("T16"),
              ElementsAre("due chef 26 09:00", "due chef 26 10:00", "escalation coordinator 26 10:00",
                          "due chef 27 09:00", "escalation directeur 27 09:00"));
  EXPECT_EQ(story.task("T16").due, at("2026-10-23 10:00")) << "the term itself does not move";
}

TEST(Postponing, WithinTheTermRingsAtItsEndAndKeepsTheTerm) {
  Story story{small_report()};
  story.happens(Postponed{story.key("T16"), at("2026-10-22 15:00"), "wacht op gesprek", who("chef")});
  story.until("2026-10-23 11:00");
  EXPECT_THAT(story.said_about("T16"),
              ElementsAre("reminder chef 22 15:00", "reminder chef 23 02:00", "due chef 23 10:00", "due chef 23 11:00",
                          "escalation coordinator 23 11:00"));
}

TEST(Postponing, LastsSoLongAndThenAsksForAReasonAgain) {  // issue 5 point 6
  Story story{small_report()};
  const auto put_off = [&](const char* rule, const char* until) {
    story.happens(Postponed{story.key(rule), at(until), "dader onbekend", who("chef")});
    return story.task(rule).postponed_until == at(until);
  };
  EXPECT_FALSE(put_off("T06", "2026-10-24 17:31")) << "hard: three days after it was due";
  EXPECT_TRUE(put_off("T06", "2026-10-24 17:30"));
  EXPECT_FALSE(put_off("T12", "2026-11-05 10:01")) << "soft: two weeks";
  EXPECT_TRUE(put_off("T12", "2026-11-05 09:00"));
  story.until("2026-12-01 12:00");
  EXPECT_FALSE(put_off("T16", "2026-12-15 12:01"));
  EXPECT_TRUE(put_off("T16", "2026-12-15 12:00")) << "from now, as it is late";
}

TEST(Postponing, NeedsAReasonAMomentToComeAndTheRight) {
  Story story{small_report()};
  const auto before = story.file;
  story.happens(Postponed{story.key("T16"), at("2026-10-26 09:00"), "", who("chef")});
  story.happens(Postponed{story.key("T16"), story.now, "reden", who("chef")});
  story.happens(Postponed{story.key("T16"), at("2027-10-26 09:00"), "voorgoed", who("chef")});
  story.happens(Postponed{story.key("T16"), at("2026-10-26 09:00"), "reden", who("collega")});
  story.happens(Postponed{story.key("T99"), at("2026-10-26 09:00"), "reden", who("chef")});
  EXPECT_EQ(story.file, before);
}

TEST(HandingOver, MovesTheRingsAndLetsTheOtherRead) {
  Story story{small_report()};
  EXPECT_THAT(told(story.happens(HandedOver{story.key("T16"), who("afdelingshoofd"), who("chef")})),
              ElementsAre("handed_over afdelingshoofd"));
  EXPECT_TRUE(may_read(story.file.the_case, who("afdelingshoofd")));
  story.until("2026-10-23 10:00");
  EXPECT_THAT(story.said_about("T16"), Contains("due afdelingshoofd 23 10:00"));
  EXPECT_THAT(story.said_about("T16"), Not(Contains("due chef 23 10:00")));
  EXPECT_THAT(told(story.records("afdelingshoofd", "reaction", "ban")), Contains("step_taken medewerker"));
}

TEST(HandingOver, ComesBackWhenTheOtherIsAbsent) {
  Story story{small_report()};
  story.happens(HandedOver{story.key("T16"), who("afdelingshoofd"), who("chef")});
  story.town.organisation.absences.push_back(
      {who("afdelingshoofd"), std::chrono::year{2026} / 10 / 22, std::chrono::year{2026} / 10 / 30});
  story.until("2026-10-23 10:00");
  EXPECT_THAT(story.said_about("T16"), Contains("due chef 23 10:00"));
}

TEST(HandingOver, NeverReachesWhoIsKeptOutOrPartOfIt) {
  auto involved = small_report();
  involved.flags = {"manager_involved", "verbal"};
  Story story{involved};
  const auto before = story.file;
  for (const auto* wrong : {"chef", "plaatsvervanger", "medewerker", "niemand"}) {
    story.happens(HandedOver{story.key("T16"), who(wrong), who("vertrouwenspersoon")});
  }
  EXPECT_EQ(story.file, before);
}

TEST(Absence, TheDeputyOfThatMomentIsRemindedAndReadsFromThen) {
  Story story{small_report()};
  story.town.organisation.absences.push_back(
      {who("chef"), std::chrono::year{2026} / 10 / 22, std::chrono::year{2026} / 10 / 30});
  EXPECT_FALSE(may_read(story.file.the_case, who("plaatsvervanger")));
  story.until("2026-10-22 10:00");
  EXPECT_THAT(story.said_about("T16"), ElementsAre("due plaatsvervanger 22 10:00"));
  EXPECT_TRUE(may_read(story.file.the_case, who("plaatsvervanger")));
}

TEST(Ringing, WhatIsDueTogetherIsOneNoticeAPerson) {
  Story story{threat()};
  story.now = at("2026-10-29 09:00");  // the program was down for almost a week
  const auto notices = story.ring();
  EXPECT_THAT(told(notices), UnorderedElementsAre("due chef", "escalation coordinator", "escalation directeur",
                                                  "due opvang", "due medewerker"));
  EXPECT_THAT(rules_in(to("chef", notices)), UnorderedElementsAre("T04", "T06", "T07", "T12", "T16", "T20", "T22"));
  EXPECT_TRUE(to("chef", notices).tasks.front().overdue);
  EXPECT_THAT(story.ring(), IsEmpty()) << "once";
}

TEST(Ringing, ATaskThatIsDoneOrNotDueSaysNothing) {
  Story story{small_report()};
  EXPECT_THAT(story.happens(Rang{{story.key("T16"), story.key("T03"), story.key("T99")}}), IsEmpty());
}

TEST(Changing, ANewFlagArmsWhatItAsksForAndTellsTheReaders) {
  Story story{small_report()};
  story.happens(CaseOpened{who("chef")});
  story.until("2026-10-22 09:00");
  Answer answer;
  answer.said = "hij duwde mij";
  const auto notices =
      story.happens(AnswerChanged{"story", answer, {"phone", "physical", "verbal"}, who("medewerker")});
  EXPECT_EQ(to("chef", notices).kind, Kind::added);
  EXPECT_THAT(rules_in(to("chef", notices)), UnorderedElementsAre("T07", "T20"));
  EXPECT_EQ(to("opvang", notices).kind, Kind::new_case);
  EXPECT_EQ(to("directeur", notices).kind, Kind::new_case);
  EXPECT_EQ(story.task("T20").due, at("2026-10-22 10:00")) << "24 hours after the incident are not over";
  EXPECT_EQ(story.task("T07").due, at("2026-10-22 17:30")) << "the day of the incident is: it counts from now";
  EXPECT_THAT(story.happens(AnswerChanged{"story", answer, {"phone", "physical", "verbal"}, who("medewerker")}),
              IsEmpty());
}

TEST(Changing, NamingTheManagerTakesTheCaseAway) {
  Story story{small_report()};
  story.happens(HandedOver{story.key("T16"), who("plaatsvervanger"), who("chef")});
  story.heard.clear();
  Answer answer;
  answer.said = "ja";
  const auto notices =
      story.happens(AnswerChanged{"involved", answer, {"manager_involved", "phone", "verbal"}, who("medewerker")});
  EXPECT_THAT(told(notices),
              UnorderedElementsAre("new_case vertrouwenspersoon", "added coordinator", "added veiligheid"));
  EXPECT_THAT(rules_in(to("vertrouwenspersoon", notices)), Contains("T16"));
  EXPECT_FALSE(may_read(story.file.the_case, who("chef")));
  EXPECT_FALSE(may_read(story.file.the_case, who("plaatsvervanger")));
  story.until("2026-12-01 12:00");
  EXPECT_FALSE(story.was_told("chef"));
  EXPECT_FALSE(story.was_told("plaatsvervanger"));
  EXPECT_TRUE(story.was_told("vertrouwenspersoon"));
  EXPECT_THAT(story.records("chef", "reaction", "ban"), IsEmpty());
  // Taking it back opens nothing again.
  story.happens(AnswerChanged{"involved", {}, {"phone", "verbal"}, who("medewerker")});
  EXPECT_FALSE(may_read(story.file.the_case, who("chef")));
}

TEST(Changing, AnotherMomentCountsTheTermsAgain) {
  Story story{small_report()};
  story.until("2026-10-22 09:00");
  const auto change = [&](std::string_view moment) {
    Answer answer;
    answer.value = moment;
    IncidentMoment incident;
    incident.at = at(moment);
    story.happens(AnswerChanged{"when", answer, story.file.the_case.flags, who("medewerker"), incident});
  };
  change("2026-10-20 20:00");
  EXPECT_EQ(story.task("T16").due, at("2026-10-22 20:00"));
  EXPECT_EQ(story.task("T16").next, at("2026-10-22 12:00"));
  EXPECT_EQ(story.task("T12").due, at("2026-10-21 20:00")) << "over already";
  EXPECT_TRUE(story.task("T12").next <= story.now) << "so it rings at once";
  EXPECT_EQ(story.task("T04").due, at("2026-10-21 14:30")) << "does not depend on the incident";
}

TEST(Adding, ReachesTheReadersOnce) {
  Story story{small_report()};
  Attachment photo;
  photo.id = BlobId{"f1"};
  const Added added{"nog iets", {photo}, who("medewerker")};
  EXPECT_THAT(told(story.happens(added)), ElementsAre("added chef", "added coordinator", "added veiligheid"));
  EXPECT_THAT(story.file.the_case.additions, SizeIs(1));
  EXPECT_THAT(story.file.the_case.evidence, SizeIs(1));
  EXPECT_THAT(story.happens(added), IsEmpty());
  EXPECT_THAT(story.happens(Added{"", {}, who("medewerker")}), IsEmpty());
  EXPECT_THAT(story.happens(Added{"van een ander", {}, who("collega")}), IsEmpty());
}

TEST(Asking, GoesToTheReporterAndTheAnswerComesBackToTheAsker) {
  Story story{small_report()};
  const auto asked = story.happens(Inquired{"Was er een getuige?", who("chef")});
  EXPECT_THAT(told(asked), ElementsAre("inquiry medewerker"));
  EXPECT_EQ(asked.front().args.at("question"), "Was er een getuige?");
  EXPECT_THAT(story.happens(Inquired{"Was er een getuige?", who("chef")}), IsEmpty());
  EXPECT_THAT(story.happens(Inquired{"Hoe gaat het?", who("opvang")}), IsEmpty());
  EXPECT_THAT(story.happens(InquiryAnswered{0, "Nee", who("collega")}), IsEmpty());
  const auto answered = story.happens(InquiryAnswered{0, "Ja", who("medewerker")});
  EXPECT_THAT(told(answered), ElementsAre("reply chef"));
  EXPECT_EQ(answered.front().args.at("answer"), "Ja");
  EXPECT_THAT(story.happens(InquiryAnswered{0, "Toch niet", who("medewerker")}), IsEmpty());
  EXPECT_THAT(story.happens(InquiryAnswered{7, "Ja", who("medewerker")}), IsEmpty());
}

TEST(Record, IsAskedOfTheReporterAndNeverClimbs) {
  Story story{small_report()};
  story.until("2026-12-01 12:00");
  EXPECT_THAT(story.said_about("T32"), ElementsAre("reminder medewerker 22 10:30", "due medewerker 23 10:30"));
  story.happens(OwnStep{"record_checked", {}, who("collega")});
  EXPECT_EQ(story.task("T32").status, Task::Status::open);
  story.happens(OwnStep{"record_checked", {}, who("medewerker")});
  EXPECT_EQ(story.task("T32").status, Task::Status::done);
  const auto before = story.file;
  story.happens(OwnStep{"record_checked", {}, who("medewerker")});
  EXPECT_EQ(story.file, before);
}

TEST(Withdrawing, ClosesEverythingAndSaysWhatToWhom) {
  Story story{small_report()};
  EXPECT_THAT(story.happens(Withdrawn{"reden", who("chef")}), IsEmpty()) << "not the manager's";
  const auto notices = story.happens(Withdrawn{"uitgepraat", who("medewerker")});
  EXPECT_THAT(told(notices), ElementsAre("withdrawn chef", "withdrawn coordinator", "withdrawn veiligheid"));
  EXPECT_THAT(rules_in(to("chef", notices)), Contains("T16"));
  EXPECT_EQ(story.file.the_case.status, Case::Status::withdrawn);
  EXPECT_EQ(story.task("T16").status, Task::Status::withdrawn);
  EXPECT_EQ(story.next_alarm(), std::nullopt);
  EXPECT_THAT(story.happens(Withdrawn{"nog eens", who("medewerker")}), IsEmpty());
  story.records("chef", "police_report", "employer");
  EXPECT_FALSE(story.has("T23")) << "nothing starts any more";
}

TEST(Confidence, OverdueStepsAreHeardAboveButOpenNothing) {
  auto confidential = threat();
  confidential.flags = {"confidential", "desk", "threat", "verbal"};
  Story story{confidential};
  story.until("2026-10-28 12:00");
  EXPECT_THAT(story.said_about("T16"), Contains("escalation coordinator 25 16:40"));
  EXPECT_FALSE(may_read(story.file.the_case, who("coordinator")));
  EXPECT_FALSE(story.was_told("chef"));
  EXPECT_THAT(story.said_about("T16"), Contains("due vertrouwenspersoon 25 15:40"));
}

TEST(Victim, HearsTheStepsToo) {
  auto for_colleague = threat();
  for_colleague.victim = who("collega");
  Story story{for_colleague};
  const auto notices = story.records("chef", "reaction", "ban");
  EXPECT_EQ(to("collega", notices).kind, Kind::step_taken);
  EXPECT_EQ(to("medewerker", notices).kind, Kind::step_taken);
}

}  // namespace
}  // namespace meldmaat
