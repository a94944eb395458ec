// SPDX-License-Identifier: EUPL-1.2
// Checks what somebody gets of their own data, in the real words of both languages: what stands on it and in which
// order, and that no word of the other side can be on it. How: the demo municipality, and a case with distinctive
// words.
#include "dialogs/papers/overview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialogs/papers/every_paper.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/papers/read_paper.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

using std::chrono::year;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class OverviewPaper : public testing::Test {
 protected:
  OverviewPaper() {
    auto& own = file.the_case;
    own.number = CaseNumber{"2026-0001"};
    own.form = town.current_form().ref;
    own.incident = {fakes::at("2026-11-17 09:30"), true, false, "vanochtend"};
    own.reported = fakes::at("2026-11-17 10:00");
    own.reporter = own.victim = PersonId{"medewerker"};
    own.readers = {{PersonId{"coordinator"}, roles::coordinator, "why.coordinator", {}}};
    own.answers["story"] = answer("Hij riep dat hij mij wist te vinden.");
    own.answers["kind"] = answer("threat");
    own.answers["kind"].value = "threat";
    own.additions = {{PersonId{"medewerker"}, fakes::at("2026-11-17 11:00"), "Zijn jas was rood."}};
    Fact reaction;
    reaction.name = "reaction";
    reaction.kind = "written_warning";
    reaction.happened = fakes::at("2026-11-18 09:00");
    reaction.by = PersonId{"leidinggevende"};
    reaction.note = "Notitie van de leidinggevende";
    own.facts = {reaction};
    Ban ban;
    ban.id = BanId{"2026-0001-V1"};
    ban.person = "Piet Voorbeeld";
    ban.looks = "rode jas";
    ban.area = "het stadhuis";
    ban.first = year{2026} / 11 / 18;
    ban.last = year{2027} / 2 / 18;
    own.bans = {ban};
    history = {{fakes::at("2026-11-17 12:00"), PersonId{"coordinator"}, "opened", {}}};
  }
  static Answer answer(std::string text) {
    Answer made;
    made.value = made.said = std::move(text);
    return made;
  }
  [[nodiscard]] Paper own(Language language = Language::nl) const {
    const PersonId person{"medewerker"};
    std::vector<Extract> extracts;
    if (auto extract = own_extract(file, history, person, town)) extracts.push_back(*std::move(extract));
    return overview_paper(every_paper()->overview(person, extracts, town, language, now), town);
  }
  [[nodiscard]] Paper accused(Language language = Language::nl) const {
    const auto extract = accused_extract(file, PersonId{"coordinator"}, now, town);
    return overview_paper(overview_of({}, {extract.value()}, town, language, now), town);
  }

  CaseFile file;
  std::vector<Entry> history;
  Municipality town = tests::demo_town();
  Moment now = fakes::at("2026-11-20 11:00");
};

TEST_F(OverviewPaper, TellsAReporterAllThatIsTheirsInOrder) {
  const auto paper = own();
  EXPECT_THAT(headings_of(paper),
              ElementsAre("Wat Meldmaat over u weet", "Uw gegevens in de lijst van medewerkers",
                          "Melding 2026-0001: over deze melding", "Melding 2026-0001: wat er is gemeld",
                          "Melding 2026-0001: wat u later toevoegde", "Melding 2026-0001: wat er is gedaan",
                          "Melding 2026-0001: wie dit las of er iets uit haalde",
                          "Melding 2026-0001: hoe lang dit blijft", "Uw gegevens en uw rechten"));
  const auto all = all_of(paper);
  EXPECT_THAT(all, AllOf(HasSubstr("Hij riep dat hij mij wist te vinden."), HasSubstr("Zijn jas was rood."),
                         HasSubstr("Schriftelijke waarschuwing"), HasSubstr("Autoriteit Persoonsgegevens")));
  EXPECT_EQ(beside(paper, "U bent"), "de melder");
  EXPECT_EQ(beside(paper, "dinsdag 17 november 2026"), "coördinator agressie en geweld");
  EXPECT_THAT(all, AllOf(Not(HasSubstr("Notitie")), Not(HasSubstr("Piet Voorbeeld"))));
  for (const auto& person : town.organisation.people) {
    if (person.id != PersonId{"medewerker"}) EXPECT_THAT(all, Not(HasSubstr(person.name))) << person.name;
  }
}

TEST_F(OverviewPaper, TellsTheOneComplainedOfWhatIsAboutThemAndNobodyElse) {
  const auto paper = accused();
  const auto all = all_of(paper);
  EXPECT_THAT(headings_of(paper),
              ElementsAre("Wat wij over u hebben vastgelegd", "Melding 2026-0001: over deze melding",
                          "Melding 2026-0001: wat er is gemeld", "Melding 2026-0001: wat er is gedaan",
                          "Melding 2026-0001: het overzicht van verboden", "Melding 2026-0001: hoe lang dit blijft",
                          "Uw gegevens en uw rechten"));
  EXPECT_EQ(beside(paper, "Gebeurd"), "dinsdag 17 november 2026");
  EXPECT_THAT(beside(paper, "2026-0001-V1"), HasSubstr("Piet Voorbeeld mag niet komen in: het stadhuis."));
  EXPECT_THAT(all, AllOf(HasSubstr("Schriftelijke waarschuwing"), HasSubstr("Concept. Lees dit na"),
                         Not(HasSubstr("wist te vinden")), Not(HasSubstr("jas")), Not(HasSubstr("Notitie")),
                         Not(HasSubstr("09.30"))));
  for (const auto& person : town.organisation.people) EXPECT_THAT(all, Not(HasSubstr(person.name))) << person.name;
}

TEST_F(OverviewPaper, SaysUntilWhenItIsKept) {
  town.organisation.retention = {};
  EXPECT_EQ(beside(own(), "Bewaren"), "Er is nog geen termijn gekozen.");
  town.organisation.retention.reports = 5;
  EXPECT_THAT(beside(accused(), "Bewaren"), HasSubstr("Dit kan weg 5 jaar nadat"));
  file.the_case.bans.clear();
  EXPECT_THAT(beside(accused(), "Bewaren"), HasSubstr("Dit kan weg vanaf "));
  file.the_case.hold = Hold{PersonId{"medewerker"}, now, std::string(keep_reasons::wish)};
  EXPECT_EQ(beside(accused(), "Bewaren"), "Dit blijft langer bewaard dan andere meldingen.") << "whose wish it was";
  EXPECT_THAT(beside(own(), "Bewaren"), HasSubstr("de melder of het slachtoffer"));
}

TEST_F(OverviewPaper, IsThereInEnglishAndForWhoNeverReported) {
  EXPECT_THAT(all_of(own(Language::en)), HasSubstr("Written warning"));
  EXPECT_THAT(headings_of(accused(Language::en)), testing::Contains("What we have recorded about you"));
  file.the_case.reporter = file.the_case.victim = PersonId{"collega"};
  EXPECT_THAT(all_of(own()), AllOf(HasSubstr("Er zijn geen meldingen."), Not(HasSubstr("wist te vinden"))));
}

}  // namespace
}  // namespace meldmaat
