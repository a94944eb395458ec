// SPDX-License-Identifier: EUPL-1.2
// Checks that rows become a file which a Dutch spreadsheet opens as it was meant, and in which nothing is a formula.
#include "adapters/paper/csv.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

std::string line(const std::vector<std::string>& cells) {
  auto file = to_csv({cells});
  EXPECT_TRUE(file.starts_with(mark));
  return file.substr(mark.size());
}

TEST(Csv, HasSemicolonsLinesAndAMarkThatItIsUtf8) {
  EXPECT_EQ(to_csv({{"Nummer", "Soort"}, {"2026-0001", "Slaan, duwen"}}),
            std::string(mark) + "Nummer;Soort\r\n2026-0001;Slaan, duwen\r\n");
  EXPECT_EQ(to_csv({}), mark);
  EXPECT_EQ(line({"", "é", ""}), ";é;\r\n");
}

TEST(Csv, QuotesWhatWouldEndACell) {
  EXPECT_EQ(line({"a;b", "zeg \"nee\"", "c"}), "\"a;b\";\"zeg \"\"nee\"\"\";c\r\n");
}

TEST(Csv, HoldsNoFormula) {
  EXPECT_EQ(line({"=1+1", "+31", "-2", "@SUM(A1)"}), "'=1+1;'+31;'-2;'@SUM(A1)\r\n");
  EXPECT_EQ(line({"  =1+1"}), "'  =1+1\r\n") << "blanks in front do not help";
  EXPECT_EQ(line({"=\"a;b\""}), "\"'=\"\"a;b\"\"\"\r\n");
  EXPECT_EQ(line({"a-b", "2026-0001"}), "a-b;2026-0001\r\n");
}

TEST(Csv, HasOneLineForARow) {
  const auto file = line({"boven\nonder\r\nnog", "\t=1"});
  EXPECT_EQ(file.find_first_of("\r\n"), file.size() - 2) << file;
  EXPECT_EQ(file.find(";="), std::string::npos) << file;
}

}  // namespace
}  // namespace meldmaat
