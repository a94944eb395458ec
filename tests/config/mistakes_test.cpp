// SPDX-License-Identifier: EUPL-1.2
// Checks that every kind of mistake is found where it stands and explained, all of a file at once. Each file in
// mistakes/ takes the place of one file of the valid configuration (the part of its name before '-' says which) and
// carries what must be said about it: "#~ COLUMN TEXT" at the end of a faulty line, "#~file TEXT" for the file as a
// whole; "..." in TEXT stands for anything. Nothing else may be said.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

struct Expected {
  int line = 0;
  int column = 0;
  std::string text;
};

std::vector<Expected> expectations(const std::string& file) {
  std::vector<Expected> expected;
  std::istringstream lines{file};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    for (auto at = line.find("#~"); at != std::string::npos; at = line.find("#~", at + 2)) {
      std::istringstream mark{line.substr(at + 2, line.find(" #~", at + 2) - at - 2)};
      std::string place;
      Expected one;
      mark >> place >> std::ws;
      std::getline(mark, one.text);
      if (place != "file") one = {number, std::stoi(place), one.text};
      expected.push_back(one);
    }
  }
  return expected;
}

bool contains_in_order(const std::string& said, const std::string& pattern) {
  std::size_t at = 0;
  for (std::size_t start = 0; start <= pattern.size();) {
    const auto end = std::min(pattern.find("...", start), pattern.size());
    at = said.find(pattern.substr(start, end - start), at);
    if (at == std::string::npos) return false;
    start = end + 3;
  }
  return true;
}

bool says(const Complaint& complaint, const Expected& expected) {
  return complaint.place.line == expected.line && complaint.place.column == expected.column &&
         contains_in_order(describe(complaint), expected.text);
}

Sources with_mistakes(const std::string& name, const std::string& text) {
  Sources sources = valid_sources();
  const std::string kind = name.substr(0, name.find('-'));
  const SourceFile file{name, text, true};
  const SourceFile own{name, text, false};
  if (kind == "organisation") sources.organisation = file;
  if (kind == "settings") sources.settings = file;
  if (kind == "protocol") sources.protocols = {file};
  if (kind == "form") sources.forms = {file};
  if (kind == "dutch") sources.dutch = {file};
  if (kind == "own_protocol") sources.protocols.push_back(own);
  if (kind == "own_form") sources.forms.push_back(own);
  if (kind == "own_dutch") sources.dutch.push_back(own);
  return sources;
}

std::vector<std::filesystem::path> mistake_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{test_folder() / "mistakes"})
    files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

TEST(Mistakes, AreAllFoundWhereTheyStand) {
  std::size_t expected_in_all = 0;
  for (const auto& path : mistake_files()) {
    const std::string text = read_test_file(path);
    const std::string name = path.filename().string();
    const std::vector<Expected> expected = expectations(text);
    const std::vector<Complaint> found = complaints_of(load_sources(with_mistakes(name, text)));
    EXPECT_FALSE(expected.empty()) << name;
    for (const auto& one : expected) {
      EXPECT_TRUE(std::ranges::any_of(found, [&](const Complaint& complaint) { return says(complaint, one); }))
          << "not said: " << name << ':' << one.line << ':' << one.column << ": " << one.text << "\nbut:\n"
          << described(found);
    }
    for (const auto& complaint : found) {
      EXPECT_TRUE(std::ranges::any_of(expected, [&](const Expected& one) { return says(complaint, one); }))
          << "not expected: " << describe(complaint);
    }
    expected_in_all += expected.size();
  }
  EXPECT_GE(expected_in_all, 40U);
}

}  // namespace
}  // namespace meldmaat
