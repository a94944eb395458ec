// SPDX-License-Identifier: EUPL-1.2
// Checks the short question how somebody is (handbook §12, T54): who is asked and when, what each answer leads to, and
// that nobody but the care team sees it. How: stories in the small town under the shipped protocol.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::vector<Notice> answers(Story& story, const std::string& kind, std::string_view person = "medewerker") {
  return story.happens(OwnStep{"check_in", kind, who(person)});
}

TEST(CheckIn, AsksTheVictimAfterSomeTimeAndDoesNotRepeatItself) {
  Story story{threat()};
  story.until("2026-12-20 12:00");
  EXPECT_THAT(story.said_about("T54"), ElementsAre("due medewerker 02 16:40")) << "after ten days";
}

TEST(CheckIn, IsForWhoReportedForThemselves) {
  for (const auto* flag : {"for_other", "witness"}) {
    auto report = threat();
    report.flags.emplace_back(flag);
    std::ranges::sort(report.flags);
    EXPECT_FALSE(Story{report}.has("T54")) << flag;
  }
  EXPECT_FALSE(Story{small_report()}.has("T54"));
}

TEST(CheckIn, CallsTheCareTeamWhenSomebodyWantsToTalk) {
  Story story{threat()};
  const auto notices = answers(story, "contact");
  ASSERT_EQ(notices.size(), 1U) << "nobody else hears of it";
  EXPECT_EQ(notices.front().to, who("opvang"));
  EXPECT_EQ(story.task("T54").status, Task::Status::done);
  EXPECT_EQ(story.task("T54", 2).status, Task::Status::open);
  EXPECT_FALSE(story.has("T54", 1, 2));
}

TEST(CheckIn, AsksAgainLaterAndStopsWhenToldTo) {
  Story story{threat()};
  EXPECT_THAT(answers(story, "not_now"), IsEmpty());
  EXPECT_EQ(story.task("T54", 1, 2).status, Task::Status::open);
  EXPECT_THAT(answers(story, "stop"), IsEmpty());
  EXPECT_FALSE(story.has("T54", 1, 3));
  EXPECT_FALSE(story.has("T54", 2));
}

TEST(CheckIn, TakesNothingElse) {
  Story story{threat()};
  const auto before = story.file;
  answers(story, "contact", "collega");
  answers(story, "contact", "chef");
  answers(story, "");
  answers(story, "slecht");
  story.happens(OwnStep{"reaction", "other", who("medewerker")});
  EXPECT_EQ(story.file, before);
  answers(story, "stop");
  const auto after = story.file;
  answers(story, "contact");
  EXPECT_EQ(story.file, after) << "it was answered";
}

TEST(CheckIn, ShowsTheAnswerToTheCareTeamAlone) {
  Story story{threat()};
  answers(story, "contact");
  story.records("opvang", "contact_made");
  for (const auto& reader : story.file.the_case.readers) {
    const auto file = seen_by(story.file, reader.person, story.town);
    ASSERT_TRUE(file);
    const bool cares = reader.role == roles::care_team;
    EXPECT_EQ(file->the_case.fact("contact_made") != nullptr, cares) << reader.person.str();
    const auto* answer = file->the_case.fact("check_in");
    EXPECT_EQ(answer == nullptr ? "" : answer->kind, cares ? "contact" : "") << reader.person.str();
    EXPECT_EQ(std::ranges::count(file->tasks, RuleId{"T54"}, [](const Task& task) { return task.key.rule; }),
              cares ? 2 : 0)
        << reader.person.str();
  }
}

}  // namespace
}  // namespace meldmaat
