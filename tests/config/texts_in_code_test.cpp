// SPDX-License-Identifier: EUPL-1.2
// Every text that code names exists: looks for words in quotes that are shaped like a key of a table that code speaks
// from, in the sources of dialogs/ and of the web channel, and asks the shipped catalogue for each.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "config/municipality_loader.hpp"

namespace meldmaat {
namespace {

std::set<std::string> keys_in(const std::filesystem::path& folder) {
  const std::regex shaped(R"re("((?:house|intake|casework|notice|role|why|web)\.[a-z_.]*[a-z])")re");
  std::set<std::string> keys;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (std::sregex_iterator found(text.begin(), text.end(), shaped); found != std::sregex_iterator(); ++found) {
      keys.insert((*found)[1]);
    }
  }
  return keys;
}

TEST(TextsInCode, AllExist) {
  const auto result = load_demo();
  const auto* const loaded = std::get_if<Loaded>(&result);
  ASSERT_NE(loaded, nullptr);
  const std::filesystem::path source = MELDMAAT_SOURCE_DIR;
  auto keys = keys_in(source / "dialogs");
  keys.merge(keys_in(source / "adapters/web"));
  EXPECT_GT(keys.size(), 150U) << "the scan found too little to mean anything";
  for (const auto& key : keys) EXPECT_TRUE(loaded->municipality.texts.has(key)) << key;
}

}  // namespace
}  // namespace meldmaat
