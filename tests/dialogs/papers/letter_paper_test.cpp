// SPDX-License-Identifier: EUPL-1.2
// Checks the drafts of letters to who was aggressive (handbook §9), with the real texts: the norm in each, the
// signature of the executive and no name of anybody who works here, nothing of the story, what the register says of a
// ban, and a blank for all that meldmaat does not know.
#include "dialogs/papers/letter_paper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/rules/letters.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/papers/read_paper.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono;

using Kind = Letter::Kind;

class Letters : public testing::Test {
 protected:
  Letters() {
    the_case.number = CaseNumber{"2026-0001"};
    the_case.incident = {fakes::at("2026-11-17 09:30"), true, false, "vanochtend"};
    the_case.reported = fakes::at("2026-11-17 10:00");
    the_case.reporter = PersonId{"medewerker"};
    the_case.victim = PersonId{"medewerker"};
    the_case.readers = {{PersonId{"leidinggevende"}, roles::manager, "why.manager", {}}};
    Answer story;
    story.value = "Hij riep dat hij mij wist te vinden.";
    the_case.answers = {{"story", story}};
  }

  void set_ban() {
    Ban ban;
    ban.id = BanId{"2026-0001-V1"};
    ban.person = "Piet Voorbeeld";
    ban.looks = "rode jas";
    ban.area = "het stadhuis";
    ban.phone = true;
    ban.first = year{2026} / 11 / 18;
    ban.last = year{2027} / 2 / 18;
    ban.warned = year{2026} / 9 / 1;
    ban.reason = "alleen voor ons";
    ban.signed_by = PersonId{"leidinggevende"};
    ban.exceptions = {{year{2026} / 11 / 17, "een vorig bezoek", {}}, {year{2026} / 12 / 1, "de vingerafdruk", {}}};
    the_case.bans = {ban};
  }
  [[nodiscard]] Paper paper(const Letter& letter, Language language = Language::nl) const {
    return letter_paper(letter, the_case, town, language, now);
  }
  [[nodiscard]] std::vector<Letter> letters() const { return letters_of(the_case, year{2026} / 11 / 18); }

  Case the_case;
  Municipality town = tests::demo_town();
  Moment now = fakes::at("2026-11-18 11:00");
};

// S0-1
TEST_F(Letters, StateTheNorm) {
  set_ban();
  for (const auto& letter : letters()) {
    EXPECT_THAT(words_on(paper(letter)), Contains(HasSubstr("Agressie en geweld tegen hen accepteren wij niet.")))
        << to_text(letter);
    EXPECT_THAT(words_on(paper(letter, Language::en)), Contains(HasSubstr("We do not accept aggression or violence")))
        << to_text(letter);
  }
}

// S0-2: signed by the executive, answered by a shared mailbox, and nobody who works here stands in it.
TEST_F(Letters, NameNobodyWhoWorksHereAndTellNothingOfTheStory) {
  set_ban();
  for (const auto& letter : letters()) {
    const auto made = paper(letter);
    const auto* signature = std::get_if<Paragraph>(&made.blocks.back());
    ASSERT_NE(signature, nullptr);
    EXPECT_EQ(signature->text, "Het college van burgemeester en wethouders van Zandrecht");
    const auto all = all_of(made);
    EXPECT_THAT(all, HasSubstr("veiligwerk@zandrecht.example"));
    for (const auto& person : town.organisation.people) EXPECT_THAT(all, Not(HasSubstr(person.name)));
    for (const auto* secret : {"wist te vinden", "rode jas", "alleen voor ons", "vorig bezoek"}) {
      EXPECT_THAT(all, Not(HasSubstr(secret))) << to_text(letter);
    }
  }
}

// S2-25
TEST_F(Letters, SayOfABanWhatTheRegisterSays) {
  set_ban();
  const auto all = all_of(paper({Kind::ban, BanId{"2026-0001-V1"}}));
  EXPECT_THAT(all, AllOf(HasSubstr("Piet Voorbeeld\n[straat en huisnummer]"),
                         HasSubstr("van woensdag 18 november 2026 tot en met donderdag 18 februari 2027"),
                         HasSubstr("het stadhuis"), HasSubstr("ook niet bellen"), HasSubstr("dinsdag 1 september 2026"),
                         HasSubstr("Iemand anders komt namens u.")));
  const auto statement = all_of(paper({Kind::exception, BanId{"2026-0001-V1"}}));
  EXPECT_THAT(statement, AllOf(HasSubstr("Piet Voorbeeld mag op dinsdag 1 december 2026 binnenkomen"),
                               HasSubstr("Dat is alleen voor: de vingerafdruk")));
}

TEST_F(Letters, LeaveABlankForWhatIsNotKnown) {
  town.organisation.letters = {};
  the_case.incident = {fakes::at("2026-11-17 00:00"), false, true, "ergens deze week"};
  const auto made = paper({Kind::ban, {}});
  EXPECT_THAT(all_of(made),
              AllOf(HasSubstr("[naam]\n"), HasSubstr("van [datum] tot en met [datum]"), HasSubstr("[gebouw of gebied]"),
                    HasSubstr("[e-mailadres of telefoonnummer"), HasSubstr("[ongeveer dinsdag 17 november 2026]")));
  EXPECT_EQ(std::get<Paragraph>(made.blocks.back()).text, "Gemeente Zandrecht");
}

TEST_F(Letters, ReadInTheOrderOfALetter) {
  the_case.bans.clear();
  town.organisation.letters.objection = "Bezwaar maken kan binnen zes weken.";
  const auto made = paper({Kind::warning, {}});
  EXPECT_EQ(headings_of(made), std::vector<std::string>{"Waarschuwing"});
  EXPECT_EQ(beside(made, "Datum"), "Zandrecht, woensdag 18 november 2026");
  EXPECT_EQ(beside(made, "Ons kenmerk"), "2026-0001");
  const auto all = all_of(made);
  std::size_t from = 0;
  for (const auto* part : {"Raadhuisplein 1", "[straat en huisnummer]", "Datum", "Geachte", "accepteren wij niet",
                           "Op dinsdag 17 november 2026 is dit gebeurd", "aangifte doen bij de politie.",
                           "Hebt u een vraag", "Bezwaar maken", "Hoogachtend", "Het college"}) {
    const auto at = all.find(part, from);
    ASSERT_NE(at, std::string::npos) << part << "\n" << all;
    from = at;
  }
}

TEST_F(Letters, ListsStandAsLists) {
  const auto made = paper({Kind::warning, {}});
  const auto list = std::ranges::find_if(
      made.blocks, [](const PaperBlock& block) { return std::holds_alternative<ItemList>(block); });
  ASSERT_NE(list, made.blocks.end());
  EXPECT_EQ(std::get<ItemList>(*list).items.size(), 3U);
  EXPECT_THAT(std::get<ItemList>(*list).items.front(), Not(HasSubstr("- ")));
}

}  // namespace
}  // namespace meldmaat
