// SPDX-License-Identifier: EUPL-1.2
// Checks the whole tree against the house rules: every rule runs over every file, and each breach is one line
// file:line: what. The rules themselves are checked on small good and bad samples in rules_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

namespace fs = std::filesystem;

bool is_ours(const fs::path& file) {
  static constexpr std::array<std::string_view, 13> endings = {
      ".cpp", ".hpp", ".cmake", ".txt", ".sql", ".toml", ".js", ".mjs", ".css", ".html", ".sh", ".yaml", ""};
  return std::ranges::find(endings, file.extension().string()) != endings.end();
}

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The rooms and what surrounds them; build/, node_modules/ and what starts with a dot are nobody's handwriting.
std::vector<SourceFile> house() {
  const fs::path top = MELDMAAT_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (fs::recursive_directory_iterator it(top), end; it != end; ++it) {
    const auto name = it->path().filename().string();
    if (it->is_directory()) {
      if (name == "node_modules" || name.starts_with('.') || it->path() == top / "build")
        it.disable_recursion_pending();
    } else if (is_ours(it->path()) && name != "LICENSE") {
      files.emplace_back(it->path().lexically_relative(top).generic_string(), contents(it->path()));
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::string report(const Faults& faults) {
  std::string lines;
  for (const auto& fault : faults) lines += fault.path + ":" + std::to_string(fault.line) + ": " + fault.what + "\n";
  return lines;
}

Faults check_all(Faults (*rule)(const SourceFile&)) {
  Faults faults;
  for (const auto& file : house()) std::ranges::move(rule(file), std::back_inserter(faults));
  return faults;
}

TEST(HouseRules, TheHouseIsFound) {
  const auto files = house();
  EXPECT_TRUE(std::ranges::any_of(files, [](const SourceFile& file) { return file.path == "bot/moment.hpp"; }));
}

TEST(HouseRules, RoomsIncludeOnlyWhatTheTableAllows) {
  EXPECT_EQ(report(check_all(check_includes)), "");
}
TEST(HouseRules, HeavyHeadersStayBehindTheirWrapper) {
  EXPECT_EQ(report(check_rare_includes(house())), "");
}
TEST(HouseRules, SeamsAreTheOnlyWayOut) {
  EXPECT_EQ(report(check_all(check_calls)), "");
}
TEST(HouseRules, FilesAndFunctionsStaySmall) {
  EXPECT_EQ(report(check_all(check_sizes)), "");
}
TEST(HouseRules, CoroutinesAwaitNamedObjects) {
  EXPECT_EQ(report(check_all(check_coroutines)), "");
}
TEST(HouseRules, EveryFileIsFinishedAndLicensed) {
  EXPECT_EQ(report(check_all(check_text)), "");
}

}  // namespace
}  // namespace meldmaat::house_rules
