// SPDX-License-Identifier: EUPL-1.2
// Checks that every control of the threat model is proved by a test or says what is missing: controls_rows.txt has each
// control once, each test it names exists, fewer and fewer are missing, and docs/threat-model.md is made of it and of
// controls_frame.md.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/house_rules/proofs.hpp"

namespace meldmaat::house_rules {
namespace {

constexpr int controls = 27;
/// Controls of which a part is not there. Lower it when one is; never raise it.
constexpr std::size_t most_missing = 7;

const std::vector<ProvedRow>& rows() {
  static const auto read = read_proved_rows("controls_rows.txt");
  return read;
}

std::string document() {
  std::string there = "| control | what it does | tests |\n|---|---|---|\n";
  std::string missing = "| control | what it does | what is missing |\n|---|---|---|\n";
  for (const auto& row : rows()) {
    auto& table = row.missing.empty() ? there : missing;
    table +=
        "| " + row.id + " | " + row.what + " | " + (row.missing.empty() ? listed(row.proofs) : row.missing) + " |\n";
  }
  auto page = contents(std::string(MELDMAAT_SOURCE_DIR) + "/tests/house_rules/controls_frame.md");
  for (const auto& [mark, text] :
       {std::pair{std::string("{controls}\n"), there}, {std::string("{missing}\n"), missing}}) {
    const auto at = page.find(mark);
    if (at == std::string::npos) {
      ADD_FAILURE() << "no place for " << mark;
      continue;
    }
    page.replace(at, mark.size(), text);
  }
  return page;
}

TEST(Controls, HaveEachRowOnceInItsOrder) {
  std::vector<std::string> wanted;
  for (int number = 1; number <= controls; ++number) wanted.push_back("C" + std::to_string(number));
  std::vector<std::string> found;
  for (const auto& row : rows()) found.push_back(row.id);
  EXPECT_EQ(found, wanted);
}

TEST(Controls, NameTestsThatExist) {
  expect_proofs_exist(rows());
}

TEST(Controls, MissNoMoreThanTheyDid) {
  EXPECT_LE(count_missing(rows()), most_missing);
}

TEST(Controls, AreInTheDocumentation) {
  expect_documented("threat-model.md", document());
}

}  // namespace
}  // namespace meldmaat::house_rules
