// SPDX-License-Identifier: EUPL-1.2
// Checks who may read a case, what each role sees of it (handbook §2.2) and who may do what. How: one case with every
// kind of content in it, read through the eyes of each role of the small town.
#include "bot/rules/access.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bot/rules/full_story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> answers_of(const CaseFile& file) {
  std::vector<std::string> names;
  for (const auto& [question, answer] : file.the_case.answers) names.push_back(question);
  return names;
}

std::vector<std::string> evidence_of(const CaseFile& file) {
  std::vector<std::string> names;
  for (const auto& attachment : file.the_case.evidence) names.push_back(attachment.id.str());
  return names;
}

CaseFile through(std::string_view person, const Story& story) {
  return seen_by(story.file, who(person), story.town).value();
}

TEST(Reading, IsForReporterVictimAndReadersOnly) {
  const auto story = full_story();
  for (const auto* reader : {"medewerker", "collega", "chef", "coordinator", "opvang", "directeur", "veiligheid"}) {
    EXPECT_TRUE(may_read(story.file.the_case, who(reader))) << reader;
  }
  for (const auto* other : {"vertrouwenspersoon", "plaatsvervanger", "jurist", "niemand", ""}) {
    EXPECT_FALSE(may_read(story.file.the_case, who(other))) << other;
    EXPECT_EQ(seen_by(story.file, who(other), story.town), std::nullopt) << other;
  }
}

TEST(Reading, IsNeverForTheExcludedWhateverTheyHold) {
  auto story = full_story();
  story.file.the_case.excluded = {who("coordinator")};
  EXPECT_FALSE(may_read(story.file.the_case, who("coordinator")));
  for (const auto action : {Action::record, Action::ask, Action::postpone}) {
    EXPECT_FALSE(may_act(action, story.file, &story.task("T16"), who("coordinator"), story.now, story.town));
  }
}

TEST(Reading, ReporterAndVictimSeeEverything) {
  const auto story = full_story();
  for (const auto* person : {"medewerker", "collega"}) EXPECT_EQ(through(person, story), story.file) << person;
}

TEST(Reading, TheManagerSeesNoHealthAndNoCareNotes) {
  const auto story = full_story();
  for (const auto* person : {"chef", "coordinator"}) {
    const auto seen = through(person, story);
    EXPECT_THAT(answers_of(seen), UnorderedElementsAre("danger", "kind", "story", "when", "perpetrator")) << person;
    EXPECT_THAT(evidence_of(seen), ElementsAre("blob-desk")) << "the photo belongs to a care answer";
    EXPECT_EQ(seen.the_case.fact("police_report")->number, "PL-7");
    EXPECT_EQ(seen.the_case.fact("police_report")->note, "notitie");
    EXPECT_EQ(seen.the_case.fact("first_care_talk")->note, "");
    EXPECT_EQ(seen.the_case.fact("first_care_talk")->kind, "");
    EXPECT_EQ(seen.the_case.fact("first_care_talk")->happened, story.now) << "held, and when";
    EXPECT_EQ(seen.the_case.reporter, who("medewerker"));
  }
}

TEST(Reading, TheCareTeamSeesTheFactsAndTheHealthButNotWho) {
  const auto seen = through("opvang", full_story());
  EXPECT_THAT(answers_of(seen), UnorderedElementsAre("danger", "kind", "story", "when", "health", "wound_photo"));
  EXPECT_THAT(evidence_of(seen), IsEmpty());
  EXPECT_THAT(seen.the_case.inquiries, IsEmpty());
  EXPECT_THAT(seen.the_case.additions, IsEmpty());
  EXPECT_EQ(seen.the_case.fact("first_care_talk")->note, "vertrouwelijk");
  EXPECT_EQ(seen.the_case.fact("police_report")->number, "");
  EXPECT_EQ(seen.the_case.reporter, who("medewerker"));
}

TEST(Reading, TheDirectorSeesASummaryWithNamesWhenItIsSerious) {
  auto story = full_story();
  story.happens(Postponed{story.key("T16"), at("2026-10-26 09:00"), "reden", who("chef")});
  const auto seen = through("directeur", story);
  EXPECT_THAT(answers_of(seen), UnorderedElementsAre("danger", "kind", "when"));
  EXPECT_THAT(evidence_of(seen), IsEmpty());
  EXPECT_EQ(seen.the_case.fact("police_report")->note, "");
  EXPECT_EQ(seen.the_case.reporter, who("medewerker"));
  EXPECT_EQ(std::ranges::find(seen.tasks, story.key("T16"), &Task::key)->reason, "");
}

TEST(Reading, TheSummaryHasNoNamesWhenItIsNotSeriousOrInConfidence) {
  const auto safety = through("veiligheid", full_story({"verbal"}));
  EXPECT_TRUE(safety.the_case.reporter.empty());
  EXPECT_TRUE(safety.the_case.victim.empty());
  const auto director = through("directeur", full_story({"confidential", "threat"}));
  EXPECT_TRUE(director.the_case.reporter.empty());
}

TEST(Reading, WhoTakesTheManagersPlaceSeesWhatTheManagerWould) {
  auto the_case = fakes::reported_case({"manager_involved", "verbal"}, at("2026-10-21 10:00"), at("2026-10-21 10:30"));
  the_case.answers["story"] = saying("verhaal");
  auto town = fakes::small_municipality();
  std::erase_if(town.organisation.roles, [](const RoleHolder& entry) {
    return entry.role == roles::counsellor || entry.role == roles::coordinator;
  });
  town.organisation.teams.resize(1);
  const Story story{the_case, town};
  EXPECT_THAT(answers_of(through("directeur", story)), ElementsAre("story"));
  EXPECT_TRUE(may_act(Action::ask, story.file, nullptr, who("directeur"), story.now, story.town));
}

TEST(Reading, WithoutItsFormACaseShowsNoAnswers) {
  auto story = full_story();
  story.town.forms.clear();
  EXPECT_THAT(answers_of(through("chef", story)), IsEmpty());
  EXPECT_EQ(through("medewerker", story).the_case.answers.size(), 0U) << "nobody can say which are about health";
}

bool may(Action action, std::string_view person, const Story& story, const Task* task) {
  return may_act(action, story.file, task, who(person), story.now, story.town);
}

TEST(Acting, TasksAreForTheirOwnerAndForWhomTheyClimbTo) {
  const auto story = full_story();
  for (const auto action : {Action::record, Action::hand_over, Action::postpone, Action::not_applicable}) {
    for (const auto* allowed : {"chef", "coordinator", "directeur"}) {
      EXPECT_TRUE(may(action, allowed, story, &story.task("T16"))) << allowed;
    }
    for (const auto* refused : {"opvang", "veiligheid", "medewerker", "collega", "jurist"}) {
      EXPECT_FALSE(may(action, refused, story, &story.task("T16"))) << refused;
    }
  }
  EXPECT_TRUE(may(Action::record, "opvang", story, &story.task("T10")));
  EXPECT_FALSE(may(Action::record, "chef", story, &story.task("T10")));
}

TEST(Acting, TheReportersOwnTaskIsNobodyElses) {
  const auto story = full_story();
  for (const auto* person : {"chef", "coordinator", "directeur"}) {
    EXPECT_FALSE(may(Action::postpone, person, story, &story.task("T32"))) << person;
  }
}

TEST(Acting, AskingAndFreeFactsAreForWhoCarriesTheCase) {
  const auto story = full_story();
  for (const auto action : {Action::ask, Action::record}) {
    EXPECT_TRUE(may(action, "chef", story, nullptr));
    EXPECT_TRUE(may(action, "coordinator", story, nullptr));
    for (const auto* refused : {"opvang", "directeur", "medewerker", "niemand"}) {
      EXPECT_FALSE(may(action, refused, story, nullptr)) << refused;
    }
  }
  EXPECT_FALSE(may(Action::postpone, "chef", story, nullptr)) << "no task, nothing to postpone";
}

TEST(Acting, AmendingIsForReporterAndVictim) {
  const auto story = full_story();
  EXPECT_TRUE(may(Action::amend, "medewerker", story, nullptr));
  EXPECT_TRUE(may(Action::amend, "collega", story, nullptr));
  EXPECT_FALSE(may(Action::amend, "chef", story, nullptr));
}

TEST(Acting, AgreeingIsForASecondPersonWhenSomethingIsProposed) {
  Story story{fakes::reported_case({"threat"}, at("2026-10-21 10:00"), at("2026-10-21 10:30"))};
  EXPECT_FALSE(may(Action::agree, "coordinator", story, &story.task("T20"))) << "nothing is proposed";
  story.happens(NotApplicable{story.key("T20"), "reden", who("chef")});
  EXPECT_TRUE(may(Action::agree, "coordinator", story, &story.task("T20")));
  EXPECT_FALSE(may(Action::agree, "chef", story, &story.task("T20")));
  EXPECT_FALSE(may(Action::agree, "directeur", story, &story.task("T20"))) << "the coordinator is there";
}

TEST(Acting, WhenTheCoordinatorProposesTheDirectorAgrees) {
  Story story{fakes::reported_case({"threat"}, at("2026-10-21 10:00"), at("2026-10-21 10:30"))};
  story.happens(NotApplicable{story.key("T20"), "reden", who("coordinator")});
  EXPECT_TRUE(may(Action::agree, "directeur", story, &story.task("T20")));
}

TEST(Acting, ForAnOfficeHolderWithoutConsentTheMayorsStandInAgrees) {
  auto the_case = fakes::reported_case({"threat"}, at("2026-10-21 10:00"), at("2026-10-21 10:30"));
  the_case.reporter = who("wethouder");
  the_case.victim = who("wethouder");
  the_case.team = {};
  Story story{the_case};
  const auto notices = story.happens(NotApplicable{story.key("T20"), "reden", who("burgemeester")});
  EXPECT_EQ(to("locoburgemeester", notices).kind, Notice::Kind::agreement);
  EXPECT_TRUE(may(Action::agree, "locoburgemeester", story, &story.task("T20")));
}

}  // namespace
}  // namespace meldmaat
