// SPDX-License-Identifier: EUPL-1.2
// Checks what each side may have of a case (AVG 15). How: random cases in which every text that is not this person's
// to know holds a canary; then every text of the extract is searched for one. The controls: the whole case is full of
// them, and what the person may have is there.
#include "bot/rules/extracts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "bot/flags.hpp"
#include "bot/rules/follow_up.hpp"
#include "tests/bot/rules/full_story.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view canary = "kanarie";

std::vector<std::string> words_in(const Case& own) {
  std::vector<std::string> words{own.reporter.str(), own.victim.str(), own.series.str(), own.incident.said};
  const auto add = [&](const std::vector<std::string>& more) { words.insert(words.end(), more.begin(), more.end()); };
  for (const auto& [id, answer] : own.answers) add({answer.value, answer.said});
  for (const auto& file : own.evidence) add({file.name, file.id.str()});
  for (const auto& reader : own.readers) add({reader.person.str(), reader.why, reader.standing_in_for.str()});
  for (const auto& person : own.excluded) add({person.str()});
  for (const auto& fact : own.facts) add({fact.kind, fact.channel, fact.number, fact.note, fact.by.str()});
  for (const auto& inquiry : own.inquiries) add({inquiry.from.str(), inquiry.question, inquiry.answer});
  for (const auto& addition : own.additions) add({addition.by.str(), addition.text});
  for (const auto& call : own.calls) add({call.secret, call.by.str(), call.witness.str(), call.text});
  for (const auto& ban : own.bans) {
    add({ban.person, ban.looks, ban.area, ban.reason, ban.signed_by.str(), ban.by.str()});
    if (ban.image) add({ban.image->name, ban.image->id.str()});
    for (const auto& exception : ban.exceptions) add({exception.purpose, exception.signed_by.str()});
  }
  if (own.hold) add({own.hold->by.str(), own.hold->reason});
  return words;
}

std::size_t canaries_in(const Case& own) {
  const auto words = words_in(own);
  return static_cast<std::size_t>(
      std::ranges::count_if(words, [](const std::string& word) { return word.find(canary) != std::string::npos; }));
}

/// Fills a case with texts of others; which and how many is chance.
class Filling {
 public:
  explicit Filling(unsigned seed) : chance_(seed), story_(full_story()) {
    fakes::add_person(story_.town.organisation, "kanarie-coordinator", "dienst");
  }

  /// \param person whose texts are no canaries; empty: nobody's are, but what the register tells the one complained of
  [[nodiscard]] CaseFile file_for(const PersonId& person) {
    auto file = story_.file;
    auto& own = file.the_case;
    const bool reports = person == own.reporter;
    own.readers.push_back({PersonId{bird()}, roles::coordinator, bird(), PersonId{bird()}});
    own.excluded.emplace_back(bird());
    for (int i = any(4); i >= 0; --i) own.facts.push_back(fact());
    for (int i = any(3); i >= 0; --i) own.additions.push_back({PersonId{bird()}, story_.now, bird()});
    own.calls.push_back({bird(), PersonId{bird()}, story_.now, story_.now, PersonId{bird()}, bird(), story_.now});
    own.bans.push_back(ban(person.empty()));
    own.series = CaseNumber{bird()};
    if (any(1) == 0) own.hold = Hold{PersonId{bird()}, story_.now, person.empty() ? bird() : "claim"};
    for (auto& inquiry : own.inquiries) inquiry.from = PersonId{bird()};
    if (!reports) {
      for (auto& inquiry : own.inquiries) inquiry.question = bird();
      own.answers["perpetrator"] = saying(bird());
      if (person.empty()) hide_from_accused(own);
    }
    return file;
  }

  [[nodiscard]] const Story& story() const { return story_; }

 private:
  int any(int most) { return std::uniform_int_distribution<int>(0, most)(chance_); }
  std::string bird() { return std::string(canary) + "-" + std::to_string(++birds_); }

  Fact fact() {
    static const std::vector<std::string> names{"reaction",     "order_talk",     "police_report",
                                                "threat_level", "reception_talk", "closing_evaluation",
                                                "opened",       "rights_answered"};
    Fact made;
    made.name = names.at(static_cast<std::size_t>(any(static_cast<int>(names.size()) - 1)));
    made.note = bird();
    made.by = PersonId{bird()};
    return made;
  }

  Ban ban(bool for_accused) {
    Ban made;
    made.person = for_accused ? "Piet Voorbeeld" : bird();
    made.area = for_accused ? "het stadhuis" : bird();
    made.looks = bird();
    made.image = Attachment{BlobId{bird()}, bird(), "image/png", 1, {}};
    made.reason = bird();
    made.signed_by = PersonId{bird()};
    made.by = PersonId{bird()};
    made.exceptions = {{std::chrono::year{2026} / 12 / 1, for_accused ? "het paspoort" : bird(), PersonId{bird()}}};
    return made;
  }

  void hide_from_accused(Case& own) {
    own.reporter = PersonId{bird()};
    own.victim = PersonId{bird()};
    own.incident.said = bird();
    for (auto& [id, answer] : own.answers) {
      answer.said = bird();
      if (id != "kind") answer.value = bird();
    }
    for (auto& fact : own.facts) {
      fact.number = bird();
      fact.note = bird();
      fact.by = PersonId{bird()};
      fact.channel = bird();
    }
    for (auto& file : own.evidence) file.name = bird();
    for (auto& reader : own.readers) reader.why = bird();
  }

  std::mt19937 chance_;
  int birds_ = 0;
  Story story_;
};

constexpr unsigned cases = 300;

TEST(OwnExtract, HoldsNothingOfAnybodyElse) {
  for (unsigned seed = 0; seed < cases; ++seed) {
    for (const auto* person : {"medewerker", "collega"}) {
      Filling filling(seed);
      const auto file = filling.file_for(who(person));
      ASSERT_GT(canaries_in(file.the_case), 15U);
      const auto extract = own_extract(file, filling.story().history, who(person), filling.story().town);
      ASSERT_TRUE(extract) << seed;
      EXPECT_EQ(canaries_in(extract->the_case), 0U)
          << person << " " << seed << " " << testing::PrintToString(words_in(extract->the_case));
    }
  }
}

TEST(OwnExtract, HoldsThePersonsOwnWordsAndEveryStepTaken) {
  const auto story = full_story();
  const auto extract = own_extract(story.file, story.history, who("medewerker"), story.town);
  ASSERT_TRUE(extract);
  EXPECT_TRUE(extract->of_reporter);
  const auto& own = extract->the_case;
  EXPECT_EQ(own.answers, story.file.the_case.answers);
  ASSERT_EQ(own.additions.size(), 1U);
  EXPECT_EQ(own.additions.front().text, "nog iets");
  EXPECT_EQ(own.inquiries.front().question, "Was er een getuige?");
  EXPECT_EQ(own.fact("police_report")->number, "PL-7");
  EXPECT_EQ(own.fact("first_care_talk")->kind, "held");
  EXPECT_EQ(own.evidence.size(), 2U);
}

// The colleague it happened to gets what is about them, and not what the reporter wished or was asked.
TEST(OwnExtract, OfSomebodyElsesReportHoldsWhatIsAboutThePerson) {
  const auto story = full_story();
  const auto extract = own_extract(story.file, story.history, who("collega"), story.town);
  ASSERT_TRUE(extract);
  EXPECT_FALSE(extract->of_reporter);
  EXPECT_TRUE(extract->the_case.answers.contains("story"));
  EXPECT_FALSE(extract->the_case.answers.contains("perpetrator"));
  EXPECT_THAT(extract->the_case.additions, IsEmpty());
  EXPECT_THAT(extract->the_case.inquiries, IsEmpty());
}

TEST(OwnExtract, SaysWhichRoleLookedOnWhichDayOnce) {
  auto story = full_story();
  story.happens(CaseOpened{who("chef")});
  story.now += std::chrono::minutes{1};
  story.happens(CaseOpened{who("chef")});
  story.now += std::chrono::days{1};
  story.happens(CaseOpened{who("opvang")});
  story.happens(CaseOpened{who("medewerker")});
  const auto extract = own_extract(story.file, story.history, who("medewerker"), story.town);
  ASSERT_TRUE(extract);
  using std::chrono::year;
  EXPECT_THAT(extract->looks,
              ElementsAre(Look{roles::manager, year{2026} / 10 / 21}, Look{roles::care_team, year{2026} / 10 / 22}));
}

TEST(OwnExtract, IsForNobodyElse) {
  auto story = full_story();
  for (const auto* person : {"chef", "opvang", "coordinator", "jurist", ""}) {
    EXPECT_FALSE(own_extract(story.file, story.history, who(person), story.town)) << person;
  }
  story.file.the_case.flags.emplace_back(flags::confidential);
  EXPECT_FALSE(own_extract(story.file, story.history, who("collega"), story.town));
}

class AccusedExtract : public testing::Test {
 protected:
  /// As the coordinator who reads the case takes it.
  static std::optional<Extract> taken(const CaseFile& file, const Story& story) {
    return accused_extract(file, PersonId{"coordinator"}, story.now, story.town);
  }
  static void add_coordinator(CaseFile& file) {
    file.the_case.readers.push_back({PersonId{"coordinator"}, roles::coordinator, "why.coordinator", {}});
  }
};

TEST_F(AccusedExtract, HoldsNothingOfReporterVictimWitnessOrStaff) {
  for (unsigned seed = 0; seed < cases; ++seed) {
    Filling filling(seed);
    auto file = filling.file_for({});
    ASSERT_GT(canaries_in(file.the_case), 30U);
    add_coordinator(file);
    const auto extract = taken(file, filling.story());
    ASSERT_TRUE(extract) << seed;
    EXPECT_EQ(canaries_in(extract->the_case), 0U) << seed << " " << testing::PrintToString(words_in(extract->the_case));
    EXPECT_THAT(words_in(extract->the_case), Contains("Piet Voorbeeld"));
    EXPECT_THAT(extract->looks, IsEmpty());
    EXPECT_EQ(extract->the_case.fact("police_report"), nullptr);
    EXPECT_EQ(extract->the_case.fact("reception_talk"), nullptr);
  }
}

// The time of day says who was at the desk.
TEST_F(AccusedExtract, HoldsTheDayTheKindAndWhatWasDoneTowardsThem) {
  auto story = full_story();
  add_coordinator(story.file);
  story.records("chef", "reaction", "camera");
  story.records("chef", "reaction", "written_warning");
  story.records("coordinator", own_facts::rights_request, "own_access");
  story.records("coordinator", own_facts::rights_request, "accused_access");
  const auto extract = taken(story.file, story);
  ASSERT_TRUE(extract);
  const auto& told = extract->the_case;
  EXPECT_EQ(told.incident.at, fakes::at("2026-10-21 00:00"));
  EXPECT_FALSE(told.incident.time_known);
  EXPECT_EQ(told.reported, Moment{});
  ASSERT_EQ(told.answers.size(), 1U);
  EXPECT_EQ(told.answers.at("kind").value, "kind");
  std::vector<std::string> steps;
  for (const auto& fact : told.facts) steps.push_back(fact.name + "." + fact.kind);
  EXPECT_THAT(steps, ElementsAre("reaction.written_warning", "rights_request.accused_access"));
}

TEST_F(AccusedExtract, IsForNobodyWhoDoesNotAnswerRequests) {
  auto story = full_story();
  for (const auto* person : {"medewerker", "collega", "chef", "opvang", "jurist"}) {
    EXPECT_FALSE(accused_extract(story.file, who(person), story.now, story.town)) << person;
  }
  EXPECT_TRUE(taken(story.file, story)) << "the coordinator reads a serious report";
  auto confidential = story.file;
  confidential.the_case.flags.emplace_back(flags::confidential);
  EXPECT_FALSE(taken(confidential, story)) << "even that there is a report";
  story.file.the_case.excluded.push_back(who("coordinator"));
  EXPECT_FALSE(taken(story.file, story)) << "who is kept out";
}

}  // namespace
}  // namespace meldmaat
