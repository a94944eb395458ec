// SPDX-License-Identifier: EUPL-1.2
// What counts as an answer: every way to name an option means the same one, and what is doubtful means none. Tables of
// what is typed and what is understood (plan C2, C6, C16, C18, D8, D9).
#include "dialogs/answer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace meldmaat {
namespace {

OpenQuestion injury(bool many = false) {
  OpenQuestion open{"q7", "injury", "Is er iemand gewond?", Expects::choice, many, {}};
  open.options = {{"q7/no", "Nee, niemand", {}},
                  {"q7/light", "Ja, licht gewond", {}},
                  {"q7/doctor", "Ja, een dokter is nodig", {}},
                  {"q7/.back", "Terug", {}},
                  {"menu/help", "Help", {}}};
  return open;
}

std::string ids(const OpenQuestion& open, const Happened& what, const std::vector<OptionWords>& words = {}) {
  std::string found;
  for (const auto& option : chosen(open, what, words))
    found += (found.empty() ? "" : " ") + std::string{bare(option.id)};
  return found;
}

TEST(Answer, NamesOneOptionInManyWays) {
  const auto table = std::to_array<std::pair<const char*, const char*>>({
      {"1", "no"},
      {"2.", "light"},
      {"3)", "doctor"},
      {"nummer 2", "light"},
      {"twee", "light"},
      {"three", "doctor"},
      {"２", "light"},  // full width
      {"٢", "light"},   // Arabic-Indic
      {"Nee, niemand", "no"},
      {"NEE NIEMAND!!", "no"},
      {"ne\xE2\x80\x8B\x65", "no"},  // zero width space inside
      {"neé", "no"},
      {"light", "light"},
      {"nee", "no"},
      {"nee joh", "no"},
      {"licht", "light"},
      {"dok", "doctor"},
      {"dokter nodig", "doctor"},
      {"terug", ".back"},
      {"help", "menu/help"},
      {"4", ".back"},
  });
  for (const auto& [typed, understood] : table) EXPECT_EQ(ids(injury(), Said{typed}), understood) << typed;
}

TEST(Answer, LeavesDoubtToTheNextQuestion) {
  for (const auto* typed : {"", "   ", "0", "99", "-1", "2,5", "2 of 3", "1 2", "ja", "ja en nee", "blauw", "j", "½",
                            "9999999999999999999999", "\xFF\xFE", "\xE2\x80\x8B"}) {
    EXPECT_EQ(ids(injury(), Said{typed}), "") << typed;
  }
}

TEST(Answer, TakesSeveralWhereSeveralAreAsked) {
  for (const auto* typed : {"1, 3", "1,3", "1 en 3", "3 & 1", "1 + 3", "1; 3"}) {
    EXPECT_EQ(chosen(injury(true), Said{typed}).size(), 2U) << typed;
  }
  EXPECT_EQ(ids(injury(true), Said{"1, 9"}), "");
  EXPECT_EQ(ids(injury(), Said{"1, 3"}), "");
  EXPECT_EQ(ids(injury(true), Chose{{"q7/no", "q7/light"}}), "no light");
  EXPECT_EQ(ids(injury(), Chose{{"q7/no", "q7/light"}}), "");
}

TEST(Answer, FindsTheWordsOfAnOptionInASentence) {
  const std::vector<OptionWords> words{{"light", {"blauwe plek", "schram*"}}, {"doctor", {"bloed*"}}};
  EXPECT_EQ(ids(injury(), Said{"ik heb alleen een blauwe plek"}, words), "light");
  EXPECT_EQ(ids(injury(), Said{"een paar schrammen"}, words), "light");
  EXPECT_EQ(ids(injury(), Said{"er is geen bloed"}, words), "");
  EXPECT_EQ(ids(injury(), Said{"schrammen en bloedend"}, words), "") << "two options, one allowed";
}

TEST(Answer, KeepsNumbersAndTextForWhatTheyAre) {
  auto open = injury();
  open.expects = Expects::text;
  EXPECT_EQ(ids(open, Said{"1"}), "no") << "buttons under a text question have numbers too";
  EXPECT_EQ(ids(open, Said{"terug"}), ".back");
  EXPECT_EQ(ids(open, Said{"terug naar de balie"}), "") << "more than the label is the answer itself";
  open.expects = Expects::moment;
  EXPECT_EQ(ids(open, Said{"3"}), "") << "an hour or a day";
}

TEST(Answer, KnowsAStalePress) {
  EXPECT_FALSE(stale(injury(), Chose{{"q7/no"}}));
  EXPECT_TRUE(stale(injury(), Chose{{"q6/no"}}));
  EXPECT_TRUE(stale(std::nullopt, Chose{{"q7/no"}}));
  EXPECT_EQ(ids(injury(), Chose{{"q6/no"}}), "");
  EXPECT_EQ(ids(injury(), Opened{}), "");
}

TEST(Answer, StripsOnlyASlot) {
  EXPECT_EQ(bare("q12/yes"), "yes");
  for (const auto* whole : {"yes", "menu/help", "case/2026-0001/own", "q/yes", "quit/yes", "q12", ""}) {
    EXPECT_EQ(bare(whole), whole);
  }
}

TEST(YesOrNo, KnowsTheOrdinaryWords) {
  for (const auto* yes :
       {"ja", "JA!!", "jawel hoor", "jazeker", "Ja graag", "ja, hij staat er nog, ik weet niet wat ik moet doen",
        "dat klopt", "klopt", "yes please", "Yep", "ok", "inderdaad", "j"}) {
    EXPECT_EQ(yes_or_no(yes), std::optional{true}) << yes;
  }
  for (const auto* no : {"nee", "nee joh", "Nee hoor!", "no thanks", "nope", "niet", "dat klopt niet", "nee dank je"}) {
    EXPECT_EQ(yes_or_no(no), std::optional{false}) << no;
  }
  for (const auto* neither : {"", "ja en nee", "nee maar hij komt terug", "misschien", "ja of nee", "stop", "jammer",
                              "ik denk het", "ja niet", "dat", "😀"}) {
    EXPECT_EQ(yes_or_no(neither), std::nullopt) << neither;
  }
}

}  // namespace
}  // namespace meldmaat
