// SPDX-License-Identifier: EUPL-1.2
// Every text that code names exists: looks for words in quotes that are shaped like a key of a table that code speaks
// from, in the sources of dialogs/, of the rules and of the channels, and asks the shipped catalogue for each. What
// a rule puts together from a role exists for every role. And no text calls somebody guilty.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <utility>

#include "bot/organisation.hpp"
#include "config/municipality_loader.hpp"

namespace meldmaat {
namespace {

std::set<std::string> keys_in(const std::filesystem::path& folder,
                              const std::string& tables =
                                  "house|intake|casework|cards|notice|role|why|web|papers|bans|series|scan|figures|"
                                  "letters|doubt|lessons|visits|postbox|desk|witness|matters|overview") {
  const std::regex shaped("\"((?:" + tables + ")\\.(?!js\")[a-z_.]*[a-z])\"");
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

class TextsInCode : public testing::Test {
 protected:
  TextsInCode() {
    auto result = load_demo();
    if (auto* loaded = std::get_if<Loaded>(&result)) texts = std::move(loaded->municipality.texts);
  }
  /// In both languages.
  [[nodiscard]] bool has(const std::string& key) const {
    return texts.catalogue(Language::nl).contains(key) && texts.catalogue(Language::en).contains(key);
  }
  Texts texts;
};

TEST_F(TextsInCode, AllExist) {
  const std::filesystem::path source = MELDMAAT_SOURCE_DIR;
  auto keys = keys_in(source / "dialogs");
  keys.merge(keys_in(source / "adapters/web"));
  keys.merge(keys_in(source / "adapters/teams", "teams"));
  keys.merge(keys_in(source / "bot/rules"));
  EXPECT_GT(keys.size(), 150U) << "the scan found too little to mean anything";
  for (const auto& key : keys) EXPECT_TRUE(has(key)) << key;
}

// bot/rules/on_duty.cpp gives whoever holds a role the reason "why.<role>".
TEST_F(TextsInCode, EveryRoleHasANameAndAReason) {
  ASSERT_GT(known_roles().size(), 20U);
  for (const auto& role : known_roles()) {
    EXPECT_TRUE(has("why." + role.str())) << role.str();
    EXPECT_TRUE(has("role." + role.str())) << role.str();
  }
}

// Nobody is guilty before a judge said so: texts speak of the other person.
TEST_F(TextsInCode, NobodyIsCalledGuilty) {
  for (const auto& [language, pattern] :
       {std::pair{Language::nl, R"(\b[Dd]aders?\b)"},
        std::pair{Language::en, R"(\b([Pp]erpetrator|[Oo]ffender|[Cc]ulprit)s?\b)"}}) {
    const std::regex guilty{pattern};
    for (const auto& [key, text] : texts.catalogue(language)) {
      EXPECT_FALSE(std::regex_search(text, guilty)) << key << ": " << text;
    }
  }
}

}  // namespace
}  // namespace meldmaat
