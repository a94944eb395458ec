// SPDX-License-Identifier: EUPL-1.2
// Checks that what people and hostile keyboards type comes down to plain characters, and what counts as one wrong
// letter.
#include "dialogs/phrases/normalise.hpp"

#include <gtest/gtest.h>

#include <string>

#include "dialogs/phrases/lexicon.hpp"
#include "dialogs/phrases/spelling.hpp"

namespace meldmaat::phrases {
namespace {

TEST(Normalise, lowers_and_strips_accents_composed_or_not) {
  EXPECT_EQ(normalised("DriEËntwintig"), "drieentwintig");
  EXPECT_EQ(normalised("e\u0301e\u0301n"), "een");
  EXPECT_EQ(normalised("één"), "een");
  EXPECT_EQ(normalised("dĳk Ĳ ŝ ž ÿ"), "dijk ij s z y");
}

TEST(Normalise, reads_digits_of_other_scripts) {
  EXPECT_EQ(normalised("٠١٢٣٤٥٦٧٨٩ ۰۹ １６：４０"), "0123456789 09 16:40");
}

TEST(Normalise, settles_fractions_dashes_and_spaces) {
  EXPECT_EQ(normalised("½ uur"), " half  uur");
  EXPECT_EQ(normalised("2½ uur"), "2,5  uur");
  EXPECT_EQ(normalised("2–3 − 4\u00A0±5"), "2-3 - 4 ~5");
}

TEST(Normalise, drops_apostrophes_and_invisible_characters) {
  EXPECT_EQ(normalised("’s avonds 's ochtends"), "s avonds s ochtends");
  EXPECT_EQ(normalised("gis\u200Bte\u202Eren\uFEFF\u00AD"), "gisteren");
  EXPECT_EQ(normalised("a\U000E0041b"), "ab");
}

TEST(Normalise, marks_everything_else_byte_by_byte_when_broken) {
  EXPECT_EQ(normalised("дом"), "???");
  EXPECT_EQ(normalised("😡"), "?");
  EXPECT_EQ(normalised("a\xFF\xC3"), "a??");
  EXPECT_EQ(normalised("\xE2\x28\xA1"), "?(?");
}

TEST(Spelling, one_letter_off) {
  for (const char* typed : {"dinsdga", "dinsdagg", "dinsda", "dinsdaf", "insdag", "idnsdag"}) {
    EXPECT_TRUE(one_letter_off(typed, "dinsdag")) << typed;
  }
  for (const char* typed : {"dinsdag", "donsdah", "dins", "dinsdagen", "gadsnid", ""}) {
    EXPECT_FALSE(one_letter_off(typed, "dinsdag")) << typed;
  }
}

TEST(Lexicon, spells_every_word_once_and_as_the_reader_sees_it) {
  for (const Language language : {Language::nl, Language::en}) {
    std::string_view before;
    for (const Entry& entry : lexicon(language).entries) {
      EXPECT_LT(before, entry.words);
      EXPECT_EQ(normalised(entry.words), entry.words);
      EXPECT_GE(entry.count, 1U) << entry.words;
      before = entry.words;
    }
  }
}

}  // namespace
}  // namespace meldmaat::phrases
