// SPDX-License-Identifier: EUPL-1.2
// Checks that every row of the documents meldmaat serves is proved by a test or says what is missing: served_rows.txt
// has each row once, each test it names exists, fewer and fewer rows are missing, and docs/served.md is made of it.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "tests/house_rules/proofs.hpp"

namespace meldmaat::house_rules {
namespace {

/// Rows that are not served. Lower it when one is served; never raise it.
constexpr std::size_t most_missing = 0;

struct Document {
  const char* name;
  const char* title;
  int rows;
};
constexpr std::array documents{Document{"S0", "The ten points", 22}, Document{"S1", "The scan card", 5},
                               Document{"S2", "The protocol of Heerlen", 43},
                               Document{"S3", "The recommendations of 2019", 20},
                               Document{"S4", "The framework of Utrecht", 20}};

const std::vector<ProvedRow>& rows() {
  static const auto read = read_proved_rows("served_rows.txt");
  return read;
}

bool is_of(const ProvedRow& row, const Document& document) {
  return row.id.starts_with(std::string{document.name} + "-");
}

std::string introduction() {
  return "# What is served, and what proves it\n\n"
         "Five documents say what a municipality does against aggression: the brochure with ten points of the "
         "Taskforce-RIEC\nBrabant-Zeeland (S0) and its scan card (S1), the aggression protocol of the municipality of "
         "Heerlen (S2), the\nrecommendations of 2019 on threat, intimidation and bribery (S3), and the framework of "
         "Utrecht for safety and care\npartners (S4). Each row is something they ask of software, in our words, with "
         "the "
         "tests that fail when it is not so any more.\n\n"
         "The page is made of tests/house_rules/served_rows.txt by tests/house_rules/served_test.cpp, which fails when "
         "a row or a\ntest is missing. A row counts when the whole of it is there and a test would miss it: " +
         std::to_string(rows().size() - count_missing(rows())) + " of " + std::to_string(rows().size()) + ".\n";
}

std::string served_table(const Document& document) {
  std::string table;
  for (const auto& row : rows()) {
    if (!is_of(row, document) || !row.missing.empty()) continue;
    table += "| " + row.id + " | " + row.what + " | " + listed(row.proofs) + " |\n";
  }
  if (table.empty()) return "\nNone of its rows is served yet.\n";
  return "\n| row | meldmaat | tests |\n|---|---|---|\n" + table;
}

std::string document() {
  std::string page = introduction();
  for (const auto& each : documents) {
    page += "\n## " + std::string{each.name} + ": " + each.title + "\n" + served_table(each);
  }
  if (count_missing(rows()) == 0) return page;
  page += "\n## Not served yet\n\n| row | meldmaat | what is missing |\n|---|---|---|\n";
  for (const auto& row : rows()) {
    if (!row.missing.empty()) page += "| " + row.id + " | " + row.what + " | " + row.missing + " |\n";
  }
  return page;
}

TEST(Served, HasEachRowOnceInItsOrder) {
  std::vector<std::string> wanted;
  for (const auto& each : documents) {
    for (int number = 1; number <= each.rows; ++number) {
      wanted.push_back(std::string{each.name} + "-" + std::to_string(number));
    }
  }
  std::vector<std::string> found;
  for (const auto& row : rows()) found.push_back(row.id);
  EXPECT_EQ(found, wanted);
}

TEST(Served, NamesTestsThatExist) {
  expect_proofs_exist(rows());
}

TEST(Served, MissesNoMoreThanItDid) {
  EXPECT_LE(count_missing(rows()), most_missing);
}

TEST(Served, IsInTheDocumentation) {
  expect_documented("served.md", document());
}

}  // namespace
}  // namespace meldmaat::house_rules
