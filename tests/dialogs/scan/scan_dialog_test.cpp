// SPDX-License-Identifier: EUPL-1.2
// The self-scan where the ground moves: numbers beside the points, a role that is gone, a scan that was interrupted,
// and a protocol without the duty. How it goes as planned is in tests/conversations. Plays turns with a view made by
// hand.
#include "dialogs/scan/scan_dialog.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "dialogs/cards/card_table.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat::tests {
namespace {

class SelfScan : public testing::Test {
 protected:
  void hear(Happened what) {
    View view{town, PersonId{person}, "test", CaseNumber{"2026-0001"}, {}, {}, {}, {}, {}, {}};
    const Event event{fakes::at("2026-11-17 11:00"), std::move(what)};
    view.scan = ScanView{{}, begins_scan(state, event) ? std::optional{measures} : std::nullopt};
    auto turn = dialog->step(state, event, view);
    state = std::move(turn.state);
    effects = std::move(turn.effects);
  }
  void say(std::string text) { hear(Said{std::move(text)}); }
  void begin() {
    say("scan");
    say("beginnen");
  }
  void answer(const std::string& text, int times) {
    for (int time = 0; time < times; ++time) say(text);
  }
  [[nodiscard]] std::string heard() const {
    std::string text;
    for (const auto& effect : effects) {
      const auto* said = std::get_if<Say>(&effect);
      if (said != nullptr) text += said->message.text + "\n";
    }
    return text;
  }
  [[nodiscard]] bool hears(const std::string& words) const { return heard().find(words) != std::string::npos; }
  [[nodiscard]] const Scan* kept() const {
    for (const auto& effect : effects) {
      if (const auto* keep = std::get_if<KeepScan>(&effect)) return &keep->scan;
    }
    return nullptr;
  }

  Municipality town = demo_town();
  const std::unique_ptr<Dialog> dialog = every_dialog();
  std::string person = "coordinator";
  ScanMeasures measures;
  State state;
  std::vector<Effect> effects;
};

TEST_F(SelfScan, ShowsEachNumberBesideItsPointAndTicksNothing) {
  measures = {Share{10, 15}, Share{30, 35}, Share{25, 35}};
  begin();
  EXPECT_FALSE(hears("jaarverslag"));
  answer("nog niet", 4);
  EXPECT_TRUE(hears("15 ernstige meldingen, en 10 keer een keuze over de politie")) << heard();
  say("nog niet");
  EXPECT_TRUE(hears("bij 30 van de 35 meldingen is op tijd gereageerd")) << heard();
  answer("nog niet", 4);
  EXPECT_TRUE(hears("bij 25 van de 35 meldingen is naar nazorg gevraagd")) << heard();
  say("nog niet");
  EXPECT_TRUE(hears("0 van de tien punten")) << heard();
  say("ja");
  ASSERT_NE(kept(), nullptr);
  EXPECT_EQ(std::ranges::count(kept()->ticks, true), 0);
}

TEST_F(SelfScan, KeepsTheNumbersItBeganWithThroughAnInterruption) {
  measures = {Share{10, 15}, std::nullopt, std::nullopt};
  begin();
  answer("ja", 4);
  say("pauze");
  measures = {};
  say("scan");
  EXPECT_TRUE(hears("Punt 5 van de tien")) << heard();
  EXPECT_TRUE(hears("15 ernstige meldingen, en 10 keer een keuze over de politie")) << heard();
  say("ja");
  EXPECT_TRUE(hears("te weinig meldingen om te tonen")) << heard();
}

TEST_F(SelfScan, NamesTheRolesThatNobodyHolds) {
  std::erase_if(town.organisation.roles, [](const RoleHolder& one) { return one.role == roles::jurist; });
  begin();
  answer("ja", 7);
  EXPECT_TRUE(hears("nog niet ingevuld: jurist")) << heard();
  EXPECT_FALSE(hears("Yusuf Zandbank"));
}

TEST_F(SelfScan, IsKeptWithDatePersonAndRole) {
  person = "adjunct_directeur";
  begin();
  answer("ja", 9);
  say("nog niet");
  EXPECT_EQ(kept(), nullptr) << "not before the last question";
  say("ja");
  ASSERT_NE(kept(), nullptr);
  EXPECT_EQ(kept()->at, fakes::at("2026-11-17 11:00"));
  EXPECT_EQ(kept()->by, PersonId{"adjunct_directeur"});
  EXPECT_EQ(kept()->as, roles::director);
  EXPECT_TRUE(state.frames.empty());
}

TEST_F(SelfScan, StopsWhenTheRoleIsGone) {
  begin();
  answer("ja", 3);
  for (auto& role : town.organisation.roles) {
    if (role.role == roles::coordinator) role.holders = {PersonId{"tweede_coordinator"}};
  }
  say("ja");
  EXPECT_TRUE(hears("De tien-puntenscan is er voor")) << heard();
  EXPECT_TRUE(state.frames.empty());
}

TEST_F(SelfScan, LeavesAReportThatIsHalfFinishedBeneath) {
  say("meld");
  const auto asked = state.open->text;
  begin();
  say("stop");
  EXPECT_TRUE(hears("niet bewaard")) << heard();
  ASSERT_TRUE(state.open);
  EXPECT_EQ(state.open->text, asked);
}

TEST_F(SelfScan, ComesUpAgainWhereItWasLeft) {
  begin();
  say("ja");
  say("meld");
  EXPECT_EQ(state.frames.back().dialog, "intake");
  say("scan");
  EXPECT_TRUE(hears("Punt 2 van de tien")) << heard();
  EXPECT_EQ(std::ranges::count(state.frames, "scan", &Frame::dialog), 1);
}

TEST_F(SelfScan, PromisesNoReminderWithoutTheDuty) {
  for (auto& protocol : town.protocols) {
    std::erase_if(protocol.rules, [](const Rule& rule) { return rule.id == RuleId{"T42"} && rule.step == 2; });
  }
  begin();
  answer("ja", 10);
  EXPECT_TRUE(hears("10 van de tien punten: heel serieus bezig")) << heard();
  EXPECT_FALSE(hears("Dit kan eerst"));
  say("ja");
  EXPECT_TRUE(hears("De scan is bewaard")) << heard();
  EXPECT_FALSE(hears("Volgend jaar"));
}

TEST_F(SelfScan, HasWordsForEveryPointAndOffersOnlyCardsThatExist) {
  for (const auto language : {Language::nl, Language::en}) {
    const auto& catalogue = town.texts.catalogue(language);
    for (int point = 1; point <= 10; ++point) {
      for (const auto* part : {"title", "ask", "why", "first"}) {
        EXPECT_TRUE(catalogue.contains("scan.p" + std::to_string(point) + "." + part)) << point << part;
      }
    }
  }
  begin();
  answer("nog niet", 10);
  int cards = 0;
  for (const auto& effect : effects) {
    const auto* said = std::get_if<Say>(&effect);
    if (said == nullptr) continue;
    for (const auto& line : said->message.lines) {
      if (!line.change) continue;
      ++cards;
      const std::string prefix = "menu/card/";
      ASSERT_TRUE(line.change->id.starts_with(prefix)) << line.change->id;
      EXPECT_NE(find_card(line.change->id.substr(prefix.size())), nullptr) << line.change->id;
    }
  }
  EXPECT_EQ(cards, 9);
}

}  // namespace
}  // namespace meldmaat::tests
