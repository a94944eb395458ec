// SPDX-License-Identifier: EUPL-1.2
// How long a case is kept: its term counts from what happened last, nothing that is open or kept goes, and it goes in
// two steps. Who may keep it and let it go. How: the small town with a term of five years, and a report of which
// every step was taken.
#include "bot/rules/retention.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::UnorderedElementsAre;
using What = Leaving::What;

struct RetentionTest : testing::Test {
  Story story = [] {
    auto town = fakes::small_municipality();
    town.organisation.retention = {5, 1};
    return Story{small_report(), std::move(town)};
  }();

  /// Everything was done on the day of the report.
  RetentionTest() {
    for (auto& task : story.file.tasks) task.status = Task::Status::done;
  }
  [[nodiscard]] Case& own() { return story.file.the_case; }
  [[nodiscard]] std::optional<Moment> kept() { return kept_until(story.file, story.town); }
  [[nodiscard]] Leaving on(std::string_view moment) { return leaving(story.file, at(moment), story.town); }
  std::vector<std::string> happens(const Happening& what) { return told(story.happens(what)); }
};

TEST_F(RetentionTest, CountsFromTheDayOfWhatHappenedLast) {
  EXPECT_EQ(kept(), at("2031-10-22 00:00"));
  own().additions.push_back({who("medewerker"), at("2027-02-28 23:59"), "Nog iets."});
  EXPECT_EQ(kept(), at("2032-02-29 00:00"));
  Fact late;
  late.recorded = at("2028-02-29 10:00");
  own().facts.push_back(late);
  EXPECT_EQ(kept(), at("2033-03-01 00:00")) << "the last of February has no such day in 2033";
}

TEST_F(RetentionTest, ALookIsNothingThatHappened) {
  const auto before = kept();
  story.now = at("2030-01-01 10:00");
  story.happens(CaseOpened{who("chef")});
  for (auto& task : story.file.tasks) task.status = Task::Status::done;
  own().facts.clear();
  EXPECT_EQ(kept(), before);
}

TEST_F(RetentionTest, NothingGoesThatIsOpenOrKeptOrWithoutATerm) {
  const auto file = story.file;
  ASSERT_TRUE(kept());
  story.file.tasks.front().status = Task::Status::open;
  EXPECT_FALSE(kept());
  story.file = file;
  own().bans.emplace_back();
  EXPECT_FALSE(kept());
  story.file = file;
  own().hold = Hold{who("chef"), at("2026-10-21 11:00"), "claim"};
  EXPECT_FALSE(kept());
  story.file = file;
  own().number = CaseNumber{"J2026"};
  EXPECT_FALSE(kept());
  story.file = file;
  story.town.organisation.retention = {};
  EXPECT_FALSE(kept());
  EXPECT_EQ(on("2099-01-01 00:00"), Leaving{});
}

TEST_F(RetentionTest, WithdrawnReportsHaveATermOfTheirOwn) {
  own().status = Case::Status::withdrawn;
  EXPECT_EQ(kept(), at("2027-10-22 00:00"));
  story.town.organisation.retention.withdrawn.reset();
  EXPECT_EQ(kept(), at("2031-10-22 00:00"));
}

TEST_F(RetentionTest, IsAnnouncedAMonthBeforeAndGoesThen) {
  EXPECT_EQ(on("2031-09-21 23:59"), Leaving{});
  const Leaving announced{What::announce, at("2031-10-22 00:00")};
  EXPECT_EQ(on("2031-09-22 00:00"), announced);
  own().leaves = announced.at;
  EXPECT_EQ(on("2031-10-21 23:59"), Leaving{});
  EXPECT_EQ(on("2031-10-22 00:00").what, What::remove);
}

TEST_F(RetentionTest, WhatWasNotLookedAtInTimeStillGetsItsMonth) {
  const auto late = on("2035-01-01 12:00");
  EXPECT_EQ(late, (Leaving{What::announce, at("2035-01-31 12:00")}));
}

TEST_F(RetentionTest, WhatHappensAfterwardsTakesItBack) {
  own().leaves = at("2031-10-22 00:00");
  own().additions.push_back({who("medewerker"), at("2031-10-01 09:00"), "Ik heb nu klachten."});
  EXPECT_EQ(on("2031-10-21 00:00").what, What::take_back);
  EXPECT_EQ(on("2031-10-23 00:00").what, What::take_back) << "also when nobody looked for a while";
  story.happens(RemovalAnnounced{std::nullopt});
  EXPECT_FALSE(own().leaves);
}

TEST_F(RetentionTest, TheAnnouncementReachesWhoeverMayKeepIt) {
  EXPECT_THAT(happens(RemovalAnnounced{at("2031-10-22 00:00")}),
              UnorderedElementsAre("leaving medewerker", "leaving chef", "leaving coordinator"));
  EXPECT_EQ(own().leaves, at("2031-10-22 00:00"));
  EXPECT_TRUE(happens(RemovalAnnounced{at("2031-10-22 00:00")}).empty()) << "once";
}

TEST_F(RetentionTest, KeepingEndsTheAnnouncementAndIsToldToTheOthers) {
  story.happens(RemovalAnnounced{at("2031-10-22 00:00")});
  EXPECT_THAT(happens(Held{"claim", who("chef")}), UnorderedElementsAre("held medewerker", "held coordinator"));
  EXPECT_FALSE(own().leaves);
  EXPECT_FALSE(kept());
  EXPECT_EQ(story.history.back().what, entries::held);
  EXPECT_TRUE(happens(Held{"wish", who("coordinator")}).empty()) << "it is kept already";
  EXPECT_TRUE(happens(RemovalAnnounced{at("2031-10-22 00:00")}).empty());
}

TEST_F(RetentionTest, NobodyElseKeepsItAndForNoOtherReason) {
  for (const auto* const person : {"collega", "opvang", "directeur", "jurist"}) {
    EXPECT_TRUE(happens(Held{"claim", who(person)}).empty()) << person;
  }
  EXPECT_TRUE(happens(Held{"because", who("chef")}).empty());
  EXPECT_FALSE(own().hold);
}

TEST_F(RetentionTest, ASecondPersonLetsItGo) {
  story.happens(Held{"procedure", who("chef")});
  EXPECT_TRUE(happens(Released{who("chef")}).empty());
  EXPECT_TRUE(happens(Released{who("medewerker")}).empty());
  ASSERT_TRUE(own().hold);
  EXPECT_THAT(happens(Released{who("coordinator")}), UnorderedElementsAre("held medewerker", "held chef"));
  EXPECT_FALSE(own().hold);
}

TEST_F(RetentionTest, WhatTheReporterWantsKeptOnlyTheReporterLetsGo) {
  story.happens(Held{"wish", who("medewerker")});
  for (const auto* const person : {"chef", "coordinator"}) EXPECT_TRUE(happens(Released{who(person)}).empty());
  ASSERT_TRUE(own().hold);
  EXPECT_FALSE(happens(Released{who("medewerker")}).empty());
  EXPECT_FALSE(own().hold);
}

TEST_F(RetentionTest, WhatWasWrittenDownForTheReporterOnlyTheReporterLetsGo) {
  story.happens(Held{"wish", who("chef")});
  for (const auto* const person : {"chef", "coordinator"}) EXPECT_TRUE(happens(Released{who(person)}).empty());
  ASSERT_TRUE(own().hold);
  EXPECT_FALSE(happens(Released{who("medewerker")}).empty());
  EXPECT_FALSE(own().hold);
}

TEST_F(RetentionTest, WhoeverLeftTheOrganisationKeepsNothingForEver) {
  own().hold = Hold{who("vertrokken"), at("2026-10-21 11:00"), "wish"};
  own().reporter = who("vertrokken");
  EXPECT_TRUE(may_act(Action::release, story.file, nullptr, who("chef"), story.now, story.town));
}

TEST_F(RetentionTest, WhoSeesNoNamesDoesNotSeeWhoKeepsIt) {
  own().hold = Hold{who("medewerker"), at("2026-10-21 11:00"), "wish"};
  own().readers.push_back({who("balie"), roles::reception, "why.informed", {}});
  EXPECT_TRUE(seen_by(story.file, who("balie"), story.town)->the_case.hold->by.empty());
  EXPECT_EQ(seen_by(story.file, who("chef"), story.town)->the_case.hold->by, who("medewerker"));
}

}  // namespace
}  // namespace meldmaat
