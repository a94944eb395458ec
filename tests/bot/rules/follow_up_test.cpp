// SPDX-License-Identifier: EUPL-1.2
// Checks the life of a case under the shipped protocol: what is armed, what rings for whom and when, how it climbs,
// what ends it, and that nothing closes silently. How: stories in the small town, with an alarm clock that rings the
// rules.
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
using testing::SizeIs;

using Kind = Notice::Kind;

TEST(Filing, TellsEveryReaderOnceWithWhatTheyOwe) {
  Story story{threat()};
  EXPECT_THAT(story.heard, SizeIs(5));
  const auto& chef = story.heard.front().notice;
  EXPECT_EQ(chef.to, who("chef"));
  EXPECT_EQ(chef.kind, Kind::new_case);
  EXPECT_TRUE(chef.urgent);
  EXPECT_THAT(rules_in(chef), ElementsAre("T06", "T07", "T04", "T12", "T20", "T16", "T22"));
  for (const auto& [moment, notice] : story.heard) {
    if (notice.to == who("opvang")) {
      EXPECT_THAT(rules_in(notice), ElementsAre("T08", "T09", "T10", "T11", "T15", "T15"));
    }
    if (notice.to == who("directeur")) {
      EXPECT_THAT(notice.tasks, IsEmpty());
    }
  }
  EXPECT_FALSE(story.was_told("medewerker")) << "the receipt is the dialog's";
}

TEST(Filing, RecordsTheReceiptItself) {
  Story story{small_report()};
  EXPECT_EQ(story.task("T03").status, Task::Status::done);
  ASSERT_NE(story.file.the_case.fact(own_facts::receipt), nullptr);
  EXPECT_TRUE(story.file.the_case.fact(own_facts::receipt)->by.empty());
}

TEST(Filing, TwiceIsOnce) {
  Story story{threat()};
  const auto before = story.file;
  EXPECT_THAT(story.happens(Filed{}), IsEmpty());
  EXPECT_EQ(story.file, before);
}

TEST(Filing, TakesTheCurrentProtocolAndKeepsItsVersion) {
  auto town = fakes::small_municipality();
  auto newer = town.protocols.front();
  newer.ref.version = 2;
  newer.rules.clear();
  town.protocols.push_back(newer);
  Story old{small_report(), town};
  EXPECT_TRUE(old.has("T16")) << "the case began with version 1";
  auto fresh = small_report();
  fresh.protocol = {};
  Story current{fresh, town};
  EXPECT_EQ(current.file.the_case.protocol.version, 2);
  EXPECT_THAT(current.file.tasks, IsEmpty());
}

TEST(Filing, AProtocolThatIsGoneArmsNothingAndSilencesWhatRings) {
  Story story{small_report()};
  story.town.protocols.clear();
  story.now += std::chrono::hours{100};
  EXPECT_THAT(story.ring(), IsEmpty());
  EXPECT_EQ(story.next_alarm(), std::nullopt);
}

TEST(Filing, ARoleNobodyCanTakeIsToldToWhoeverGuards) {
  auto town = fakes::small_municipality();
  std::erase_if(town.organisation.roles, [](const RoleHolder& entry) { return entry.role == roles::care_team; });
  Story story{threat(), town};
  const auto& coordinator =
      std::ranges::find(story.heard, who("coordinator"), [](const Heard& one) { return one.notice.to; })->notice;
  EXPECT_EQ(coordinator.kind, Kind::new_case);
  EXPECT_EQ(coordinator.args.at("role"), "care_team");
  EXPECT_EQ(coordinator.args.at("instead"), "coordinator");
  EXPECT_THAT(rules_in(coordinator), ElementsAre("T08", "T09", "T52", "T10", "T11", "T15", "T15"))
      << "the care is not lost";
}

TEST(Filing, WithNobodyAtAllTheReporterIsTold) {
  auto town = fakes::small_municipality();
  town.organisation.roles.clear();
  town.organisation.teams.clear();
  Story story{small_report(), town};
  EXPECT_THAT(story.heard, SizeIs(1));
  EXPECT_EQ(story.heard.front().notice.to, who("medewerker"));
  EXPECT_EQ(story.heard.front().notice.kind, Kind::excluded);
}

TEST(Reaction, RingsClimbsAndRepeatsUntilSomeoneActs) {
  Story story{threat()};
  story.until("2026-10-28 12:00");
  // 48 hours end on Sunday at 15:40, because the night is an hour longer. The first is "due" because T20 is due at the
  // same moment and both are one notice.
  EXPECT_THAT(story.said_about("T16"),
              ElementsAre("due chef 24 16:40", "reminder chef 25 07:40", "due chef 25 15:40", "due chef 25 16:40",
                          "escalation coordinator 25 16:40", "due chef 26 15:40", "escalation directeur 26 15:40",
                          "due chef 27 15:40", "escalation directeur 27 15:40"));
  EXPECT_THAT(told(story.records("chef", "reaction", "spoken_warning")), Contains("step_taken medewerker"));
  EXPECT_EQ(story.task("T16").status, Task::Status::done);
  const auto said = story.said_about("T16").size();
  story.until("2026-11-20 12:00");
  EXPECT_EQ(story.said_about("T16").size(), said) << "silent once it is done";
}

// Issue 5, point 6.
TEST(Reaction, IsNotDoneWithoutWhatItWas) {
  Story story{threat()};
  Fact fact;
  fact.name = "reaction";
  fact.rule = RuleId{"T16"};
  fact.by = who("chef");
  fact.happened = story.now;
  const auto before = story.file;
  for (const auto* kind : {"", "iets", "held"}) {
    fact.kind = kind;
    EXPECT_THAT(story.happens(FactRecorded{fact}), IsEmpty()) << kind;
    EXPECT_EQ(story.file, before) << kind;
  }
  fact.kind = "other";
  story.happens(FactRecorded{fact});
  EXPECT_EQ(story.task("T16").status, Task::Status::done);
}

TEST(Reaction, MayBeRecordedByWhomItClimbedToAndTheOwnerHearsIt) {
  Story story{threat()};
  story.until("2026-10-25 17:00");
  const auto notices = story.records("coordinator", "reaction", "ban");
  EXPECT_EQ(to("chef", notices).kind, Kind::step_taken);
  EXPECT_EQ(to("chef", notices).as, roles::manager);
  EXPECT_EQ(to("medewerker", notices).as, roles::reporter);
  EXPECT_EQ(to("medewerker", notices).fact, "reaction");
  EXPECT_EQ(to("medewerker", notices).args.at("kind"), "ban");
}

TEST(Reaction, AfterAnInvitationComesTheTalkAndThenItsConfirmation) {
  Story story{small_report()};
  story.until("2026-10-22 09:00");
  story.records("chef", "reaction", "invitation");
  EXPECT_EQ(story.task("T17").due, at("2026-10-23 10:00")) << "48 hours after the incident";
  EXPECT_EQ(story.task("T18", 2).due, at("2026-11-05 09:00"));
  EXPECT_FALSE(story.has("T18", 1));
  story.until("2026-10-26 09:00");
  story.records("chef", "order_talk", "held");
  EXPECT_EQ(story.task("T18", 2).status, Task::Status::done);
  EXPECT_EQ(story.task("T18", 3).due, at("2026-10-28 09:00"));
  EXPECT_FALSE(story.has("T19"));
}

TEST(Reaction, ATalkRecordedLateLeavesTheWholeTermForItsConfirmation) {
  Story story{small_report()};
  story.until("2026-10-30 09:00");
  Fact fact;
  fact.name = "reaction";
  fact.kind = "order_talk";
  fact.happened = at("2026-10-22 09:00");
  fact.by = who("chef");
  story.happens(FactRecorded{fact});
  EXPECT_EQ(story.task("T18").due, at("2026-11-01 09:00"));
}

TEST(Opening, EndsWhenTheOwnerLooks) {
  Story story{small_report()};
  EXPECT_THAT(story.happens(CaseOpened{who("coordinator")}), IsEmpty());
  EXPECT_EQ(story.file.the_case.opened, at("2026-10-21 10:30"));
  EXPECT_EQ(story.task("T04").status, Task::Status::open) << "the manager has not looked";
  story.happens(CaseOpened{who("jurist")});
  story.happens(CaseOpened{who("medewerker")});
  EXPECT_EQ(story.task("T04").status, Task::Status::open);
  story.happens(CaseOpened{who("chef")});
  EXPECT_EQ(story.task("T04").status, Task::Status::done);
}

TEST(Opening, EndsWhenWhomItClimbedToLooks) {
  Story story{small_report()};
  story.until("2026-10-21 16:00");
  EXPECT_THAT(story.said_about("T04"), ElementsAre("reminder chef 21 12:30", "due chef 21 14:30", "due chef 21 15:30",
                                                   "escalation coordinator 21 15:30"));
  story.happens(CaseOpened{who("coordinator")});
  EXPECT_EQ(story.task("T04").status, Task::Status::done);
}

TEST(Care, OneTalkEndsBothItsTermsAndSoftOnesWaitForTheOffice) {
  Story story{threat()};
  EXPECT_EQ(story.task("T08").next, at("2026-10-26 08:30")) << "20 hours after Friday 16:40 is in the weekend";
  EXPECT_EQ(story.task("T09").next, at("2026-10-26 03:40")) << "60 hours, at any hour";
  story.until("2026-10-26 10:00");
  story.records("opvang", "first_care_talk", "held");
  EXPECT_EQ(story.task("T08").status, Task::Status::done);
  EXPECT_EQ(story.task("T09").status, Task::Status::done);
  EXPECT_EQ(story.task("T10").due, at("2026-10-28 16:40"));
  EXPECT_EQ(story.task("T11").due, at("2026-12-04 16:40"));
}

TEST(Care, AftercareIsAskedAgainTwice) {
  Story story{small_report()};
  story.until("2026-10-22 11:00");
  story.records("chef", "aftercare_asked", "not_wanted");
  EXPECT_EQ(story.task("T13", 1).due, at("2026-10-26 11:00"));
  EXPECT_EQ(story.task("T13", 2).due, at("2026-11-05 11:00"));
  story.records("chef", "aftercare_again", "wanted");
  EXPECT_EQ(story.task("T13", 1).status, Task::Status::done);
  EXPECT_EQ(story.task("T13", 2).status, Task::Status::open);
}

TEST(Police, AReportEndsTheNotificationAndStartsCopyAndStatus) {
  Story story{threat()};
  story.until("2026-10-24 09:00");
  story.records("chef", "police_report", "employer");
  EXPECT_EQ(story.task("T20").status, Task::Status::done);
  EXPECT_EQ(story.task("T22").status, Task::Status::done);
  EXPECT_EQ(story.task("T23").due, at("2026-10-26 09:00"));
  EXPECT_EQ(story.task("T24").due, at("2026-11-21 09:00"));
  EXPECT_THAT(story.history, Contains(testing::Field(&Entry::what, std::string{entries::needless})));
}

TEST(Police, AReportBySomebodyElseTellsWhatEndedApartFromWhatComes) {
  Story story{threat()};
  story.until("2026-10-26 17:00");
  std::vector<std::string> lines;
  for (const auto& notice : story.records("coordinator", "police_report", "employer")) {
    if (notice.to != who("chef")) continue;
    for (const auto& rule : rules_in(notice)) lines.push_back(word(notice.kind) + " " + rule);
  }
  EXPECT_THAT(lines, ElementsAre("step_taken T20", "step_taken T22", "step_begun T23", "step_begun T24"));
}

TEST(Police, TheStatusIsAskedAgainUntilThereIsADecision) {
  Story story{threat()};
  story.records("chef", "police_report", "both");
  story.until("2026-11-20 10:00");
  EXPECT_EQ(to("medewerker", story.records("chef", "police_status", "investigating")).fact, "police_status");
  EXPECT_EQ(story.task("T24", 1, 1).status, Task::Status::done);
  EXPECT_EQ(story.task("T24", 1, 2).due, at("2026-12-18 10:00"));
  story.until("2026-12-10 10:00");
  story.records("chef", "police_status", "decision");
  EXPECT_EQ(story.task("T24", 1, 2).status, Task::Status::done);
  EXPECT_FALSE(story.has("T24", 1, 3));
  EXPECT_EQ(story.task("T25").due, at("2026-12-12 10:00"));
}

TEST(Facts, TheSameOneTwiceCountsOnce) {
  Story story{threat()};
  Fact fact;
  fact.name = "reaction";
  fact.kind = "ban";
  fact.happened = story.now;
  fact.by = who("chef");
  story.happens(FactRecorded{fact});
  const auto before = story.file;
  story.now += std::chrono::minutes{5};
  EXPECT_THAT(story.happens(FactRecorded{fact}), IsEmpty());
  EXPECT_EQ(story.file, before);
}

TEST(Facts, AreRecordedOnlyByWhoMay) {
  Story story{threat()};
  for (const auto* nobody : {"collega", "medewerker", "afdelingshoofd", "opvang"}) {
    EXPECT_THAT(story.records(nobody, "reaction", "ban"), IsEmpty()) << nobody;
  }
  EXPECT_EQ(story.task("T16").status, Task::Status::open);
  EXPECT_THAT(story.records("chef", ""), IsEmpty());
}

}  // namespace
}  // namespace meldmaat
