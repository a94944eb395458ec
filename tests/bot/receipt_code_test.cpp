// SPDX-License-Identifier: EUPL-1.2
// A code that somebody copied by hand is read as they meant it, and a mistake in it is always noticed
// (docs/postbox.md, rows P1 and P2). How: codes drawn from a fixed generator, and every single mistake made in them.
#include "bot/receipt_code.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace meldmaat {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string drawn(std::mt19937& generator) {
  std::string hex;
  for (int digit = 0; digit < 26; ++digit) hex += "0123456789abcdef"[generator() % 16];
  return receipt_code(hex);
}

TEST(ReceiptCode, IsWrittenInGroupsAndReadBack) {
  const auto code = receipt_code("00112233445566778899aabbccdd");
  EXPECT_EQ(code, "008J4CT4ANK7F24SNAXW");
  EXPECT_EQ(written(code).size(), 20U + 2U + 4U);
  EXPECT_EQ(read_receipt_code(written(code)), code);
}

TEST(ReceiptCode, ForgivesHowItWasTyped) {
  const auto code = receipt_code("08421084210842100000000000");
  ASSERT_NE(code.find('1'), std::string::npos);
  auto typed = written(code);
  std::string lower;
  for (const char letter : typed) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  EXPECT_EQ(read_receipt_code(lower), code);
  std::string spaced;
  for (const char letter : typed) spaced += letter == '-' ? std::string(" \xE2\x80\x93 ") : std::string(1, letter);
  EXPECT_EQ(read_receipt_code(" " + spaced + "\n"), code) << "spaces and long dashes";
  for (auto& letter : typed) {
    if (letter == '0') letter = 'o';
    if (letter == '1') letter = 'l';
  }
  EXPECT_EQ(read_receipt_code(typed), code) << "O for 0 and L for 1";
}

TEST(ReceiptCode, ReadsFullWidthCharacters) {
  const auto code = receipt_code("abcdef0123456789abcdef0123");
  std::string wide;
  for (const char letter : written(code)) {
    wide += "\xEF\xBC";
    const auto offset = static_cast<unsigned>(letter) - 0x20U;
    wide.back() = static_cast<char>(offset < 0x40 ? 0xBC : 0xBD);
    wide += static_cast<char>(0x80U + offset % 0x40U);
  }
  EXPECT_EQ(read_receipt_code(wide), code);
}

TEST(ReceiptCode, NoticesEveryWrongCharacterAndEverySwap) {
  std::mt19937 generator(7);
  for (int round = 0; round < 20; ++round) {
    const auto right = written(drawn(generator));
    for (std::size_t at = 0; at < right.size(); ++at) {
      if (right[at] == '-') continue;
      for (const char other : alphabet) {
        if (other == right[at]) continue;
        auto wrong = right;
        wrong[at] = other;
        EXPECT_FALSE(read_receipt_code(wrong)) << wrong;
      }
      const auto next = right[at + 1 < right.size() && right[at + 1] == '-' ? at + 2 : at + 1];
      if (at + 1 >= right.size() || next == right[at]) continue;
      auto swapped = right;
      std::swap(swapped[at], swapped[right[at + 1] == '-' ? at + 2 : at + 1]);
      EXPECT_FALSE(read_receipt_code(swapped)) << swapped;
    }
  }
}

TEST(ReceiptCode, RefusesWhatIsNone) {
  const auto code = written(receipt_code("abcdef0123456789abcdef0123"));
  EXPECT_FALSE(read_receipt_code(""));
  EXPECT_FALSE(read_receipt_code(code.substr(1)));
  EXPECT_FALSE(read_receipt_code(code + "0"));
  EXPECT_FALSE(read_receipt_code(code.substr(0, 5) + "U" + code.substr(6)));
  EXPECT_FALSE(read_receipt_code(std::string(100'000, 'A')));
  EXPECT_FALSE(read_receipt_code("\xEF\xBC"));
}

}  // namespace
}  // namespace meldmaat
