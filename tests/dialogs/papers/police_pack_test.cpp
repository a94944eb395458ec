// SPDX-License-Identifier: EUPL-1.2
// Checks what the police get on paper (handbook §10), with the real form and texts: their seven questions in order, the
// municipality's address and no private one, the mark and the agreements, evidence with its hashes, and the request for
// prosecution where the victim must make it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/rules/access.hpp"
#include "bot/rules/follow_up.hpp"
#include "dialogs/papers/every_paper.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/papers/read_paper.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const PersonId employee{"medewerker"};
const PersonId manager{"leidinggevende"};

Answer given(std::string value, std::string said = {}) {
  Answer answer;
  answer.said = said.empty() ? value : std::move(said);
  answer.value = std::move(value);
  answer.at = fakes::at("2026-11-17 10:05");
  return answer;
}

/// A threat at the desk, with an answer to everything that may and may not go to the police.
CaseFile desk_threat() {
  Case made;
  made.number = CaseNumber{"2026-0001"};
  made.form = tests::demo_town().current_form().ref;
  made.protocol = tests::demo_town().current_protocol().ref;
  made.incident = {fakes::at("2026-11-17 09:30"), true, true, "vanochtend rond half tien"};
  made.reported = fakes::at("2026-11-17 10:00");
  made.reporter = employee;
  made.victim = employee;
  made.flags = {"desk", "injury", "threat"};
  made.readers = {{manager, roles::manager, "why.manager", {}}};
  made.answers = {{"danger", given("no")},
                  {"injury", given("doctor")},
                  {"impact", given("bad")},
                  {"story", given("Hij riep dat hij mij wist te vinden.")},
                  {"kind", given("threat")},
                  {"when", given(answer_value(made.incident), made.incident.said)},
                  {"who", given("een man van ongeveer 40")},
                  {"where", given("desk")},
                  {"with", given("object")},
                  {"how", given("sent_away")},
                  {"why", given("zijn uitkering was gestopt")},
                  {"witness_names", given("Samir Kwelder")},
                  {"involved", given("someone:collega", "mijn collega")},
                  {"route", given("manager")}};
  Attachment photo;
  photo.id = BlobId{"b1"};
  photo.name = "balie.jpg";
  photo.media_type = "image/jpeg";
  photo.bytes = 120'000;
  photo.sha256 = std::string(64, 'c');
  made.evidence = {photo};
  made.inquiries = {{manager, "Waar kan ik bloemen sturen?", made.reported, "Dorpsstraat 12", made.reported}};
  Fact talk;
  talk.name = "reception_talk";
  talk.note = "slaapt slecht";
  made.facts = {talk};
  return {made, {}};
}

class PolicePackTest : public testing::Test {
 protected:
  /// As the manager takes it.
  [[nodiscard]] PolicePack pack(const CaseFile& file, Language language = Language::nl) const {
    const auto extract = for_police(file, manager, now, town);
    if (!extract) throw std::runtime_error("the manager may not have it");
    return papers->police_pack(*extract, history, town, language, now);
  }
  [[nodiscard]] Paper paper(const CaseFile& file, Language language = Language::nl) const {
    return papers->police_paper(pack(file, language), town);
  }

  const std::unique_ptr<Papers> papers = every_paper();
  Municipality town = tests::demo_town();
  std::vector<Entry> history;
  Moment now = fakes::at("2026-11-18 11:00");
};

TEST_F(PolicePackTest, AnswersTheSevenQuestionsInTheOrderOfThePolice) {
  EXPECT_THAT(
      headings_of(paper(desk_threat())),
      ElementsAre("Stukken voor de politie, zaak 2026-0001", "De landelijke afspraken",
                  "Vaste contacten voor deze zaken", "Het verhaal, in eigen woorden", "1. Wie", "2. Wat", "3. Waar",
                  "4. Waarmee", "5. Op welke wijze", "6. Wanneer", "7. Waarom", "Schade en getuigen", "Bewijs"));
  const auto made = pack(desk_threat());
  ASSERT_EQ(made.topics.size(), 7U);
  EXPECT_EQ(made.topics.front().answers.front().text, "een man van ongeveer 40");
  EXPECT_EQ(made.topics.back().answers.front().text, "zijn uitkering was gestopt");
  EXPECT_EQ(made.story->text, "Hij riep dat hij mij wist te vinden.");
  EXPECT_EQ(made.story->at, fakes::at("2026-11-17 10:05"));
}

TEST_F(PolicePackTest, SaysWhereNothingWasAnswered) {
  auto file = desk_threat();
  file.the_case.answers.erase("why");
  file.the_case.answers.erase("story");
  const auto words = words_on(paper(file));
  const auto why = std::ranges::find(words, "7. Waarom");
  ASSERT_NE(why, words.end());
  EXPECT_EQ(*std::next(why), "Hierover is niets ingevuld.");
  EXPECT_FALSE(pack(file).story);
}

// S2-15, S3-9
TEST_F(PolicePackTest, BearsTheMarkAndTheAddressOfTheMunicipality) {
  const auto made = paper(desk_threat());
  EXPECT_EQ(beside(made, "Adres (domicilie)"), "Gemeente Zandrecht\nRaadhuisplein 1, 1234 AB Zandrecht");
  EXPECT_EQ(beside(made, "Slachtoffer"), "Noor Duinker");
  const auto* mark = std::get_if<Paragraph>(&made.blocks.at(1));
  ASSERT_NE(mark, nullptr);
  EXPECT_TRUE(mark->strong);
  EXPECT_THAT(mark->text, HasSubstr("VPT"));
  EXPECT_THAT(made.footer, HasSubstr("VPT"));
  EXPECT_THAT(all_of(made), HasSubstr("Eenduidige Landelijke Afspraken (ELA)"));
  EXPECT_THAT(all_of(made), HasSubstr("Noteer geen privéadres"));
}

TEST_F(PolicePackTest, LeavesALineForAnAddressThatIsNotKnown) {
  town.organisation.police = {};
  const auto made = paper(desk_threat());
  EXPECT_EQ(beside(made, "Adres (domicilie)"), "");
  EXPECT_EQ(beside(made, "Werkgever"), "Gemeente Zandrecht");
  EXPECT_THAT(headings_of(made), Not(Contains("Vaste contacten voor deze zaken")));
}

// S2-15: what somebody told in confidence, health and the house's own business stay here, whoever takes the papers.
TEST_F(PolicePackTest, HoldsNothingPrivate) {
  for (const auto& person : {employee, manager}) {
    const auto file = desk_threat();
    history = {{now, employee, std::string{entries::changed}, "injury: gewond aan de hand"}};
    const auto extract = for_police(file, person, now, town);
    ASSERT_TRUE(extract);
    const auto made = papers->police_pack(*extract, history, town, Language::nl, now);
    const auto all = all_of(papers->police_paper(made, town));
    for (const auto* secret : {"Dorpsstraat", "bloemen", "slaapt slecht", "dokter is nodig", "aan de hand",
                               "Anouk Strandhof", "mijn collega", "Opvang"}) {
      EXPECT_THAT(all, Not(HasSubstr(secret))) << person.str();
    }
  }
}

// S4-8
TEST_F(PolicePackTest, PromisesNoAnonymityAndNoResult) {
  for (const auto language : {Language::nl, Language::en}) {
    const auto all = all_of(paper(desk_threat(), language));
    const bool dutch = language == Language::nl;
    EXPECT_THAT(all, HasSubstr(dutch ? "Anoniem aangifte doen kan meestal niet"
                                     : "An anonymous police report is mostly not possible"));
    EXPECT_THAT(all, Not(HasSubstr(dutch ? "wordt vervolgd" : "will be prosecuted")));
  }
}

// S0-11
TEST_F(PolicePackTest, NamesTheFixedContacts) {
  const auto made = paper(desk_threat());
  EXPECT_EQ(beside(made, "Politie"), "Operationeel specialist Geweld tegen publieke taak\n010-555 01 30");
  EXPECT_EQ(beside(made, "Openbaar Ministerie"), "Gebiedsofficier van justitie\n010-555 01 31");
}

// S4-17: what the officer must know about these cases stands there already, the same in every case.
TEST_F(PolicePackTest, SaysTheFixedTextInEveryCase) {
  const auto fixed = [](const Paper& made) {
    const auto found = std::ranges::find_if(
        made.blocks, [](const PaperBlock& block) { return std::holds_alternative<ItemList>(block); });
    return std::get<ItemList>(*found).items;
  };
  auto other = desk_threat();
  other.the_case.flags = {"phone", "verbal"};
  other.the_case.answers = {{"kind", given("verbal")}};
  EXPECT_EQ(fixed(paper(desk_threat())), fixed(paper(other)));
  EXPECT_GE(fixed(paper(other)).size(), 5U);
}

// S2-5
TEST_F(PolicePackTest, ListsTheEvidenceWithItsHashes) {
  const auto words = words_on(paper(desk_threat()));
  EXPECT_THAT(words, Contains("balie.jpg"));
  EXPECT_THAT(words, Contains("image/jpeg\n120 kB"));
  EXPECT_THAT(words, Contains(std::string(64, 'c')));
}

TEST_F(PolicePackTest, TellsWhatAnAnswerSaidBeforeAndWhereItComesFrom) {
  auto file = desk_threat();
  file.the_case.answers["where"].status = Answer::Status::from_story;
  file.the_case.answers["why"].status = Answer::Status::unknown;
  history = {{fakes::at("2026-11-17 12:00"), employee, std::string{entries::changed}, "who: een man"},
             {fakes::at("2026-11-17 12:01"), employee, std::string{entries::changed}, "whose: iets anders"},
             {fakes::at("2026-11-17 12:02"), employee, std::string{entries::changed}, "how: "}};
  const auto made = paper(file);
  EXPECT_EQ(beside(made, "Wie"),
            "een man van ongeveer 40\nVerbeterd op dinsdag 17 november 2026, om 12.00 uur. Eerst stond er: een man");
  EXPECT_THAT(beside(made, "Waar gebeurde het?"), HasSubstr("(uit het verhaal)"));
  EXPECT_EQ(beside(made, "Aanleiding"), "Weet ik niet");
  EXPECT_THAT(beside(made, "Hoe liep het af?"), Not(HasSubstr("Eerst stond er")));
}

TEST_F(PolicePackTest, SaysWhoSawItAndWhatCameLater) {
  auto file = desk_threat();
  file.the_case.reporter = PersonId{"collega"};
  file.the_case.flags.emplace_back("witness");
  file.the_case.additions = {{file.the_case.reporter, now, "Hij heette misschien Jan."}};
  Fact report;
  report.name = "police_notification";
  report.number = "PL0600-1";
  report.happened = now;
  report.note = "gebeld met de wijkagent";
  report.by = manager;
  file.the_case.facts.push_back(report);
  const auto made = paper(file);
  EXPECT_EQ(beside(made, "Getuige, en gemeld door"), "Samir Kwelder");
  EXPECT_EQ(beside(made, "Melding bij de politie"), "woensdag 18 november 2026, om 11.00 uur\nNummer: PL0600-1");
  EXPECT_THAT(all_of(made), HasSubstr("Hij heette misschien Jan."));
  EXPECT_THAT(all_of(made), Not(HasSubstr("wijkagent")));
}

TEST_F(PolicePackTest, ListsWhatWitnessesToldWithNameAndMomentAndNoCode) {  // S0-10
  auto file = desk_threat();
  WitnessCall call;
  call.secret = "7KQ2M9C4";
  file.the_case.calls = {call};
  EXPECT_THAT(headings_of(paper(file)), Not(Contains("Verklaringen van getuigen"))) << "a call is no statement";
  call.witness = PersonId{"collega"};
  call.text = "Ik zag hem dreigen.";
  call.told = now;
  file.the_case.calls = {call};
  const auto made = paper(file);
  EXPECT_EQ(beside(made, "Samir Kwelder\nwoensdag 18 november 2026, om 11.00 uur"), "Ik zag hem dreigen.");
  EXPECT_THAT(headings_of(made), Contains("Verklaringen van getuigen"));
  EXPECT_THAT(all_of(made), Not(HasSubstr("7KQ2")));
}

TEST_F(PolicePackTest, AsksForTheVictimsOwnRequestWhereOneIsNeeded) {
  const auto asked = [&](std::vector<Flag> flags, std::string_view recorded) {
    auto file = desk_threat();
    file.the_case.flags = std::move(flags);
    if (!recorded.empty()) {
      Fact fact;
      fact.name = "complaint";
      fact.kind = recorded;
      file.the_case.facts.push_back(fact);
    }
    return paper(file);
  };
  for (const auto* flag : {"stalking", "series"}) {
    const auto made = asked({flag}, "");
    EXPECT_THAT(words_on(made), Contains("Ik verzoek om vervolging van de persoon die dit deed.")) << flag;
    EXPECT_EQ(beside(made, "Naam"), "Noor Duinker");
    EXPECT_EQ(beside(made, "Handtekening"), "");
  }
  EXPECT_THAT(headings_of(asked({"threat"}, "")), Not(Contains("Verzoek om vervolging")));
  EXPECT_THAT(headings_of(asked({"stalking"}, "declined")), Not(Contains("Verzoek om vervolging")));
  const auto filed = asked({"stalking"}, "filed");
  EXPECT_THAT(words_on(filed), Contains("De klacht is ingediend."));
  EXPECT_EQ(beside(filed, "Handtekening"), "-");
}

TEST_F(PolicePackTest, SpeaksEnglishForWhoWantsToReadAlong) {
  const auto made = paper(desk_threat(), Language::en);
  EXPECT_EQ(made.language, Language::en);
  EXPECT_EQ(made.title, "Papers for the police, case 2026-0001");
  EXPECT_EQ(beside(made, "Victim"), "Noor Duinker");
}

}  // namespace
}  // namespace meldmaat
