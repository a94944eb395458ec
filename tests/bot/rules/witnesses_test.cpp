// SPDX-License-Identifier: EUPL-1.2
// Checks the statement of a witness (S0-10): who may ask for one, what a code opens and for whom, who hears of it, and
// who reads it.
#include "bot/rules/witnesses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string secret = "7KQ2M9C4";

Story with_a_code(std::vector<Flag> flags = {"desk", "threat", "verbal"}) {
  Story story{fakes::reported_case(std::move(flags), at("2026-10-23 16:40"), at("2026-10-23 17:00"))};
  story.happens(WitnessCalled{secret, who("medewerker")});
  return story;
}

bool opens(const Story& story, std::string_view person, const std::string& with = secret) {
  return open_call(story.file.the_case, with, who(person), story.now, story.town.organisation).has_value();
}

TEST(Witness, TellsWithTheCodeOnceAndItStandsOnTheCase) {
  auto story = with_a_code();
  ASSERT_TRUE(opens(story, "collega"));
  const auto heard = told(story.happens(WitnessTold{secret, "Ik zag hem dreigen.", who("collega")}));
  EXPECT_THAT(heard, testing::UnorderedElementsAre("witnessed medewerker", "witnessed chef", "witnessed coordinator"));
  ASSERT_THAT(story.file.the_case.calls, SizeIs(1));
  const auto& call = story.file.the_case.calls.front();
  EXPECT_EQ(call.witness, who("collega"));
  EXPECT_EQ(call.text, "Ik zag hem dreigen.");
  EXPECT_EQ(call.told, story.now);
  EXPECT_FALSE(opens(story, "collega")) << "used";
  const auto before = story.file;
  EXPECT_THAT(story.happens(WitnessTold{secret, "En nog iets.", who("plaatsvervanger")}), IsEmpty());
  EXPECT_EQ(story.file, before);
}

TEST(Witness, GetsNothingOfTheCase) {
  auto story = with_a_code();
  story.happens(WitnessTold{secret, "Ik zag het.", who("collega")});
  EXPECT_FALSE(may_read(story.file.the_case, who("collega")));
  EXPECT_FALSE(story.was_told("collega"));
}

TEST(Witness, IsAskedByReporterAndVictimAndWhoCarriesTheCase) {
  auto story = with_a_code();
  const auto asks = [&](std::string_view person) {
    const auto known = story.file.the_case.calls.size();
    story.happens(WitnessCalled{"AAAA000" + std::to_string(known), who(person)});
    return story.file.the_case.calls.size() > known;
  };
  for (const auto* person : {"medewerker", "chef", "coordinator"}) EXPECT_TRUE(asks(person)) << person;
  for (const auto* person : {"collega", "opvang", "directeur", "jurist"}) EXPECT_FALSE(asks(person)) << person;
  story.happens(WitnessCalled{secret, who("chef")});
  EXPECT_THAT(story.file.the_case.calls, SizeIs(4)) << "a secret counts once";
  for (const auto& entry : story.history) {
    EXPECT_EQ(entry.detail.find(secret), std::string::npos) << "more people read the history";
  }
}

TEST(Witness, FindsTheSameClosedDoorWhateverTheReason) {
  auto story = with_a_code();
  EXPECT_FALSE(opens(story, "collega", "7KQ2M9C5"));
  EXPECT_FALSE(opens(story, "collega", ""));
  EXPECT_FALSE(opens(story, ""));
  story.until("2026-11-06 15:59");
  EXPECT_TRUE(opens(story, "collega"));
  story.until("2026-11-06 16:00");
  EXPECT_FALSE(opens(story, "collega")) << "fourteen days of 24 hours, and summer time ended";
  auto withdrawn = with_a_code();
  withdrawn.happens(Withdrawn{"", who("medewerker")});
  EXPECT_FALSE(opens(withdrawn, "collega"));
}

TEST(Witness, IsNeverWhoIsAccusedOrKeptOut) {
  auto accused = with_a_code({"manager_involved", "threat"});
  auto excluded = with_a_code();
  excluded.file.the_case.excluded = {who("collega")};
  auto confidence = with_a_code({"confidential", "threat"});
  const std::vector<std::pair<Story*, std::string>> doors{
      {&accused, "chef"}, {&accused, "plaatsvervanger"}, {&excluded, "collega"}, {&confidence, "chef"}};
  for (const auto& [story, person] : doors) {
    EXPECT_FALSE(opens(*story, person)) << person;
    const auto before = story->file;
    EXPECT_THAT(story->happens(WitnessTold{secret, "Zo was het niet.", who(person)}), IsEmpty());
    EXPECT_EQ(story->file, before);
  }
  EXPECT_TRUE(opens(accused, "collega"));
  EXPECT_TRUE(opens(confidence, "collega")) << "whom the reporter in confidence gave it to";
}

TEST(Witness, IsNotTheReporterWhoHasAnotherWay) {
  auto story = with_a_code();
  const auto call = open_call(story.file.the_case, secret, who("medewerker"), story.now, story.town.organisation);
  ASSERT_TRUE(call);
  EXPECT_TRUE(call->own);
  EXPECT_THAT(story.happens(WitnessTold{secret, "Ik zag het zelf.", who("medewerker")}), IsEmpty());
  EXPECT_TRUE(opens(story, "collega")) << "nothing was used up";
}

TEST(Witness, AVictimWhoDoesNotKnowOfAReportInConfidenceIsAWitnessLikeOthers) {
  auto the_case =
      fakes::reported_case({"confidential", "for_other", "threat"}, at("2026-10-23 16:40"), at("2026-10-23 17:00"));
  the_case.victim = who("collega");
  Story story{the_case};
  story.happens(WitnessCalled{secret, who("medewerker")});
  const auto call = open_call(story.file.the_case, secret, who("collega"), story.now, story.town.organisation);
  ASSERT_TRUE(call);
  EXPECT_FALSE(call->own) << "it would tell them that the report is about them";
  EXPECT_THAT(told(story.happens(WitnessTold{secret, "Zo ging het.", who("collega")})),
              ElementsAre("witnessed medewerker", "witnessed vertrouwenspersoon"));
}

TEST(Witness, IsReadByWhoReadsTheStoryAndNoCodeByAnybody) {
  auto story = with_a_code();
  story.happens(WitnessCalled{"NOGN1ET0", who("chef")});
  story.happens(WitnessTold{secret, "Ik zag hem dreigen.", who("collega")});
  const auto calls = [&](std::string_view person) {
    return seen_by(story.file, who(person), story.town).value().the_case.calls;
  };
  for (const auto* person : {"medewerker", "chef", "coordinator"}) {
    ASSERT_THAT(calls(person), SizeIs(1)) << person << ": a call without a statement says nothing";
    EXPECT_EQ(calls(person).front().text, "Ik zag hem dreigen.");
    EXPECT_EQ(calls(person).front().secret, "");
  }
  for (const auto* person : {"opvang", "directeur"}) EXPECT_THAT(calls(person), IsEmpty()) << person;
  const auto police = for_police(story.file, who("chef"), story.now, story.town);
  ASSERT_TRUE(police);
  EXPECT_THAT(police->the_case.calls, SizeIs(1));
}

}  // namespace
}  // namespace meldmaat
