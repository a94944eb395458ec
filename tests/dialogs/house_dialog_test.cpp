// SPDX-License-Identifier: EUPL-1.2
// The rules of the house that no transcript shows: the same events give the same turns, nothing is cut, answered
// questions cannot be pressed again, frames of unknown dialogs are dropped. Plays one person against the real rules.
#include "dialogs/house_dialog.hpp"

#include <gtest/gtest.h>

#include <string>

#include "dialogs/dialog_shelf.hpp"
#include "dialogs/reading/words.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

TEST(HouseDialog, AnswersTheSameEventsTheSameWay) {
  const auto dialog = every_dialog();
  OnePerson one{*dialog, demo_town(), "medewerker"};
  OnePerson other{*dialog, demo_town(), "medewerker"};
  for (const auto* text : {"meld", "nee", "nee", "mijzelf", "Gisteren om 15.00 uur ben ik bedreigd", "ja", "x"}) {
    one.say(text);
    other.say(text);
    EXPECT_EQ(one.state, other.state);
    EXPECT_EQ(one.effects, other.effects);
  }
}

TEST(HouseDialog, TakesAReportOfEverybodyAndSomebodyReadsIt) {  // S3-3: no department is left out
  const auto dialog = every_dialog();
  for (const auto& person : demo_town().organisation.people) {
    OnePerson one{*dialog, demo_town(), person.id.str()};
    if (person.language == Language::en) one.say("nederlands");
    for (const auto* text : {"meld", "nee", "nee", "mijzelf", "Gisteren om 15.00 uur ben ik uitgescholden", "ja",
                             "een man", "nu versturen", "versturen"}) {
      one.say(text);
    }
    ASSERT_EQ(one.cases.size(), 1U) << person.id.str() << heard(one);
    const auto& readers = one.cases.front().the_case.readers;
    EXPECT_FALSE(readers.empty()) << person.id.str();
    for (const auto& reader : readers) EXPECT_NE(reader.person, person.id);
  }
}

// Threat model §8: before the first free text, at the choice of confidentiality, and to whoever asks (R1).
TEST(HouseDialog, TellsWhereItIsAnonymousAndThatItIsNotHere) {
  const auto dialog = every_dialog();
  auto town = demo_town();
  town.organisation.anonymous_route = "https://meldmaat.example/postvak";
  OnePerson person{*dialog, town, "medewerker"};
  std::string all;
  const auto say = [&](const char* text) {
    person.say(text);
    all += heard(person);
  };
  for (const auto* text : {"meld", "nee", "nee", "mijzelf"}) say(text);
  EXPECT_NE(all.find("https://meldmaat.example/postvak"), std::string::npos) << "before the story";
  all.clear();
  for (const auto* text : {"Gisteren om 15.00 uur ben ik bedreigd", "ja"}) say(text);
  for (int asked = 0; asked < 60 && all.find("niet hetzelfde als anoniem") == std::string::npos; ++asked)
    say("weet ik niet");
  EXPECT_NE(all.find("niet hetzelfde als anoniem"), std::string::npos);
  EXPECT_NE(all.find("https://meldmaat.example/postvak"), std::string::npos) << "at the choice";
  say("anoniem");
  EXPECT_NE(heard(person).find("https://meldmaat.example/postvak"), std::string::npos) << "whoever asks";
  EXPECT_NE(heard(person).find("blijft in deze chat staan"), std::string::npos);
}

TEST(HouseDialog, RefusesATextThatIsTooLongAndSaysSo) {
  const auto dialog = every_dialog();
  OnePerson person{*dialog, demo_town(), "medewerker"};
  for (const auto* text : {"meld", "nee", "nee", "mijzelf"}) person.say(text);
  const State before = person.state;
  person.say(std::string(longest_text + 1, 'a'));
  EXPECT_NE(heard(person).find("20001"), std::string::npos) << heard(person);
  EXPECT_EQ(person.state.frames.back().answers.count("story"), 0U);
  EXPECT_EQ(person.state.frames.back().step, before.frames.back().step);
  std::string longest;
  for (std::size_t count = 0; count < longest_text; ++count) longest += "é";
  person.say(longest);
  EXPECT_EQ(person.state.frames.back().answers.at("story").value, longest) << "nothing is cut";
}

TEST(HouseDialog, MakesAnAnsweredQuestionReadOnly) {
  const auto dialog = every_dialog();
  OnePerson person{*dialog, demo_town(), "medewerker"};
  person.hear(Opened{});
  const auto asked = *person.state.open;
  person.press("no");
  ASSERT_FALSE(person.effects.empty());
  const auto* revised = std::get_if<Revise>(&person.effects.front());
  ASSERT_NE(revised, nullptr);
  EXPECT_EQ(revised->message.slot, asked.slot);
  EXPECT_EQ(revised->message.text, asked.text);
  EXPECT_TRUE(revised->message.options.empty());
  person.hear(Chose{{asked.slot + "/no"}});
  EXPECT_NE(heard(person).find("al beantwoord"), std::string::npos) << "a second press on the old button";
}

TEST(HouseDialog, DropsFramesOfDialogsThatAreGone) {
  const auto dialog = every_dialog();
  OnePerson person{*dialog, demo_town(), "medewerker"};
  person.state.turn = 9;
  person.state.frames.resize(1);
  person.state.frames.back().dialog = "poll";
  person.say("hallo");
  EXPECT_TRUE(person.state.frames.empty());
  EXPECT_TRUE(person.state.open.has_value());
}

TEST(HouseDialog, GreetsAfterANoticeThatCameFirst) {
  const auto dialog = every_dialog();
  OnePerson person{*dialog, demo_town(), "medewerker"};
  Notice notice;
  notice.as = roles::reporter;
  notice.kind = Notice::Kind::step_taken;
  notice.fact = "reaction";
  notice.number = CaseNumber{"2026-1001"};
  person.hear(Notified{notice});
  EXPECT_NE(heard(person).find("2026-1001"), std::string::npos);
  person.hear(Opened{});
  EXPECT_NE(heard(person).find("ik ben Meldmaat"), std::string::npos);
}

}  // namespace
}  // namespace meldmaat::tests
