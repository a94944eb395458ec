// SPDX-License-Identifier: EUPL-1.2
// Checks the words of complaints: the line that is printed, the order, and which known word was probably meant.
#include "config/complaint.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

TEST(Complaint, IsOneLineThatSaysWhereAndWhat) {
  const Complaint whole{{"organisation.toml", 12, 8},
                        Complaint::Weight::mistake,
                        "unknown key \"holdr\"",
                        "one of holders, deputy",
                        "holders"};
  EXPECT_EQ(describe(whole),
            "organisation.toml:12:8: unknown key \"holdr\"; expected one of holders, deputy; did you "
            "mean \"holders\"?");
  EXPECT_EQ(describe({{"forms", 0, 0}, Complaint::Weight::warning, "nothing here", {}, {}}),
            "forms: warning: nothing here");
}

TEST(Complaint, EachIsToldOnceInTheOrderOfTheFiles) {
  Complaints complaints;
  complaints.mistake({"b.toml", 1, 1}, "third");
  complaints.mistake({"a.toml", 10, 1}, "second");
  complaints.warning({"a.toml", 9, 3}, "first");
  complaints.mistake({"a.toml", 10, 1}, "second");
  const auto list = complaints.in_order();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].what, "first");
  EXPECT_EQ(list[1].what, "second");
  EXPECT_EQ(list[2].what, "third");
  EXPECT_TRUE(complaints.any_mistake());
}

TEST(Complaint, AWarningAloneIsNoMistake) {
  Complaints complaints;
  complaints.warning({"a.toml", 9, 3}, "look at this");
  EXPECT_FALSE(complaints.any_mistake());
}

TEST(NearestWord, ForgivesSlipsOfTheHand) {
  const std::vector<std::string> roles{"manager", "mayor", "counsellor", "care_team", "coordinator"};
  EXPECT_EQ(nearest_word("manger", roles), "manager");           // one left out
  EXPECT_EQ(nearest_word("mayoor", roles), "mayor");             // one too many
  EXPECT_EQ(nearest_word("counsellar", roles), "counsellor");    // another letter
  EXPECT_EQ(nearest_word("coordinaotr", roles), "coordinator");  // two swapped
  EXPECT_EQ(nearest_word("Care_Team", roles), "care_team");      // capitals
  EXPECT_EQ(nearest_word("secretary", roles), "");
  EXPECT_EQ(nearest_word("", roles), "");
  EXPECT_EQ(nearest_word("mayor", {}), "");
  EXPECT_EQ(nearest_word(std::string(5'000, 'a'), roles), "");
}

TEST(InQuotes, IsSafeOnATerminal) {
  EXPECT_EQ(in_quotes("a\x1b[2Jb\n"), "\"a?[2Jb?\"");
  EXPECT_EQ(in_quotes(std::string(200, 'x')), '"' + std::string(80, 'x') + "...\"");
  // 79 letters and a character of two bytes: the cut falls in the middle of it.
  EXPECT_EQ(in_quotes(std::string(79, 'x') + "\u00e9" + "xyz"), '"' + std::string(79, 'x') + "...\"");
}

TEST(Counted, KnowsThePlural) {
  EXPECT_EQ(counted(1, "mistake"), "1 mistake");
  EXPECT_EQ(counted(0, "warning"), "0 warnings");
  EXPECT_EQ(counted(14, "person"), "14 people");
}

}  // namespace
}  // namespace meldmaat
