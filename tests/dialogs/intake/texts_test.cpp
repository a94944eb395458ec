// SPDX-License-Identifier: EUPL-1.2
// What meldmaat says, most of all to a reporter: short sentences, no word that is hard, blames, judges or promises, a
// je-form for every text with "u", and exactly the keys that the dialogs use. Reads the shipped catalogue and the
// source of dialogs/.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "dialogs/reading/words.hpp"
#include "tests/dialogs/intake/demo_town.hpp"

namespace meldmaat::tests {
namespace {

bool is_ours(const std::string& key) {
  return key.starts_with("form.") || key.starts_with("intake.") || key.starts_with("house.") ||
         key.starts_with("own_case.") || key.starts_with("cards.") || key.starts_with("visits.");
}

/// What people with a role read.
bool is_for_readers(const std::string& key) {
  return key.starts_with("casework.") || key.starts_with("notice.") || key.starts_with("task.") ||
         key.starts_with("fact.") || key.starts_with("scan.") || key.starts_with("figures.");
}

bool is_word_list(const std::string& key) {
  return key.find(".words.") != std::string::npos && !key.starts_with("form.");
}

std::vector<std::pair<std::string, std::string>> spoken(Language language, bool to_readers = false) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [key, text] : demo_town().texts.catalogue(language)) {
    const bool meant = is_ours(key) || (to_readers && is_for_readers(key));
    if (meant && !is_word_list(key)) texts.emplace_back(key, text);
  }
  return texts;
}

std::vector<std::size_t> sentence_lengths(const std::string& text) {
  std::vector<std::size_t> lengths;
  std::istringstream words{std::regex_replace(text, std::regex{R"(\{[a-z_]+\})"}, "X")};
  std::size_t count = 0;
  for (std::string word; words >> word;) {
    ++count;
    if (word.ends_with('.') || word.ends_with('?') || word.ends_with('!') || word.ends_with(':')) {
      lengths.push_back(count);
      count = 0;
    }
  }
  if (count > 0) lengths.push_back(count);
  return lengths;
}

class Spoken : public testing::TestWithParam<Language> {};

TEST_P(Spoken, SentencesAreShort) {
  std::size_t words = 0;
  std::size_t sentences = 0;
  for (const auto& [key, text] : spoken(GetParam(), true)) {
    for (const auto length : sentence_lengths(text)) {
      EXPECT_LE(length, 20U) << key << ": " << text;
      words += length;
      ++sentences;
    }
  }
  ASSERT_GT(sentences, 300U);
  EXPECT_LE(words, sentences * 12) << "on average";
}

// Whether the law forbids it is for others to judge (S0-12).
TEST_P(Spoken, QuestionsAskNobodyWhetherItIsPunishable) {
  const std::regex verdict{GetParam() == Language::nl
                               ? R"(strafba|misdrijf|overtreding|verboden|\bwet\b|wettelijk|(ernstig|erg) genoeg)"
                               : R"(punish|crime\b|offence|illegal|forbidden|\blaw|(serious|bad) enough)"};
  const auto& catalogue = demo_town().texts.catalogue(GetParam());
  std::size_t questions = 0;
  for (const auto& [key, text] : catalogue) {
    if (!key.starts_with("form.")) continue;
    EXPECT_FALSE(std::regex_search(text, verdict)) << key << ": " << text;
    if (key.ends_with(".ask")) ++questions;
  }
  EXPECT_GE(questions, demo_town().current_form().questions.size());
}

INSTANTIATE_TEST_SUITE_P(Languages, Spoken, testing::Values(Language::nl, Language::en),
                         [](const auto& each) { return each.param == Language::nl ? "Dutch" : "English"; });

TEST(SpokenDutch, HasNoHardBlamingOrJudgingWords) {
  // Hard or legal (B1), blame, a verdict, a promise that nobody can keep (handbook §5, §16; legal.md; decision D10).
  static constexpr std::array forbidden{
      "aangezien",   "desbetreffende",   "betreffende",    "teneinde",    "middels",      "indien",
      "derhalve",    "conform",          "omtrent",        "alsmede",     "dient",        "dienen",
      "geschieden",  "verzoeken",        "uiteraard",      "dader",       "daders",       "slachtoffer",
      "strafbaar",   "misdrijf",         "schuldig",       "schuld",      "verwijt",      "had moeten",
      "had kunnen",  "waarom heeft",     "waarom deed",    "waarom ging", "waarom bleef", "gegarandeerd",
      "garandeert",  "garantie",         "beloven",        "belooft",     "beloof",       "straf",
      "veroordeeld", "volledig anoniem", "wordt bestraft", "traceren",    "escalatie",    "escaleren",
      "protocol",    "procedure",        "registratie",    "incident"};
  for (const auto& [key, text] : spoken(Language::nl)) {
    const std::string plain = " " + folded(text) + " ";
    for (const auto* word : forbidden) {
      EXPECT_EQ(plain.find(" " + std::string{word} + " "), std::string::npos) << key << " says " << word;
    }
  }
}

TEST(SpokenDutch, PromisesNoAnonymity) {
  for (const auto& [key, text] : spoken(Language::nl)) {
    const auto plain = folded(text);
    const bool mentions = plain.find("anoniem") != std::string::npos;
    const bool denies = plain.find("niet anoniem") != std::string::npos ||
                        plain.find("niet hetzelfde") != std::string::npos ||
                        plain.find("anoniem kan dat meestal niet") != std::string::npos;
    EXPECT_TRUE(!mentions || denies) << key << ": " << text;
  }
}

TEST(SpokenDutch, HasAJeFormForEveryU) {
  const auto& dutch = demo_town().texts.catalogue(Language::nl);
  static const std::regex formal{R"((^|[^a-zA-Z])([Uu]w?|[Uu]zelf|[Bb]ent u)([^a-zA-Z]|$))"};
  static const std::regex informal{R"((^|[^a-zA-Z])([Jj]e|[Jj]ij|[Jj]ouw?|[Jj]ezelf)([^a-zA-Z]|$))"};
  for (const auto& [key, text] : spoken(Language::nl, true)) {
    if (key.ends_with(".je")) {
      EXPECT_FALSE(std::regex_search(text, formal)) << key << ": " << text;
      continue;
    }
    EXPECT_FALSE(std::regex_search(text, informal)) << key << ": " << text;
    const bool needs_form = std::regex_search(text, formal);
    EXPECT_EQ(dutch.contains(key + ".je"), needs_form) << key << ": " << text;
  }
}

TEST(SpokenDutch, TellsTheDifferenceBetweenConfidentialAndAnonymousBeforeTheStory) {
  const auto& dutch = demo_town().texts.catalogue(Language::nl);
  EXPECT_NE(dutch.at("intake.privacy").find("niet anoniem"), std::string::npos);
  EXPECT_NE(dutch.at("intake.privacy.anonymous").find("{address}"), std::string::npos);
}

TEST(WordLists, AreFolded) {
  for (const auto language : {Language::nl, Language::en}) {
    for (const auto& [key, text] : demo_town().texts.catalogue(language)) {
      if (!is_ours(key) || !is_word_list(key)) continue;
      for (auto word : listed(text)) {
        if (word.ends_with('*')) word.pop_back();
        EXPECT_EQ(word, folded(word)) << key;
      }
    }
  }
  for (const auto& question : demo_town().current_form().questions) {
    for (const auto& option : question.options) {
      for (auto word : option.words) {
        if (word.ends_with('*')) word.pop_back();
        EXPECT_EQ(word, folded(word)) << question.id.str() << "." << option.id;
      }
    }
  }
}

/// Every key that the dialogs name, as written in their source.
std::set<std::string> keys_in_source() {
  std::set<std::string> keys;
  static const std::regex literal{"\"((?:intake|house|casework|notice|why)\\.[A-Za-z0-9_.]+)\""};
  for (const auto& entry : std::filesystem::recursive_directory_iterator{MELDMAAT_SOURCE_DIR "/dialogs"}) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file{entry.path()};
    const std::string source{std::istreambuf_iterator<char>{file}, {}};
    for (std::sregex_iterator found{source.begin(), source.end(), literal}, end; found != end; ++found) {
      keys.insert((*found)[1]);
    }
  }
  return keys;
}

TEST(Catalogue, HasExactlyWhatTheDialogsSay) {
  const auto used = keys_in_source();
  const auto& texts = demo_town().texts;
  ASSERT_GT(used.size(), 100U);
  for (const auto& key : used) {
    // A key that ends in a dot is completed by the program: "intake.next." + rule.
    if (!key.ends_with('.')) EXPECT_TRUE(texts.has(key)) << key;
  }
  for (const auto& [key, text] : texts.catalogue(Language::nl)) {
    if (!key.starts_with("intake.") && !key.starts_with("house.")) continue;
    if (is_word_list(key) || key.ends_with(".je")) continue;
    const bool named = used.contains(key) || std::ranges::any_of(used, [&](const std::string& start) {
                         return start.ends_with('.') && key.starts_with(start);
                       });
    EXPECT_TRUE(named) << key << " is never said";
  }
}

}  // namespace
}  // namespace meldmaat::tests
