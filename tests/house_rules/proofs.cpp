// SPDX-License-Identifier: EUPL-1.2
#include "tests/house_rules/proofs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "tests/house_rules/source_file.hpp"

namespace meldmaat::house_rules {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  return parts;
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

}  // namespace

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<ProvedRow> read_proved_rows(const std::string& file) {
  std::vector<ProvedRow> made;
  std::istringstream lines(contents(fs::path{MELDMAAT_SOURCE_DIR} / "tests/house_rules" / file));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    auto fields = split(line, " | ");
    if (fields.size() != 3) {
      ADD_FAILURE() << "not a row: " << line;
      continue;
    }
    const bool holds = !fields[2].starts_with("- ");
    made.push_back({fields[0], fields[1], holds ? split(fields[2], ", ") : std::vector<std::string>{},
                    holds ? "" : fields[2].substr(2)});
  }
  return made;
}

std::size_t count_missing(const std::vector<ProvedRow>& rows) {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const ProvedRow& row) { return !row.missing.empty(); }));
}

void expect_proofs_exist(const std::vector<ProvedRow>& rows) {
  const auto tests = tests_in_sources();
  ASSERT_TRUE(tests.contains("Served.NamesTestsThatExist")) << "the scan finds nothing";
  for (const auto& row : rows) {
    EXPECT_NE(row.what, "") << row.id;
    EXPECT_EQ(row.proofs.empty(), !row.missing.empty()) << row.id;
    for (const auto& proof : row.proofs) {
      const bool exists = proof.starts_with("tests/") ? fs::is_regular_file(fs::path{MELDMAAT_SOURCE_DIR} / proof)
                                                      : tests.contains(proof);
      EXPECT_TRUE(exists) << row.id << ": there is no " << proof;
    }
  }
}

std::string listed(const std::vector<std::string>& proofs) {
  std::string text;
  for (const auto& proof : proofs) text += (text.empty() ? "`" : ", `") + proof + "`";
  return text;
}

void expect_documented(const std::string& name, const std::string& wanted) {
  if (contents(fs::path{MELDMAAT_SOURCE_DIR} / "docs" / name) == wanted) return;
  const auto made = fs::temp_directory_path() / name;
  std::ofstream{made, std::ios::binary} << wanted;
  FAIL() << "docs/" << name << " is behind what it is made of; this is how it should be: " << made;
}

}  // namespace meldmaat::house_rules
