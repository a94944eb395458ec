// SPDX-License-Identifier: EUPL-1.2
// Words in what people type: what is found, what a denial takes back, what counts as a character. Tables.
#include "dialogs/reading/words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace meldmaat {
namespace {

TEST(Words, AreFoldedForMatching) {
  EXPECT_EQ(folded("  Één\tKEER,\n’s avonds!! "), "een keer s avonds");
  EXPECT_EQ(folded("an\xE2\x80\x8Boniem"), "anoniem");
  EXPECT_EQ(folded("\xFF\xC3"), "");
  EXPECT_EQ(plain_words("Ja, dat klopt."), (Words{"ja", "dat", "klopt"}));
  EXPECT_EQ(words_of("Ja. Dat\nklopt"), (Words{"ja", ".", "dat", ".", "klopt", "."}));
}

TEST(Words, AreFoundUnlessDenied) {
  const auto text = words_of("Hij begon te schelden, maar sloeg me niet. Daarna dreigde hij met een mes.");
  EXPECT_TRUE(says(text, "schelden"));
  EXPECT_FALSE(says(text, "sloeg"));
  EXPECT_TRUE(says(text, "dreig*"));
  EXPECT_TRUE(says(text, "met een mes"));
  EXPECT_FALSE(says(text, "pistool"));
  EXPECT_FALSE(says(text, ""));
  EXPECT_TRUE(says_any(text, std::vector<std::string>{"pistool", "mes"}));
  EXPECT_TRUE(says(words_of("hij wilde niet weg"), "wilde niet weg")) << "a denial inside the phrase belongs to it";
  EXPECT_FALSE(says(words_of("er is niemand geslagen"), "geslagen"));
  EXPECT_TRUE(says(words_of("Niemand hielp. Ik ben geslagen."), "geslagen")) << "another clause";
}

TEST(Words, CountCharactersAndKnowBlanks) {
  EXPECT_EQ(characters("één"), 3U);
  EXPECT_EQ(characters("😀"), 1U);
  EXPECT_EQ(characters(""), 0U);
  EXPECT_TRUE(blank(" \n\t\xE2\x80\x8B"));
  EXPECT_FALSE(blank("😀"));
  EXPECT_EQ(listed(" a ,b,, c d "), (std::vector<std::string>{"a", "b", "c d"}));
}

}  // namespace
}  // namespace meldmaat
