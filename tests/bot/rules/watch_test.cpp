// SPDX-License-Identifier: EUPL-1.2
// Checks what the one who guards the follow-up is told (S0-4, S3-18): every kind of step that is late, whether
// for long, the roles nobody is there for, no number, and nothing of a case they may not know of. How: stories in the
// small town.
#include "bot/rules/watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using namespace std::chrono;

const PersonId watcher = who("toezicht");

/// Both were due on 23 October at 10:00.
std::vector<LateStep> late_reactions(const Story& story, Moment now) {
  const auto report = watch_report(watcher, {story.file, story.file}, now, story.town);
  std::vector<LateStep> found;
  for (const auto& line : report.late) {
    if (line.rule == RuleId{"T16"}) found.push_back(line);
  }
  return found;
}

TEST(Watch, TellsEachKindOfStepThatIsLateOnceAndNoNumber) {
  Story story{small_report()};
  EXPECT_THAT(late_reactions(story, fakes::at("2026-10-23 10:00")), IsEmpty());
  EXPECT_THAT(late_reactions(story, fakes::at("2026-10-23 10:01")),
              ElementsAre(LateStep{RuleId{"T16"}, 1, roles::manager, false}));
  EXPECT_THAT(late_reactions(story, fakes::at("2026-10-30 10:01")),
              ElementsAre(LateStep{RuleId{"T16"}, 1, roles::manager, true}));
}

TEST(Watch, LeavesOutWhatIsDoneAndWhatWasPutOff) {
  Story story{small_report()};
  story.until("2026-10-24 12:00");
  auto put_off = story;
  put_off.happens(Postponed{put_off.key("T16"), fakes::at("2026-10-27 12:00"), "de ander is op reis", who("chef")});
  EXPECT_THAT(late_reactions(put_off, fakes::at("2026-10-26 12:00")), IsEmpty());
  EXPECT_THAT(late_reactions(put_off, fakes::at("2026-10-27 12:01")), Not(IsEmpty()));
  story.records("chef", "reaction", "spoken_warning");
  EXPECT_THAT(late_reactions(story, fakes::at("2026-10-28 09:00")), IsEmpty());
}

TEST(Watch, TellsNothingOfACaseThatIsKeptFromWhoWatches) {
  const auto now = fakes::at("2026-11-30 12:00");
  Story story{small_report()};
  for (auto* person : {&story.file.the_case.reporter, &story.file.the_case.victim}) {
    auto kept = *person;
    *person = watcher;
    EXPECT_THAT(late_reactions(story, now), IsEmpty());
    *person = kept;
  }
  EXPECT_THAT(late_reactions(story, now), Not(IsEmpty()));
  story.file.the_case.excluded = {watcher};
  EXPECT_THAT(late_reactions(story, now), IsEmpty());
}

TEST(Watch, NamesTheRolesNobodyIsThereFor) {
  Story story{small_report()};
  const auto now = fakes::at("2026-11-30 12:00");
  const LocalDate today = year{2026} / 11 / 30;
  auto& town = story.town.organisation;
  EXPECT_THAT(watch_report(watcher, {}, now, story.town).gaps, Not(Contains(roles::care_team)));
  town.absences = {{who("opvang"), today, today}};
  EXPECT_THAT(watch_report(watcher, {}, now, story.town).gaps, Not(Contains(roles::care_team))) << "there is a deputy";
  town.absences.push_back({who("opvangvervanger"), today, today});
  EXPECT_THAT(watch_report(watcher, {}, now, story.town).gaps, Contains(roles::care_team));
}

}  // namespace
}  // namespace meldmaat
