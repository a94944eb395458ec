// SPDX-License-Identifier: EUPL-1.2
// Checks the reports with numbers in their real words: what stands in them and in which order, that everything counted
// has words in both languages, and that no name and nothing anybody typed ever gets in. How: fictitious reports with
// distinctive words in every free field, counted, and put on paper and in rows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "bot/rules/figures.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/publication.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "dialogs/papers/every_paper.hpp"
#include "dialogs/papers/figures_words.hpp"
#include "dialogs/papers/voice.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/papers/read_paper.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using std::chrono::year;

/// Nobody is called this, and no text says it.
constexpr std::string_view typed = "Zilverschoon";

Answer given(std::string value) {
  Answer answer;
  answer.said = value;
  answer.value = std::move(value);
  return answer;
}

/// The table that is headed so.
PaperTable table_of(const Paper& paper, std::string_view title) {
  for (const auto& block : paper.blocks) {
    const auto* table = std::get_if<PaperTable>(&block);
    if (table != nullptr && table->header.front() == title) return *table;
  }
  return {};
}

class FiguresPaperTest : public testing::Test {
 protected:
  /// Full of words that must stay where they are.
  CaseFile report(const std::string& kind, const std::string& moment, std::vector<Flag> flags = {"threat", "serious"}) {
    Case made;
    made.number = CaseNumber{"2026-" + std::to_string(1000 + reports_++)};
    made.form = town.current_form().ref;
    made.protocol = town.current_protocol().ref;
    made.reported = fakes::at(moment);
    made.incident.at = made.reported;
    made.incident.said = typed;
    made.reporter = PersonId{"medewerker"};
    made.victim = PersonId{"collega"};
    made.flags = std::move(flags);
    std::ranges::sort(made.flags);
    for (const auto& question : town.current_form().questions)
      made.answers[question.id.str()] = given(std::string{typed});
    made.answers["kind"] = given(kind);
    made.answers["where"] = given("desk");
    made.answers["how"] = given("broke_off");
    Fact reaction;
    reaction.name = "reaction";
    reaction.kind = "spoken_warning";
    reaction.note = typed;
    reaction.number = typed;
    reaction.by = PersonId{"leidinggevende"};
    reaction.happened = made.reported;
    made.facts = {reaction};
    made.additions = {{made.reporter, made.reported, std::string{typed}}};
    made.inquiries = {{PersonId{"leidinggevende"}, std::string{typed}, made.reported, std::string{typed}, {}}};
    Attachment file;
    file.name = typed;
    made.evidence = {file};
    return {made, {}};
  }
  void add(int count, const std::string& kind, const std::string& moment, const std::vector<Flag>& flags = {"threat"}) {
    for (int one = 0; one < count; ++one) {
      if (auto made = counted(report(kind, moment, flags), {coordinator}, now, town))
        reports.push_back(*std::move(made));
    }
  }
  [[nodiscard]] Paper paper(std::string_view file = "2026.pdf") const {
    const auto wanted = figures_in_file(file).value();
    const auto made = [&](const FiguresWanted& of) {
      const auto period = whole_period(of);
      return of.kind == FiguresKind::quarter ? quarter_publication(reports, period, now, town)
                                             : year_publication(reports, period, {}, now, town);
    };
    return papers->figures_paper(side_by_side(made(wanted), made(wanted_before(wanted)), wanted, roles::coordinator),
                                 town);
  }

  const std::unique_ptr<Papers> papers = every_paper();
  Municipality town = tests::demo_town();
  const PersonId coordinator{"coordinator"};
  Moment now = fakes::at("2027-01-04 09:00");
  std::vector<CountedReport> reports;
  int reports_ = 0;
};

TEST_F(FiguresPaperTest, GoesFromNumbersToWhatBecameOfThemToHowItWasCounted) {
  EXPECT_THAT(headings_of(paper()),
              ElementsAre("Jaarverslag agressie en geweld 2026", "Hoeveel meldingen", "Wanneer", "Soort", "Waar",
                          "Afloop", "Afdeling", "Ernst", "Reactie naar de ander", "Nazorg gevraagd", "Politie",
                          "Beslissing van politie of justitie verteld", "Verbod", "Schade op een rij, met een besluit",
                          "Besluit over een voorschot", "Teruggekeken", "Hoe er is geteld"));
  EXPECT_THAT(headings_of(paper("2026-k4-en.pdf")),
              ElementsAre("Care team: report on quarter 4 of 2026", "First talk with the care team",
                          "Second talk with the care team", "Third talk with the care team",
                          "Asked how it goes, after three months", "Asked how it goes, after half a year",
                          "How this was counted"));
  EXPECT_THAT(headings_of(paper("2026-raad.pdf")), Not(testing::Contains("Afdeling")));
}

TEST_F(FiguresPaperTest, ShowsThisYearBesideTheYearBeforeAndHidesWhatIsSmall) {
  add(32, "verbal", "2026-02-02 10:00");
  add(12, "threat", "2026-05-04 10:00");
  add(2, "bribery", "2026-05-04 10:00");
  add(14, "verbal", "2025-05-05 10:00");
  add(12, "threat", "2025-05-05 10:00");
  const auto made = paper();
  const auto kinds = table_of(made, "Soort");
  EXPECT_THAT(kinds.header, ElementsAre("Soort", "2026", "2025", "Meer of minder"));
  EXPECT_THAT(kinds.rows, ElementsAre(ElementsAre("Schelden, schreeuwen of beledigen", "30", "15", "meer")))
      << "with the number of threats that of bribes could be worked out";
  EXPECT_THAT(table_of(made, "Meldingen").rows,
              ElementsAre(ElementsAre("Over medewerkers", "45", "25", "meer"),
                          ElementsAre("Over bestuurders en raadsleden die dat goedvinden", "verborgen", "verborgen",
                                      "niet te zeggen"),
                          ElementsAre("Waarvan alleen het aantal telt", "verborgen", "verborgen", "niet te zeggen")));
}

TEST_F(FiguresPaperTest, SaysBelowEachTableWhatIsHiddenAndRounded) {
  add(32, "threat", "2026-02-02 10:00");
  add(12, "verbal", "2026-05-04 10:00");
  const auto made = paper();
  int tables = 0;
  int said = 0;
  for (std::size_t at = 0; at < made.blocks.size(); ++at) {
    if (!std::holds_alternative<PaperTable>(made.blocks[at])) continue;
    ++tables;
    const auto* below = at + 1 < made.blocks.size() ? std::get_if<Paragraph>(&made.blocks[at + 1]) : nullptr;
    if (below == nullptr) continue;
    EXPECT_THAT(below->text, AllOf(HasSubstr("minder dan 10"), HasSubstr("afgerond op 5")));
    ++said;
  }
  EXPECT_GT(tables, 1);
  EXPECT_EQ(said, tables);
}

TEST_F(FiguresPaperTest, SaysOfWhichPeriodWhenAndForWhomItWasMade) {
  const Voice voice{town, Language::nl, now};
  const std::vector<std::string> wanted{
      "Gaat over",
      "donderdag 1 januari 2026 tot en met donderdag 31 december 2026",
      "Gemaakt op",
      "maandag 4 januari 2027, om 09.00 uur",
      "Gemaakt voor",
      "coördinator agressie en geweld",
      "Alleen aantallen, geen namen.\nNooit om medewerkers, leidinggevenden of teams te beoordelen.",
      "Deze cijfers helpen om veiliger te werken. Ze zijn niet om iemand te volgen of te beoordelen.",
      voice("figures.method.who")};
  EXPECT_THAT(words_on(paper()), testing::IsSupersetOf(wanted));
}

TEST_F(FiguresPaperTest, SaysOfAYearWithFewReportsThatTheyAreNotDivided) {
  add(3, "threat", "2026-02-02 10:00");
  const auto made = paper();
  EXPECT_THAT(table_of(made, "Meldingen").rows.front(),
              ElementsAre("Over medewerkers", "verborgen", "verborgen", "niet te zeggen"));
  EXPECT_EQ(table_of(made, "Soort"), PaperTable{});
  const auto words = words_on(made);
  EXPECT_GT(std::ranges::count(words, "Te weinig meldingen om te verdelen."), 10);
}

TEST_F(FiguresPaperTest, OfAManagersTeamHasItsRowAndNoTotals) {
  const auto of = [&](std::vector<FigureRow> rows) {
    Figures figures;
    figures.wanted = {FiguresKind::team, 2026, 0, Language::nl};
    figures.made_for = roles::manager;
    figures.made = fakes::at("2027-01-04 09:00");
    figures.period = whole_period(figures.wanted);
    figures.before = whole_period(wanted_before(figures.wanted));
    figures.tables = {{std::string{splits::team}, std::move(rows)}};
    return all_of(papers->figures_paper(figures, town));
  };
  const auto team = town.organisation.teams.front();
  const auto shown = of({{team.id.str(), 20, {}}});
  EXPECT_THAT(shown, AllOf(HasSubstr("cijfers van de eigen afdeling"), HasSubstr(team.name), HasSubstr("20")));
  EXPECT_THAT(shown, Not(HasSubstr("Meldingen over medewerkers")));
  EXPECT_THAT(of({}), HasSubstr("Van deze afdeling staat hier geen aantal"));
}

TEST_F(FiguresPaperTest, HoldsNobodysNameAndNothingThatWasTyped) {
  for (const auto* kind : {"threat", "verbal", "Zilverschoon"}) add(20, kind, "2026-02-02 10:00");
  add(20, "threat", "2026-02-02 10:00", {"confidential", "threat"});
  add(20, "threat", "2026-02-02 10:00", {"office_holder", "tell_others_consent", "threat"});
  std::vector<std::string> all;
  for (const auto* file : {"2026.pdf", "2026-en.pdf", "2026-raad.pdf", "2026-k1.pdf"}) {
    const auto words = words_on(paper(file));
    all.insert(all.end(), words.begin(), words.end());
  }
  const auto rows = papers->registration(reports, town, now);
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  ASSERT_GT(all.size(), 300U);
  for (const auto& words : all) {
    EXPECT_EQ(words.find(typed), std::string::npos) << words;
    for (const auto& person : town.organisation.people) {
      EXPECT_EQ(words.find(person.name), std::string::npos) << words;
      const auto surname = person.name.substr(person.name.find(' ') + 1);
      EXPECT_EQ(words.find(surname), std::string::npos) << words;
    }
  }
}

TEST_F(FiguresPaperTest, HasWordsForEverythingThatIsCounted) {
  const std::vector<std::string_view> steps{splits::reaction,    splits::aftercare,  splits::first_talk,
                                            splits::second_talk, splits::third_talk, splits::late_check,
                                            splits::last_check,  splits::decision,   splits::damage,
                                            splits::advance,     splits::evaluation, splits::police};
  for (const auto language : {Language::nl, Language::en}) {
    const Voice voice{town, language, now};
    const auto expect_words = [&](std::string_view split, std::string_view value) {
      EXPECT_THAT(split_words(voice.talk(), split), Not(HasSubstr("figures.")));
      EXPECT_THAT(value_words(voice.talk(), split, std::string{value}), Not(HasSubstr("figures.")));
    };
    for (const auto step : steps) {
      for (const auto what : {outcomes::in_time, outcomes::late, outcomes::referred, outcomes::declined,
                              outcomes::not_needed, outcomes::overdue, outcomes::waiting}) {
        expect_words(step, what);
      }
    }
    const std::pair<std::string_view, std::vector<std::string_view>> others[]{
        {splits::police, {"report", "notification"}},
        {splits::severity, {"serious", "other"}},
        {splits::ban, {"yes", "no"}},
        {splits::state, {"open", "finished"}},
        {splits::quarter, {"1", "4"}},
        {splits::team, {"burgerzaken", "opgeheven"}},
        {splits::function, {"toezichthouder", ""}}};
    for (const auto& [split, values] : others) {
      for (const auto value : values) expect_words(split, value);
    }
  }
}

// --- The rows --------------------------------------------------------------------------------------------------------

TEST_F(FiguresPaperTest, HasARowForEachReportThatMayBeToldOf) {
  add(1, "threat,verbal", "2026-02-02 10:00", {"threat", "serious"});
  add(1, "bribery", "2026-03-02 10:00", {"bribery", "office_holder", "tell_others_consent"});
  add(6, "verbal", "2026-04-06 10:00", {"confidential", "verbal"});
  const auto rows = papers->registration(reports, town, now);
  EXPECT_THAT(
      rows, ElementsAre(
                ElementsAre("Nummer", "Maand van de melding", "Over", "Soort", "Waar", "Afloop", "Afdeling", "Ernst",
                            "Reactie naar de ander", "Verbod", "Politie", "Beslissing van politie of justitie verteld",
                            "Nazorg gevraagd", "Eerste gesprek met het opvangteam", "Tweede gesprek met het opvangteam",
                            "Derde gesprek met het opvangteam", "Schade op een rij, met een besluit", "Stand"),
                ElementsAre("2026-1000", "2026-02", "Medewerker", "Schelden, schreeuwen of beledigen, Bedreigen",
                            "Aan de balie of in een spreekkamer", "De medewerker ging weg of hing op", "Burgerzaken",
                            "Ernstig: geweld, bedreiging, letsel of gevaar", "Gedaan, op tijd", "Geen verbod", "", "",
                            "", "", "", "", "", "Afgerond"),
                ElementsAre("2026-1001", "2026-03", "Bestuurder of raadslid", testing::_, testing::_, testing::_,
                            testing::_, testing::_, testing::_, testing::_, testing::_, testing::_, testing::_,
                            testing::_, testing::_, testing::_, testing::_, testing::_),
                testing::Contains(testing::StartsWith("Niet in dit bestand"))));
}

TEST_F(FiguresPaperTest, SaysNotHowManyAreLeftOutOfTheRows) {
  const auto without = papers->registration(reports, town, now);
  add(20, "verbal", "2026-04-06 10:00", {"confidential", "verbal"});
  const auto rows = papers->registration(reports, town, now);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows, without);
  EXPECT_EQ(rows.back().front(), "Niet in dit bestand: meldingen waarvan alleen het aantal telt");
  EXPECT_EQ(rows.back().size(), rows.front().size());
}

// --- Where to get them -----------------------------------------------------------------------------------------------

struct FiguresOffer : testing::Test {
  FiguresOffer() { town.web_origin = "https://meldmaat.zandrecht.example"; }
  std::string heard(const std::string& person, const std::string& text, std::string_view moment = "2026-11-23 09:00") {
    const View view{.municipality = town,
                    .person = PersonId{person},
                    .channel = "test",
                    .free_number = CaseNumber{"2026-0001"},
                    .cases = {},
                    .subject = std::nullopt,
                    .related = {},
                    .bans = {}};
    State state;
    state.turn = 1;
    const auto turn = dialog->step(state, Event{fakes::at(moment), Said{text}}, view);
    std::string all;
    for (const auto& effect : turn.effects) {
      const auto* said = std::get_if<Say>(&effect);
      if (said == nullptr) continue;
      all += said->message.text + "\n";
      for (const auto& line : said->message.lines) all += line.label + ": " + line.text + "\n";
    }
    return all;
  }

  Municipality town = tests::demo_town();
  const std::unique_ptr<Dialog> dialog = every_dialog();
};

TEST_F(FiguresOffer, TellsTheCoordinatorWhereEverythingIs) {
  const auto words = heard("coordinator", "jaarverslag");
  for (const auto* line : {"Jaarverslag 2025: https://", "/p/coordinator/reports/2025.pdf", "reports/2024.pdf",
                           "reports/2025-raad.pdf", "reports/2026-k3.pdf", "reports/2026-k2.pdf", "reports/2026.csv"}) {
    EXPECT_THAT(words, HasSubstr(line));
  }
  EXPECT_THAT(words, Not(AnyOf(HasSubstr("2026-k4.pdf"), HasSubstr("2026.pdf")))) << "those are not over";
}

TEST_F(FiguresOffer, TellsOthersOfTheirOwnReportsOnly) {
  const auto care = heard("opvang", "kwartaalverslag");
  EXPECT_THAT(care, HasSubstr("/p/opvang/reports/2026-k3.pdf"));
  EXPECT_THAT(care, Not(AnyOf(HasSubstr("2026.pdf"), HasSubstr(".csv"), HasSubstr("raad.pdf"))));
  const auto manager = heard("leidinggevende", "verslag");
  EXPECT_THAT(manager, HasSubstr("Cijfers van uw afdeling 2025: https://"));
  EXPECT_THAT(manager, HasSubstr("/p/leidinggevende/reports/2025-team.pdf"));
  EXPECT_THAT(manager, Not(AnyOf(HasSubstr("2025.pdf"), HasSubstr(".csv"), HasSubstr("raad.pdf"))));
  const auto nobody = heard("medewerker", "jaarverslag");
  EXPECT_THAT(nobody, Not(HasSubstr("reports/")));
  EXPECT_THAT(nobody, HasSubstr("De verslagen zijn voor de coördinator"));
}

TEST_F(FiguresOffer, TellsWhoHasNoWebPageThatTheyAreThere) {
  town.web_origin.clear();
  const auto words = heard("coordinator", "verslag");
  EXPECT_THAT(words, HasSubstr("alleen op de webpagina"));
  EXPECT_THAT(words, Not(HasSubstr(".pdf")));
}

}  // namespace
}  // namespace meldmaat
