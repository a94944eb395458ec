// SPDX-License-Identifier: EUPL-1.2
// Checks what the colleague hears to whom it happened, when somebody else reported it (S0-7, T32): told once and asked
// once, never in confidence and never who is kept out, and own words beside the reporter's.
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

Case about_a_colleague(std::vector<Flag> more = {}) {
  more.insert(more.end(), {"for_other", "phone", "verbal"});
  auto made = fakes::reported_case(std::move(more), at("2026-10-21 10:00"), at("2026-10-21 10:30"));
  made.victim = who("collega");
  made.answers["story"].value = "hij schold";
  return made;
}

bool asked(const Story& story) {
  return story.has("T32", 2);
}

TEST(Victim, OfSomebodyElsesReportIsToldOnceAndAskedOnce) {
  Story story{about_a_colleague()};
  const auto first = to("collega", {story.heard.front().notice, story.heard.back().notice});
  EXPECT_EQ(first.kind, Notice::Kind::named);
  EXPECT_EQ(first.as, roles::victim);
  ASSERT_TRUE(asked(story));
  EXPECT_TRUE(may_read(story.file.the_case, who("collega")));
  story.until("2026-12-01 12:00");
  EXPECT_THAT(story.said_about("T32", 2), ElementsAre("due collega 23 10:30"));
  EXPECT_THAT(story.file.the_case.readers, Not(Contains(testing::Field(&Reader::person, who("collega")))))
      << "reads as the victim, and handles nothing";
  const auto was_named = [](const Heard& one) { return one.notice.kind == Notice::Kind::named; };
  EXPECT_EQ(std::ranges::count_if(story.heard, was_named), 1);
}

TEST(Victim, IsNotAskedInConfidenceAndCannotReadIt) {
  Story story{about_a_colleague({"confidential"})};
  story.until("2026-12-01 12:00");
  EXPECT_FALSE(asked(story));
  EXPECT_FALSE(story.was_told("collega"));
  EXPECT_FALSE(may_read(story.file.the_case, who("collega")));
  EXPECT_FALSE(seen_by(story.file, who("collega"), story.town));
  const auto before = story.file;
  story.happens(OwnStep{"victim_checked", {}, who("collega")});
  story.happens(Added{"ik weet ervan", {}, who("collega")});
  EXPECT_EQ(story.file, before);
}

TEST(Victim, HearsOfItWhenTheReporterAsksForConfidenceNoMore) {
  Story story{about_a_colleague({"confidential"})};
  Answer answer;
  answer.value = "manager";
  const auto told_now =
      told(story.happens(AnswerChanged{"who_hears", answer, {"for_other", "phone", "verbal"}, who("medewerker")}));
  EXPECT_THAT(told_now, Contains("named collega"));
  EXPECT_TRUE(asked(story));
}

TEST(Victim, IsAskedNothingAnyMoreOnceConfidenceIsWanted) {
  Story story{about_a_colleague()};
  Answer answer;
  answer.value = "counsellor";
  story.happens(
      AnswerChanged{"who_hears", answer, {"confidential", "for_other", "phone", "verbal"}, who("medewerker")});
  story.until("2026-12-01 12:00");
  EXPECT_THAT(story.said_about("T32", 2), IsEmpty());
}

TEST(Victim, WhoIsKeptOutHearsNothing) {
  auto excluded = about_a_colleague();
  excluded.excluded = {who("collega")};
  auto accused = about_a_colleague({"manager_involved"});
  accused.victim = who("chef");
  for (const auto& the_case : {excluded, accused}) {
    Story story{the_case};
    story.until("2026-12-01 12:00");
    EXPECT_FALSE(asked(story));
    EXPECT_FALSE(story.was_told(the_case.victim.str()));
    EXPECT_FALSE(may_read(story.file.the_case, the_case.victim));
  }
}

TEST(Victim, IsNobodyWhereTheReporterIsItOrTheOrganisationDoesNotKnowThem) {
  EXPECT_FALSE(asked(Story{small_report()}));
  auto unknown = about_a_colleague();
  unknown.victim = {};
  EXPECT_FALSE(asked(Story{unknown}));
  auto stranger = about_a_colleague();
  stranger.victim = who("iemand_van_vroeger");
  EXPECT_FALSE(asked(Story{stranger}));
}

TEST(Victim, AndReporterCheckEachForThemselves) {
  Story story{about_a_colleague()};
  story.happens(OwnStep{"record_checked", {}, who("collega")});
  story.happens(OwnStep{"victim_checked", {}, who("medewerker")});
  EXPECT_EQ(story.task("T32").status, Task::Status::open);
  EXPECT_EQ(story.task("T32", 2).status, Task::Status::open);
  story.happens(OwnStep{"victim_checked", {}, who("collega")});
  EXPECT_EQ(story.task("T32", 2).status, Task::Status::done);
  EXPECT_EQ(story.task("T32").status, Task::Status::open);
  story.happens(OwnStep{"record_checked", {}, who("medewerker")});
  EXPECT_EQ(story.task("T32").status, Task::Status::done);
}

TEST(Victim, PutsOwnWordsBesideTheReportersAndChangesNone) {
  Story story{about_a_colleague()};
  Answer answer;
  answer.value = "zo was het niet";
  const auto before = story.file;
  story.happens(AnswerChanged{"story", answer, story.file.the_case.flags, who("collega")});
  story.happens(Withdrawn{"liever niet", who("collega")});
  EXPECT_EQ(story.file, before);
  const auto heard = story.happens(Added{"hij gooide ook iets", {}, who("collega")});
  EXPECT_THAT(told(heard), Contains("added chef"));
  EXPECT_EQ(to("chef", heard).args.at("by"), "victim") << "nobody takes it for the reporter's";
  ASSERT_THAT(story.file.the_case.additions, SizeIs(1));
  EXPECT_EQ(story.file.the_case.additions.front().by, who("collega"));
  EXPECT_EQ(story.file.the_case.answers.at("story").value, "hij schold");
}

TEST(Victim, HearsThatTheReportWasWithdrawn) {
  Story story{about_a_colleague()};
  EXPECT_THAT(told(story.happens(Withdrawn{"vergissing", who("medewerker")})), Contains("withdrawn collega"));
  EXPECT_EQ(story.task("T32", 2).status, Task::Status::withdrawn);
}

TEST(Victim, IsNobodysTaskToDoForThem) {
  const Story story{about_a_colleague()};
  for (const auto* person : {"chef", "coordinator", "medewerker", "collega"}) {
    EXPECT_FALSE(may_act(Action::postpone, story.file, &story.task("T32", 2), who(person), story.now, story.town))
        << person;
  }
}

}  // namespace
}  // namespace meldmaat
