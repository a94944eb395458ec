// SPDX-License-Identifier: EUPL-1.2
// Checks the code of a witness: what chance makes of it, and that a code copied by hand is understood.
#include "bot/witness_code.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace meldmaat {
namespace {

const WitnessCode one{CaseNumber{"2026-0007"}, "7KQ2M9C4"};

TEST(WitnessCode, IsWrittenInGroups) {
  EXPECT_EQ(written(one), "2026-0007-7KQ2-M9C4");
}

TEST(WitnessCode, IsUnderstoodAsPeopleTypeIt) {
  for (const auto* typed : {"2026-0007-7KQ2-M9C4", "getuige 2026-0007-7KQ2-M9C4", "Getuige: 2026-0007-7kq2-m9c4.",
                            "2026 0007 7KQ2M9C4", "mijn code 2026-0007 7kq2 m9c4",
                            "2026\xE2\x80\x93"
                            "0007\xE2\x80\x93"
                            "7KQ2\xE2\x80\x93"
                            "M9C4"}) {
    EXPECT_EQ(read_witness_code(typed), one) << typed;
  }
  const WitnessCode confusing{CaseNumber{"2026-12345"}, "01011010"};
  EXPECT_EQ(read_witness_code("witness 2026-12345-oiO1-l0Lo"), confusing);
}

TEST(WitnessCode, IsNothingElse) {
  for (const auto* typed : {"", "getuige", "2026-0007", "2026-0007-7KQ2", "2026-0007-7KQ2-M9C45", "2026-0007-7KQ2-M9CU",
                            "26-0007-7KQ2-M9C4", "J2026-7KQ2-M9C4",
                            "ik was er op 20 oktober 2026 en zag 2026-0007-7KQ2-M9C4", "\xFF\xFE"}) {
    EXPECT_EQ(read_witness_code(typed), std::nullopt) << typed;
  }
  EXPECT_EQ(read_witness_code("2026-0007-7KQ2-M9C4" + std::string(100, ' ')), std::nullopt) << "too long to be one";
}

TEST(WitnessCode, TakesFortyBitsOfChance) {
  EXPECT_EQ(witness_secret("0000000000"), "00000000");
  EXPECT_EQ(witness_secret("ffffffffff"), "ZZZZZZZZ");
  std::set<std::string> secrets;
  for (const char digit : std::string_view{"123456789abcdef"}) {
    for (std::size_t place = 0; place < 10; ++place) {
      std::string chance(10, '0');
      chance[place] = digit;
      secrets.insert(witness_secret(chance));
    }
  }
  EXPECT_EQ(secrets.size(), 150U) << "every bit counts";
  EXPECT_THROW((void)witness_secret("123456789"), std::invalid_argument);
}

}  // namespace
}  // namespace meldmaat
