// SPDX-License-Identifier: EUPL-1.2
// Checks that every row of the documents meldmaat serves is proved by a test or says what is missing: served_rows.txt
// has each row once, each test it names exists, fewer and fewer rows are missing, and docs/served.md is made of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/house_rules/source_file.hpp"

namespace meldmaat::house_rules {
namespace {

namespace fs = std::filesystem;

/// Rows that are not served. Lower it when one is served; never raise it.
constexpr std::size_t most_missing = 4;

struct Document {
  const char* name;
  const char* title;
  int rows;
};
constexpr std::array documents{Document{"S0", "The ten points", 22}, Document{"S1", "The scan card", 5},
                               Document{"S2", "The protocol of Heerlen", 43},
                               Document{"S3", "The recommendations of 2019", 20},
                               Document{"S4", "The framework of Utrecht", 20}};

struct Row {
  std::string id;
  std::string what;
  std::vector<std::string> proofs;
  std::string missing;  ///< why it is not served; empty: it is
};

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  return parts;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> read = [] {
    std::vector<Row> made;
    std::istringstream lines(contents(fs::path{MELDMAAT_SOURCE_DIR} / "tests/house_rules/served_rows.txt"));
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line.starts_with('#')) continue;
      auto fields = split(line, " | ");
      if (fields.size() != 3) {
        ADD_FAILURE() << "not a row: " << line;
        continue;
      }
      const bool served = !fields[2].starts_with("- ");
      made.push_back({fields[0], fields[1], served ? split(fields[2], ", ") : std::vector<std::string>{},
                      served ? "" : fields[2].substr(2)});
    }
    return made;
  }();
  return read;
}

/// "Suite.Test" of every GoogleTest below tests/.
std::set<std::string> tests_in_sources() {
  static const std::regex macro(R"(\bTEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\))");
  std::set<std::string> names;
  const fs::path top = MELDMAAT_SOURCE_DIR;
  for (fs::recursive_directory_iterator it(top / "tests"), end; it != end; ++it) {
    if (it->is_directory() && it->path().filename() == "node_modules") it.disable_recursion_pending();
    if (it->path().extension() != ".cpp") continue;
    const SourceFile file(it->path().lexically_relative(top).generic_string(), contents(it->path()));
    for (std::sregex_iterator found(file.code.begin(), file.code.end(), macro), none; found != none; ++found) {
      names.insert((*found)[1].str() + "." + (*found)[2].str());
    }
  }
  return names;
}

bool is_of(const Row& row, const Document& document) {
  return row.id.starts_with(std::string{document.name} + "-");
}

std::size_t missing_rows() {
  return static_cast<std::size_t>(std::ranges::count_if(rows(), [](const Row& row) { return !row.missing.empty(); }));
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
         std::to_string(rows().size() - missing_rows()) + " of " + std::to_string(rows().size()) + ".\n";
}

std::string served_table(const Document& document) {
  std::string table;
  for (const auto& row : rows()) {
    if (!is_of(row, document) || !row.missing.empty()) continue;
    table += "| " + row.id + " | " + row.what + " | ";
    for (std::size_t i = 0; i < row.proofs.size(); ++i) table += (i == 0 ? "`" : ", `") + row.proofs[i] + "`";
    table += " |\n";
  }
  if (table.empty()) return "\nNone of its rows is served yet.\n";
  return "\n| row | meldmaat | tests |\n|---|---|---|\n" + table;
}

std::string document() {
  std::string page = introduction();
  for (const auto& each : documents) {
    page += "\n## " + std::string{each.name} + ": " + each.title + "\n" + served_table(each);
  }
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
  const auto tests = tests_in_sources();
  ASSERT_TRUE(tests.contains("Served.NamesTestsThatExist")) << "the scan finds nothing";
  for (const auto& row : rows()) {
    EXPECT_NE(row.what, "") << row.id;
    EXPECT_EQ(row.proofs.empty(), !row.missing.empty()) << row.id;
    for (const auto& proof : row.proofs) {
      const bool exists = proof.starts_with("tests/") ? fs::is_regular_file(fs::path{MELDMAAT_SOURCE_DIR} / proof)
                                                      : tests.contains(proof);
      EXPECT_TRUE(exists) << row.id << ": there is no " << proof;
    }
  }
}

TEST(Served, MissesNoMoreThanItDid) {
  EXPECT_LE(missing_rows(), most_missing);
}

TEST(Served, IsInTheDocumentation) {
  if (contents(fs::path{MELDMAAT_SOURCE_DIR} / "docs/served.md") == document()) return;
  const auto made = fs::temp_directory_path() / "served.md";
  std::ofstream{made, std::ios::binary} << document();
  FAIL() << "docs/served.md is behind tests/house_rules/served_rows.txt; this is how it should be: " << made;
}

}  // namespace
}  // namespace meldmaat::house_rules
