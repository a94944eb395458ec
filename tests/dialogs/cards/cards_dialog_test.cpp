// SPDX-License-Identifier: EUPL-1.2
// How people come to a card and back: by the menu, by words, from a receipt, a case and a step; in the middle of a
// report without losing the question; and who reads which. Plays one person against the real rules and texts.
#include "dialogs/cards/cards_dialog.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

#include "bot/rules/routing.hpp"
#include "dialogs/cards/card_table.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

std::vector<Option> offered(const OnePerson& person) {
  std::vector<Option> options;
  for (const auto& effect : person.effects) {
    const auto* said = std::get_if<Say>(&effect);
    if (said == nullptr) continue;
    options.insert(options.end(), said->message.options.begin(), said->message.options.end());
  }
  return options;
}

bool is_offered(const OnePerson& person, const std::string& id) {
  const auto options = offered(person);
  return std::ranges::find(options, id, &Option::id) != options.end();
}

class Cards : public testing::Test {
 protected:
  [[nodiscard]] OnePerson somebody(const std::string& id) const {
    OnePerson person{*dialog, demo_town(), id};
    person.hear(Opened{});
    if (!person.state.frames.empty()) person.say("stop");
    return person;
  }
  static bool hears(const OnePerson& person, const std::string& words) {
    return heard(person).find(words) != std::string::npos;
  }
  static void press(OnePerson& person, const std::string& id) { person.hear(Chose{{id}}); }

  /// Every id that leads on within the cards, as found by pressing all there is.
  static std::set<std::string> found_by_pressing(const OnePerson& person) {
    std::set<std::string> seen;
    std::vector<std::string> to_press{"menu/menu"};
    while (!to_press.empty()) {
      const auto id = to_press.back();
      to_press.pop_back();
      OnePerson one = person;
      press(one, id);
      EXPECT_TRUE(one.state.open.has_value()) << id << " has no way on";
      for (const auto& option : offered(one)) {
        const bool ours = option.id.starts_with("menu/card") || option.id.starts_with("menu/decide");
        if (ours && seen.insert(option.id).second) to_press.push_back(option.id);
      }
    }
    return seen;
  }

  const std::unique_ptr<Dialog> dialog = every_dialog();
};

TEST_F(Cards, AreAllFoundByPressingWhatTheMenuOffers) {
  const auto leader = found_by_pressing(somebody("leidinggevende"));
  const auto employee = found_by_pressing(somebody("medewerker"));
  for (const auto& card : all_cards()) {
    const std::string id = "menu/card/" + std::string{card.id};
    EXPECT_TRUE(leader.contains(id)) << id;
    EXPECT_EQ(employee.contains(id), card.group != CardGroup::leading) << id;
  }
}

TEST_F(Cards, AreNotForThoseTheyAreNotMeantFor) {
  auto employee = somebody("medewerker");
  press(employee, "menu/cards");
  EXPECT_TRUE(is_offered(employee, "menu/cards/police"));
  EXPECT_FALSE(is_offered(employee, "menu/cards/leading"));
  for (const auto* id : {"menu/cards/leading", "menu/card/order_talk", "menu/card/nothing", "menu/cards/nothing",
                         "menu/cards/", "menu/card/", "menu/decide/nothing", "menu/cards/advice"}) {
    press(employee, id);
    EXPECT_TRUE(hears(employee, "Dat kan nu niet")) << id << heard(employee);
    EXPECT_TRUE(employee.state.open.has_value()) << id;
  }
  employee.say("Het ordegesprek, stap voor stap");
  EXPECT_FALSE(hears(employee, "Nodig uit op papier")) << heard(employee);
  auto leader = somebody("leidinggevende");
  leader.say("Het ordegesprek, stap voor stap");
  EXPECT_TRUE(hears(leader, "Nodig uit op papier")) << heard(leader);
}

// On Teams more than six buttons become a list to choose from, and danger is then two presses away.
TEST_F(Cards, LeaveTheMenuAndWhatFollowsACardShort) {
  for (const auto* id : {"medewerker", "leidinggevende"}) {
    auto person = somebody(id);
    person.say("menu");
    EXPECT_TRUE(is_offered(person, "menu/cards")) << heard(person);
    EXPECT_LE(person.state.open->options.size(), 6U) << heard(person);
    for (const auto& card : all_cards()) {
      press(person, "menu/card/" + std::string{card.id});
      EXPECT_LE(person.state.open->options.size(), 6U) << card.id;
    }
    press(person, "menu/cards");
    press(person, "menu/help");
    EXPECT_TRUE(hears(person, "Dit werkt altijd")) << heard(person);
  }
}

TEST_F(Cards, AreFoundByWordsInBothLanguages) {
  auto person = somebody("medewerker");
  for (const auto* word : {"uitleg", "Tips!", "kaart", "explain"}) {
    person.say(word);
    EXPECT_TRUE(is_offered(person, "menu/cards/acting")) << word;
  }
  person.say("Moet ik dit melden?");
  EXPECT_TRUE(hears(person, "is er op dit moment gevaar")) << heard(person);
  person.say("onderbuikgevoel");
  EXPECT_TRUE(hears(person, "Een gevoel telt")) << heard(person);
  person.say("english");
  person.say("should I report this?");
  EXPECT_TRUE(hears(person, "is anybody in danger")) << heard(person);
}

TEST_F(Cards, CanBeChosenByNumberWhereNothingElseIsAsked) {
  auto person = somebody("medewerker");
  person.say("uitleg");
  const auto groups = person.state.open->options;
  for (std::size_t at = 0; at < groups.size(); ++at) {
    if (groups[at].id != "menu/cards/police") continue;
    person.say(std::to_string(at + 1));
  }
  EXPECT_EQ(person.state.open->options.front().id, "menu/card/police_report") << heard(person);
  person.say("1");
  EXPECT_TRUE(hears(person, "Anoniem kan dat meestal niet")) << heard(person);
}

TEST_F(Cards, LeaveTheQuestionOfAReportWhereItWas) {
  OnePerson person{*dialog, demo_town(), "medewerker"};
  for (const auto* text : {"meld", "nee", "nee", "mijzelf"}) person.say(text);
  const auto frames = person.state.frames.size();
  const auto step = person.state.frames.back().step;
  const auto question = person.state.open->text;
  const auto asks_it_again = [&](const std::string& by) {
    EXPECT_EQ(person.state.frames.size(), frames) << by;
    EXPECT_EQ(person.state.frames.back().step, step) << by;
    ASSERT_TRUE(person.state.open.has_value()) << by;
    EXPECT_EQ(person.state.open->text, question) << by;
    const auto* last = std::get_if<Say>(&person.effects.back());
    ASSERT_NE(last, nullptr) << by;
    EXPECT_EQ(last->message.text, question) << by;
  };
  for (const auto* id : {"menu/cards", "menu/cards/care", "menu/card/fear", "menu/decide", "menu/card/nothing"}) {
    press(person, id);
    asks_it_again(id);
  }
  // Where a number answers the question, a card is chosen by its title.
  for (const auto* words : {"uitleg", "opvang en steun", "Praten over angst", "ik twijfel"}) {
    person.say(words);
    asks_it_again(words);
  }
  press(person, "menu/card/fear");
  EXPECT_TRUE(hears(person, "Angst mag er zijn")) << heard(person);
  EXPECT_FALSE(is_offered(person, "menu/report")) << "a report is being made";
  person.say("Ik ben gisteren om 15.00 uur bedreigd");
  EXPECT_EQ(person.state.frames.back().answers.at("story").value, "Ik ben gisteren om 15.00 uur bedreigd");
}

struct Outcome {
  std::vector<std::string> way;
  std::string words;
  bool report;
};

TEST_F(Cards, AdviseWhetherToReport) {
  const std::array outcomes{
      Outcome{{"Ja, er is nu gevaar"}, "Bel 112", false},
      Outcome{{"Nee, nu niet", "Schelden, beledigen of discrimineren"}, "Schelden is melden", true},
      Outcome{{"Nee, nu niet", "Dreigen, duwen, slaan of iets kapotmaken"}, "worden altijd gemeld", true},
      Outcome{{"Nee, nu niet", "Iemand dreigde zichzelf iets aan te doen"}, "roep om hulp", true},
      Outcome{{"Nee, nu niet", "Het ging net goed"}, "telt mee", true},
      Outcome{{"Nee, nu niet", "Iets anders: online, geld, filmen, volgen"}, "horen ook bij de meldingen", true},
      Outcome{{"Nee, nu niet", "Nog niets, ik heb een gevoel"}, "nog geen melding", true},
      Outcome{{"Nee, nu niet", "Iemand was boos, bang of verdrietig", "Het werd rustig en is afgerond"},
              "Melden hoeft niet",
              true},
      Outcome{{"Nee, nu niet", "Iemand was boos, bang of verdrietig", "Het gesprek is eerder gestopt"},
              "wordt gemeld",
              true},
      Outcome{{"Nee, nu niet", "Iemand was boos, bang of verdrietig", "Het werd grof of kwetsend"},
              "Schelden is melden",
              true},
      Outcome{{"Nee, nu niet", "Iemand was boos, bang of verdrietig", "Het werd dreigend of gewelddadig"},
              "worden altijd gemeld",
              true},
      Outcome{{"Nee, nu niet", "Iemand was boos, bang of verdrietig", "Het gebeurt steeds weer"},
              "hoe vaak het gebeurde",
              true}};
  for (const auto& outcome : outcomes) {
    auto person = somebody("medewerker");
    person.say("moet ik dit melden?");
    for (const auto& label : outcome.way) person.say(label);
    EXPECT_TRUE(hears(person, outcome.words)) << outcome.way.back() << ": " << heard(person);
    EXPECT_EQ(is_offered(person, "menu/report"), outcome.report) << outcome.way.back();
    EXPECT_TRUE(is_offered(person, "menu/menu")) << outcome.way.back();
    EXPECT_TRUE(person.cases.empty());
    EXPECT_TRUE(person.state.frames.empty()) << "nothing has begun";
    if (outcome.report) {
      press(person, "menu/report");
      EXPECT_TRUE(hears(person, "op dit moment gevaar")) << "the report itself";
    } else {
      EXPECT_TRUE(is_offered(person, "menu/danger")) << outcome.way.back();
    }
  }
}

TEST_F(Cards, NameThePeopleToTurnTo) {
  auto employee = somebody("medewerker");
  employee.say("ik twijfel");
  EXPECT_TRUE(hears(employee, "vertrouwenspersoon: ")) << heard(employee);
  EXPECT_TRUE(hears(employee, "coördinator agressie en geweld: Priya Vloedlijn")) << heard(employee);
  press(employee, "menu/card/who");
  EXPECT_TRUE(hears(employee, "leidinggevende: Anouk Strandhof")) << heard(employee);
  auto councillor = somebody("raadslid");
  press(councillor, "menu/card/who");
  EXPECT_TRUE(hears(councillor, "burgemeester: ")) << heard(councillor);
  EXPECT_TRUE(hears(councillor, "vertrouwenspersoon voor bestuurders: ")) << heard(councillor);
  EXPECT_FALSE(hears(councillor, "leidinggevende: ")) << heard(councillor);
  auto coordinator = somebody("coordinator");
  press(coordinator, "menu/card/doubt");
  EXPECT_FALSE(hears(coordinator, ": Priya Vloedlijn")) << "nobody turns to themselves";
}

TEST_F(Cards, TellTheTermsOfTheReadersOwnProtocol) {
  auto person = somebody("medewerker");
  press(person, "menu/card/after_report");
  for (const auto* line : {"Binnen 4 uur: Uw melding wordt geopend", "Dezelfde dag: Er is een gesprek met u",
                           "Binnen 48 uur: De persoon die dit deed", "Binnen 72 uur: Het opvangteam",
                           "Binnen 2 werkdagen: U kunt controleren"}) {
    EXPECT_TRUE(hears(person, line)) << line << "\n" << heard(person);
  }
  Municipality other = demo_town();
  other.protocol = ProtocolId{"tien-punten"};
  other.organisation.teams.front().protocol = {};
  for (auto& team : other.organisation.teams) team.protocol = {};
  OnePerson elsewhere{*dialog, other, "leidinggevende"};
  press(elsewhere, "menu/card/after_report");
  EXPECT_TRUE(hears(elsewhere, "Binnen 48 uur: De persoon die dit deed")) << heard(elsewhere);
  EXPECT_FALSE(hears(elsewhere, "Het opvangteam")) << "the ten points know none: " << heard(elsewhere);
}

TEST_F(Cards, SayEveryKindOfTerm) {
  Municipality other = demo_town();
  const std::array terms{std::pair{Term{30, Term::Unit::minutes}, "Binnen 30 minuten: Uw melding"},
                         std::pair{Term{1, Term::Unit::days}, "Binnen één dag: Uw melding"},
                         std::pair{Term{1, Term::Unit::working_days}, "Binnen één werkdag: Uw melding"},
                         std::pair{Term{2, Term::Unit::end_of_day}, "Binnen 2 dagen: Uw melding"}};
  for (const auto& [term, words] : terms) {
    for (auto& protocol : other.protocols) {
      for (auto& rule : protocol.rules) {
        if (rule.id.str() == "T04") rule.due = term;
      }
    }
    OnePerson person{*dialog, other, "medewerker"};
    press(person, "menu/card/after_report");
    EXPECT_TRUE(hears(person, words)) << heard(person);
  }
}

class CardsOfACase : public Cards {
 protected:
  CardsOfACase() {
    for (const auto* text :
         {"meld", "nee", "nee", "mijzelf", "Vandaag om 9.00 uur ben ik aan de balie uitgescholden en bedreigd", "ja",
          "een man", "nu versturen", "versturen"}) {
      reporter.say(text);
    }
  }
  OnePerson reporter{*dialog, demo_town(), "medewerker"};
};

TEST_F(CardsOfACase, AreOfferedWithTheReceiptForWhatWeighsMost) {
  ASSERT_EQ(reporter.cases.size(), 1U);
  EXPECT_TRUE(is_offered(reporter, "menu/card/now_threat")) << heard(reporter);
  EXPECT_FALSE(is_offered(reporter, "menu/card/now_verbal"));
  press(reporter, "menu/card/now_threat");
  EXPECT_TRUE(hears(reporter, "Schrijf de woorden op")) << heard(reporter);
  EXPECT_FALSE(is_offered(reporter, "menu/card/reaction")) << "that one is for managers";
}

TEST_F(CardsOfACase, AreOfferedToWhoeverWorksOnIt) {
  OnePerson manager{*dialog, demo_town(), "leidinggevende"};
  manager.cases = reporter.cases;
  manager.now = reporter.now;
  press(manager, "case/2026-1001/open");
  EXPECT_TRUE(is_offered(manager, "menu/card/now_threat")) << heard(manager);
  for (const auto& [rule, card] :
       {std::pair{"T16", "reaction"}, std::pair{"T06", "reception_talk"}, std::pair{"T20", "police_report"}}) {
    press(manager, "case/2026-1001/task/" + std::string{rule} + "/1/1/step");
    EXPECT_TRUE(is_offered(manager, "menu/card/" + std::string{card})) << rule << heard(manager);
  }
  press(manager, "menu/card/reaction");
  EXPECT_TRUE(hears(manager, "nooit alleen in gesprek")) << heard(manager);
  press(manager, "case/2026-1001/task/T16/1/1/done");
  const auto question = manager.state.open->text;
  press(manager, "menu/card/order_talk");
  EXPECT_EQ(manager.state.open->text, question) << "recording goes on";
}

TEST_F(CardsOfACase, GiveACounsellorTheListForTheFirstTalk) {  // S0-5
  OnePerson counsellor{*dialog, demo_town(), "vertrouwenspersoon"};
  counsellor.cases = reporter.cases;
  counsellor.now = reporter.now;
  auto& the_case = counsellor.cases.front().the_case;
  the_case.flags.emplace_back("confidential");
  const LocalDate today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{17}};
  the_case.readers = route(the_case, demo_town().organisation, today).readers;
  press(counsellor, "case/2026-1001/task/T06/1/1/step");
  EXPECT_TRUE(is_offered(counsellor, "menu/card/reception_talk")) << heard(counsellor);
  press(counsellor, "menu/card/reception_talk");
  EXPECT_TRUE(hears(counsellor, "Zoek een rustige, veilige plek")) << heard(counsellor);
}

TEST_F(CardsOfACase, AreNotOfferedForAKindThatNobodyWroteOneFor) {
  OnePerson manager{*dialog, demo_town(), "leidinggevende"};
  manager.cases = reporter.cases;
  manager.now = reporter.now;
  manager.cases.front().the_case.answers.at("kind").value = "other";
  press(manager, "case/2026-1001/open");
  for (const auto& option : offered(manager)) EXPECT_FALSE(option.id.starts_with("menu/card/now_")) << option.id;
  manager.cases.front().the_case.answers.erase("kind");
  press(manager, "case/2026-1001/open");
  for (const auto& option : offered(manager)) EXPECT_FALSE(option.id.starts_with("menu/card/now_")) << option.id;
}

}  // namespace
}  // namespace meldmaat::tests
