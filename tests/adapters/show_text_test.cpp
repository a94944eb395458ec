// SPDX-License-Identifier: EUPL-1.2
// Checks what a reader sees of hostile text: rows C1-C5, C8, C12 and C13 of the bad-input table, by showing one text of
// each kind and comparing it with what should stand on the screen, and that showing twice changes nothing more.
#include "adapters/show_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace meldmaat {
namespace {

std::string repeat(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(ShowText, DirectionControlsBecomeMarks) {  // C1
  EXPECT_EQ(show_text("a\u202Eb"), "a[U+202E]b");
  EXPECT_EQ(show_text("\u2066x\u2069"), "[U+2066]x[U+2069]");
  EXPECT_EQ(show_text("\u200E\u200F\u061C"), "[U+200E][U+200F][U+061C]");
}

TEST(ShowText, ZeroWidthCharactersBecomeMarks) {  // C2
  EXPECT_EQ(show_text("an\u200Boniem"), "an[U+200B]oniem");
  EXPECT_EQ(show_text("a\u200Cb\u200Dc"), "a[U+200C]b[U+200D]c");
  EXPECT_EQ(show_text("\uFEFFa\u2060\u00AD"), "[U+FEFF]a[U+2060][U+00AD]");
}

TEST(ShowText, AtMostEightCombiningMarksOnALetter) {  // C3
  EXPECT_EQ(show_text("e\u0301"), "e\u0301");
  EXPECT_EQ(show_text("e" + repeat("\u0301", 8)), "e" + repeat("\u0301", 8));
  EXPECT_EQ(show_text("e" + repeat("\u0301", 10'000) + "n"), "e" + repeat("\u0301", 8) + "[…]n");
}

TEST(ShowText, ANameThatMixesScriptsCarriesAWarning) {  // C4
  EXPECT_EQ(show_name("Kim de Wit"), "Kim de Wit");
  EXPECT_EQ(show_name("K\u0456m de Wit"), "K\u0456m de Wit \u26A0");
  EXPECT_EQ(show_name("\u0410\u043D\u043D\u0430"), "\u0410\u043D\u043D\u0430");
}

TEST(ShowText, TagsSelectorsAndPrivateUseDisappear) {  // C5
  EXPECT_EQ(show_text("a\U000E0041\U000E007Fb"), "ab");
  EXPECT_EQ(show_text("a\uFE01\uFE0F\U000E0100b"), "ab");
  EXPECT_EQ(show_text("a\uE000\U000F0000\U0010FFFDb"), "ab");
}

TEST(ShowText, LineEndsAndControlCharactersAreVisibleInOneLine) {  // C12
  EXPECT_EQ(show_line("a\r\nb\rc\u2028d\te"), "a⏎b⏎c⏎d␉e");
  EXPECT_EQ(show_line("\x1B[31mrood\b\x7F"), "␛[31mrood␈␡");
  EXPECT_EQ(show_text("a\r\nb\rc\u2028d\te\x1B\u009B"), "a\nb\nc\nd\te␛[U+009B]");
  EXPECT_EQ(show_text(std::string_view("a\0b", 3)), "a␀b");
}

TEST(ShowText, EmojiAndOtherScriptsStayWhole) {  // C13
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(show_text(repeat(family, 800)), repeat(family, 800));
  EXPECT_EQ(show_text("\u2764\uFE0F 1\uFE0F\u20E3"), "\u2764\uFE0F 1\uFE0F\u20E3");
  EXPECT_EQ(show_text("مرحبا بكم"), "مرحبا بكم");
  EXPECT_EQ(show_text("می\u200Cخواهم"), "می\u200Cخواهم");
}

TEST(ShowText, BytesThatAreNotUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(show_text("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(show_text("\xC0\xAF"), "\uFFFD\uFFFD");                 // overlong
  EXPECT_EQ(show_text("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");       // surrogate
  EXPECT_EQ(show_text("\xF4\x90\x80\x80").substr(0, 3), "\uFFFD");  // beyond Unicode
  EXPECT_EQ(show_text("\xE2\x82"), "\uFFFD\uFFFD");                 // cut off
}

TEST(ShowText, NothingIsCut) {  // C14: length is limited before storing, with a message; what is stored is shown whole
  EXPECT_EQ(show_text(std::string(1'000'000, 'a')).size(), 1'000'000U);
  EXPECT_EQ(show_text(repeat("regel\n", 20'000)).size(), 120'000U);
}

TEST(ShowText, ShowingWhatIsShownChangesNothing) {
  for (const std::string& text : {std::string("a\u202E\u200D\U000E0041\u200D"), "e" + repeat("\u0301", 20),
                                  std::string("\u2764\u200D\uFE0F\u2764"), std::string("\xFF\x1B\r\n"),
                                  std::string("\U0001F468\u200D\U000E0041\U0001F469\uFE0F\uFE0F")}) {
    EXPECT_EQ(show_text(show_text(text)), show_text(text));
    EXPECT_EQ(show_name(show_name(text)), show_name(text));
  }
}

}  // namespace
}  // namespace meldmaat
