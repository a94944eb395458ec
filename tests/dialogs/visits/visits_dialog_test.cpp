// SPDX-License-Identifier: EUPL-1.2
// Home visits where the ground moves: an answer to another question says nothing of a visit, old and foreign buttons do
// nothing, the place leaves the chat with what it was said for, a colleague goes on leave between question and summary,
// and the menu stays short. How it goes as planned is in tests/conversations. Plays turns with a view made by hand.
#include "dialogs/visits/visits_dialog.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "bot/rules/visits.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat::tests {
namespace {

using fakes::at;
using What = VisitStep::What;

class HomeVisit : public testing::Test {
 protected:
  void hear(Happened what) {
    View view{town, PersonId{person}, "test", CaseNumber{"2026-0001"}, {}, {}, {}, {}, {}, {}};
    view.visits = visits;
    view.cases = cases;
    auto turn = dialog->step(state, Event{now, std::move(what)}, view);
    state = std::move(turn.state);
    effects = std::move(turn.effects);
    now += std::chrono::seconds{20};
  }
  void say(std::string text) { hear(Said{std::move(text)}); }
  void press(std::string id) { hear(Chose{{std::move(id)}}); }
  /// Up to and including the question who calls.
  void plan(const std::string& place) {
    say("ik ga op huisbezoek");
    say(place);
    say("15.00 uur");
    say("nee");
  }
  [[nodiscard]] std::string heard() const {
    std::string text;
    for (const auto& effect : effects) {
      const auto* said = std::get_if<Say>(&effect);
      if (said == nullptr) continue;
      text += said->message.text + "\n";
      for (const auto& line : said->message.lines) text += line.label + ": " + line.text + "\n";
    }
    return text;
  }
  [[nodiscard]] bool hears(const std::string& words) const { return heard().find(words) != std::string::npos; }
  template <class Wish>
  [[nodiscard]] const Wish* wished() const {
    for (const auto& effect : effects) {
      if (const auto* wish = std::get_if<Wish>(&effect)) return wish;
    }
    return nullptr;
  }
  [[nodiscard]] const VisitStep* step() const {
    const auto* wish = wished<TakeVisitStep>();
    return wish == nullptr ? nullptr : &wish->step;
  }
  /// A visit of "medewerker" that collega guards, without word since 15:00.
  static Visit without_word() {
    Visit visit;
    visit.id = VisitId{"7"};
    visit.visitor = PersonId{"medewerker"};
    visit.colleague = PersonId{"collega"};
    visit.place = "Dorpsstraat 1";
    visit.back = at("2026-11-17 15:00");
    visit.since = visit.back;
    visit.told_until = visit.back;
    return visit;
  }
  [[nodiscard]] bool is_in_menu() const {
    return state.open && std::ranges::find(state.open->options, "menu/visit", &Option::id) != state.open->options.end();
  }

  Municipality town = demo_town();
  const std::unique_ptr<Dialog> dialog = every_dialog();
  std::string person = "medewerker";
  Moment now = at("2026-11-17 13:30");
  std::vector<Visit> visits;
  std::vector<CaseListing> cases;
  State state;
  std::vector<Effect> effects;
};

TEST_F(HomeVisit, IsPlannedWithWhatWasSaidAndNothingMore) {
  plan("Dorpsstraat 1");
  say("samir");
  EXPECT_EQ(wished<PlanVisit>(), nullptr) << "not before it is confirmed";
  say("ja");
  ASSERT_NE(wished<PlanVisit>(), nullptr) << heard();
  const auto& visit = wished<PlanVisit>()->visit;
  EXPECT_EQ(visit.visitor, PersonId{"medewerker"});
  EXPECT_EQ(visit.colleague, PersonId{"collega"});
  EXPECT_EQ(visit.place, "Dorpsstraat 1");
  EXPECT_EQ(visit.place_said, at("2026-11-17 13:30") + std::chrono::seconds{20});
  EXPECT_EQ(visit.back, at("2026-11-17 15:00"));
  EXPECT_EQ(visit.halfway, std::nullopt);
  EXPECT_TRUE(state.frames.empty()) << "the state keeps no place";
}

TEST_F(HomeVisit, TakesATimeOfTomorrowOnlyWhenItIsNearOrSaidSo) {
  struct Row {
    const char* now;
    const char* said;
    const char* back;  ///< nullptr: refused
  };
  for (const auto& row :
       {Row{"2026-11-17 13:30", "16.45", "2026-11-17 16:45"}, Row{"2026-11-17 13:30", "half vier", "2026-11-17 15:30"},
        Row{"2026-11-17 13:30", "4", "2026-11-17 16:00"},
        Row{"2026-11-17 13:30", "over anderhalf uur", "2026-11-17 15:00"},
        Row{"2026-11-17 13:30", "morgen om 9.00 uur", "2026-11-18 09:00"},
        Row{"2026-11-17 23:30", "01.00 uur", "2026-11-18 01:00"}, Row{"2026-11-17 16:00", "half vier", nullptr},
        Row{"2026-11-17 16:00", "15.00", nullptr}, Row{"2026-11-17 13:30", "gisteren om 15.00 uur", nullptr},
        Row{"2026-11-17 13:30", "morgen om 16.00 uur", nullptr}, Row{"2026-11-17 13:30", "morgen", nullptr},
        Row{"2026-11-17 13:30", "25:00", nullptr}, Row{"2026-11-17 13:30", "\xff\xfe", nullptr}}) {
    state = {};
    now = at(row.now) - std::chrono::seconds{40};
    say("ik ga op huisbezoek");
    say("Dorpsstraat 1");
    say(row.said);
    ASSERT_FALSE(state.frames.empty());
    const bool refused = state.frames.back().step == "back";
    EXPECT_EQ(refused, row.back == nullptr) << row.said << ": " << heard();
    if (refused || row.back == nullptr) continue;
    const auto& noted = state.frames.back().answers.at("back").value;
    const auto minute = std::chrono::floor<std::chrono::minutes>(Moment{Milliseconds{std::stoll(noted)}});
    EXPECT_EQ(minute, at(row.back)) << row.said;
  }
}

TEST_F(HomeVisit, ErasesThePlaceWithWhatItWasSaidFor) {
  plan("Dorpsstraat 1");
  say("stop");
  ASSERT_NE(wished<ErasePlace>(), nullptr);
  EXPECT_EQ(wished<ErasePlace>()->place, "Dorpsstraat 1");
  plan("Molenweg 2");
  say("samir");
  say("nee");
  say("Molenweg 3");
  ASSERT_NE(wished<ErasePlace>(), nullptr) << "one that is said again";
  EXPECT_EQ(wished<ErasePlace>()->place, "Molenweg 2");
  say("meld");
  hear(Elapsed{ReminderId{"visits/plan"}});
  ASSERT_NE(wished<ErasePlace>(), nullptr) << "one that was left, beneath a report";
  EXPECT_EQ(wished<ErasePlace>()->place, "Molenweg 3");
  EXPECT_TRUE(std::ranges::none_of(state.frames, [](const Frame& frame) { return frame.dialog == "visits"; }));
  EXPECT_EQ(state.frames.back().dialog, "intake");
}

TEST_F(HomeVisit, RefusesAPlaceThatIsNoAddress) {
  say("ik ga op huisbezoek");
  say(std::string(301, 'x'));
  EXPECT_TRUE(hears("te lang voor een adres")) << heard();
  EXPECT_NE(wished<ErasePlace>(), nullptr);
  EXPECT_EQ(state.frames.back().step, "place");
}

TEST_F(HomeVisit, AsksForSomebodyElseWhenTheColleagueWentAway) {
  plan("Dorpsstraat 1");
  say("samir");
  const std::chrono::year_month_day today = std::chrono::year{2026} / 11 / 17;
  town.organisation.absences.push_back({PersonId{"collega"}, today, today});
  say("ja");
  EXPECT_EQ(wished<PlanVisit>(), nullptr);
  EXPECT_TRUE(hears("Kies iemand anders")) << heard();
  EXPECT_EQ(state.frames.back().step, "caller");
  EXPECT_TRUE(
      std::ranges::none_of(state.open->options, [](const Option& one) { return one.label == "Samir Kwelder"; }));
}

TEST_F(HomeVisit, AsksForALaterTimeWhenTheAgreedOneHasPassed) {
  plan("Dorpsstraat 1");
  say("samir");
  now = at("2026-11-17 15:00");
  say("ja");
  EXPECT_EQ(wished<PlanVisit>(), nullptr);
  EXPECT_EQ(state.frames.back().step, "back");
}

TEST_F(HomeVisit, TakesYesForSafeOnlyWhenNothingElseIsAsked) {
  visits = {without_word()};
  now = at("2026-11-17 15:05");
  say("meld");
  ASSERT_FALSE(state.frames.empty());
  say("ja");
  EXPECT_EQ(step(), nullptr) << "it answered whether there is danger: " << heard();
  state = {};
  say("ja");
  ASSERT_NE(step(), nullptr);
  EXPECT_EQ(step()->what, What::safe);
  visits.front().since.reset();
  state = {};
  say("ja");
  EXPECT_EQ(step(), nullptr) << "nobody asked";
}

TEST_F(HomeVisit, HearsEveryAnswerWhateverElseIsOpen) {
  visits = {without_word()};
  for (const auto& [typed, what] :
       {std::pair{"ik ben terug", What::safe}, std::pair{"Ja, ik ben veilig", What::safe},
        std::pair{"Ik heb hulp nodig!", What::help}, std::pair{"Het bezoek gaat niet door", What::cancelled}}) {
    state = {};
    say("meld");
    say(typed);
    ASSERT_NE(step(), nullptr) << typed;
    EXPECT_EQ(step()->what, what) << typed;
    EXPECT_EQ(step()->visit, VisitId{"7"});
    EXPECT_EQ(state.frames.back().dialog, "intake") << "the report waits";
    ASSERT_TRUE(state.open);
  }
}

TEST_F(HomeVisit, SendsWhoNeedsHelpAndIsOnNoVisitToWhatIsForDanger) {
  say("ik heb hulp nodig");
  EXPECT_TRUE(hears("112")) << heard();
}

TEST_F(HomeVisit, DoesNothingForButtonsOfOthersAndOfVisitsThatAreOver) {
  for (const auto* id : {"menu/visit/7/safe", "menu/visit/7/well", "menu/visit/", "menu/visit/7", "menu/visit/7/",
                         "menu/visit/x/safe", "menu/visit/7/safe/more"}) {
    press(id);
    EXPECT_EQ(step(), nullptr) << id;
    EXPECT_TRUE(hears("Dit huisbezoek is voorbij")) << id << heard();
  }
  visits = {without_word()};
  visits.front().place.clear();
  person = "collega";
  for (const auto* verb : {"safe", "fine", "help", "longer", "another", "cancelled", "well", "unreached"}) {
    press(std::string{"menu/visit/7/"} + verb);
    EXPECT_EQ(step(), nullptr) << verb;
  }
  press("menu/visit/7/declines");
  ASSERT_NE(step(), nullptr);
  EXPECT_EQ(step()->what, What::declines);
}

TEST_F(HomeVisit, TellsTheSentenceThatCalls112BeforeWhoIsToldNext) {
  visits = {without_word()};
  visits.front().told = {{PersonId{"collega"}, VisitStair::colleague, false}};
  person = "collega";
  for (const auto* typed : {"niet bereikt", "er is hulp nodig"}) {
    say(typed);
    ASSERT_NE(step(), nullptr) << heard();
    const auto emergency = heard().find("112");
    const auto next = heard().find("Anouk Strandhof");
    ASSERT_NE(emergency, std::string::npos);
    ASSERT_NE(next, std::string::npos) << heard();
    EXPECT_LT(emergency, next);
  }
}

TEST_F(HomeVisit, NeverAsksForACodeWord) {
  visits = {without_word()};
  visits.front().told = {{PersonId{"collega"}, VisitStair::colleague, false}};
  person = "collega";
  Notice alarm;
  alarm.kind = Notice::Kind::visit;
  alarm.to = PersonId{"collega"};
  alarm.args["what"] = "alarm";
  alarm.visit = visits.front();
  hear(Notified{alarm});
  EXPECT_TRUE(hears("Typ ze nooit hier")) << heard();
  EXPECT_EQ(state.open, std::nullopt) << "no question waits for a text";
}

TEST_F(HomeVisit, StandsInTheMenuWhereThereIsRoom) {
  say("menu");
  EXPECT_TRUE(is_in_menu());
  EXPECT_LE(state.open->options.size(), 6U);
  cases = {{CaseNumber{"2026-0001"}, now, Case::Status::open, true, 0, std::nullopt}};
  say("menu");
  EXPECT_FALSE(is_in_menu());
  cases.clear();
  person = "leidinggevende";
  state = {};
  say("menu");
  EXPECT_FALSE(is_in_menu());
  say("ik ga op huisbezoek");
  EXPECT_EQ(state.frames.back().dialog, "visits");
}

}  // namespace
}  // namespace meldmaat::tests
