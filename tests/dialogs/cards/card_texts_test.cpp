// SPDX-License-Identifier: EUPL-1.2
// The cards as they are written: the tables and the shipped catalogue fit each other in both languages, every card is
// short, and none promises what nobody can keep (S4-8, handbook §16). What holds for every text that a reporter reads,
// such as the je-form, is in tests/dialogs/intake/texts_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "bot/organisation.hpp"
#include "dialogs/cards/card_table.hpp"
#include "dialogs/cards/decision_path.hpp"
#include "dialogs/reading/words.hpp"
#include "tests/dialogs/intake/demo_town.hpp"

namespace meldmaat::tests {
namespace {

/// What the tables ask the catalogue for.
std::set<std::string> keys_of_tables() {
  std::set<std::string> keys;
  for (const auto& card : all_cards()) {
    keys.insert("cards." + std::string{card.id} + ".title");
    keys.insert("cards." + std::string{card.id} + ".text");
  }
  for (const auto& row : card_groups()) keys.insert("cards.group." + std::string{row.id});
  for (const auto& fork : decision_path()) {
    const std::string key = "cards.path." + std::string{fork.id} + ".";
    keys.insert(key + "ask");
    for (const auto& choice : fork.choices) {
      if (!choice.id.empty()) keys.insert(key + std::string{choice.id});
    }
  }
  return keys;
}

bool is_known_command(std::string_view command) {
  for (const auto* plain : {"report", "danger", "numbers", "decide", "cards", "share_doubt", "visit"}) {
    if (command == plain) return true;
  }
  const auto slash = command.find('/');
  if (slash == std::string_view::npos) return false;
  const auto rest = command.substr(slash + 1);
  if (command.starts_with("card/")) return find_card(rest) != nullptr;
  if (command.starts_with("cards/")) return find_group(rest) != nullptr;
  return command.starts_with("decide/") && find_fork(rest) != nullptr;
}

class CardTexts : public testing::TestWithParam<Language> {
 protected:
  [[nodiscard]] static const Texts::Catalogue& catalogue() { return demo_town().texts.catalogue(GetParam()); }
  [[nodiscard]] static const std::string& text_of(const Card& card) {
    return catalogue().at("cards." + std::string{card.id} + ".text");
  }
};

TEST_P(CardTexts, AreThereForEveryRowAndForNothingElse) {
  const auto wanted = keys_of_tables();
  for (const auto& key : wanted) EXPECT_TRUE(catalogue().contains(key)) << key;
  static const std::regex belongs_to_dialog{R"(cards\.(words|term)\..*|cards\.(menu|decide|all|ask|more|help)(\.je)?)"};
  for (const auto& [key, text] : catalogue()) {
    if (!key.starts_with("cards.") || std::regex_match(key, belongs_to_dialog)) continue;
    const auto base = key.ends_with(".je") ? key.substr(0, key.size() - 3) : key;
    EXPECT_TRUE(wanted.contains(base)) << key << " is never said";
  }
}

TEST_P(CardTexts, FitOnAScreen) {
  constexpr std::size_t longest = 900;
  constexpr std::size_t longest_title = 45;
  for (const auto& card : all_cards()) {
    EXPECT_LE(characters(text_of(card)), longest) << card.id;
    const auto& title = catalogue().at("cards." + std::string{card.id} + ".title");
    EXPECT_LE(characters(title), longest_title) << title;
    EXPECT_EQ(title.find('\n'), std::string::npos) << card.id;
  }
}

TEST_P(CardTexts, HaveShortSentences) {
  constexpr std::size_t longest = 15;  // words, without exception
  std::size_t words = 0;
  std::size_t sentences = 0;
  for (const auto& card : all_cards()) {
    std::istringstream rest{text_of(card)};
    std::size_t count = 0;
    for (std::string word; rest >> word;) {
      if (word == "-") continue;
      ++count;
      if (std::string{".?!:"}.find(word.back()) == std::string::npos) continue;
      EXPECT_LE(count, longest) << card.id << ": the sentence that ends with " << word;
      words += count;
      ++sentences;
      count = 0;
    }
    EXPECT_EQ(count, 0U) << card.id << " has a line without an end";
  }
  ASSERT_GT(sentences, 300U);
  EXPECT_LE(words, sentences * 9) << "on average";
}

TEST_P(CardTexts, PromiseNothingThatNobodyCanKeep) {
  // Anonymity is said to be mostly impossible or not at all; nothing of what the other person will get, and nothing of
  // what the police or a judge will do.
  static const std::regex dutch{
      "gegarandeerd|garantie|belooft|belofte|gestraft|bestraft|straf krijg|celstraf|boete|veroordeeld|vervolgd wordt|"
      "wordt vervolgd|opgepakt|aangehouden|wordt gepakt|de politie (komt|zal|pakt|helpt)|zeker weten|nooit bekend|"
      "niemand komt (het )?te weten|geheim blijft|schadevergoeding krijg"};
  static const std::regex english{
      "guarantee|promise|punish|fined|convicted|will be prosecuted|arrested|the police (will|come|help)|"
      "nobody will know|stays? secret|compensation"};
  const bool is_dutch = GetParam() == Language::nl;
  for (const auto& card : all_cards()) {
    const auto plain = folded(text_of(card));
    EXPECT_FALSE(std::regex_search(plain, is_dutch ? dutch : english)) << card.id << ": " << plain;
    const auto at = plain.find(is_dutch ? "anoniem" : "anonymous");
    if (at == std::string::npos) continue;
    const std::string denial = is_dutch ? "anoniem kan dat meestal niet" : "anonymous is mostly not possible";
    EXPECT_EQ(plain.substr(at, denial.size()), denial) << card.id;
    EXPECT_EQ(plain.find(is_dutch ? "anoniem" : "anonymous", at + 1), std::string::npos) << card.id;
  }
}

TEST_P(CardTexts, SayBeforeAnythingElseThatAReportToThePoliceIsNotAnonymous) {
  const auto plain = folded(text_of(*find_card("police_report")));
  const auto denial =
      plain.find(GetParam() == Language::nl ? "anoniem kan dat meestal niet" : "anonymous is mostly not");
  const auto number = plain.find(GetParam() == Language::nl ? "onder nummer" : "under a number");
  ASSERT_NE(denial, std::string::npos);
  EXPECT_LT(denial, number) << "before any exception is named";
}

INSTANTIATE_TEST_SUITE_P(Languages, CardTexts, testing::Values(Language::nl, Language::en),
                         [](const auto& each) { return each.param == Language::nl ? "Dutch" : "English"; });

TEST(CardTable, LeadsOnlyToWhatThereIs) {
  std::set<std::string_view> ids;
  for (const auto& card : all_cards()) {
    EXPECT_TRUE(ids.insert(card.id).second) << card.id << " twice";
    for (const auto command : card.next) {
      if (!command.empty()) EXPECT_TRUE(is_known_command(command)) << card.id << " leads to " << command;
      EXPECT_NE(command, "card/" + std::string{card.id}) << "to itself";
    }
    for (const auto role : card.people) {
      const RoleId id{std::string{role}};
      if (!role.empty()) EXPECT_NE(std::ranges::find(known_roles(), id), known_roles().end()) << role;
    }
  }
  for (const auto& fork : decision_path()) {
    for (const auto& choice : fork.choices) {
      if (!choice.id.empty()) EXPECT_TRUE(is_known_command(choice.to)) << choice.to;
    }
  }
}

TEST(CardTable, HasTheFirstStepsForEveryKindOfTheForm) {
  const auto* question = demo_town().current_form().question(form_questions::kind);
  ASSERT_NE(question, nullptr);
  std::set<std::string> of_form;
  for (const auto& option : question->options) of_form.insert(option.id);
  of_form.erase("other");  // nothing is known of it
  std::set<std::string> of_cards;
  for (const auto kind : kinds_by_weight()) {
    of_cards.insert(std::string{kind});
    EXPECT_NE(find_card("now_" + std::string{kind}), nullptr) << kind;
  }
  EXPECT_EQ(of_cards, of_form);
}

struct Advice {
  std::string_view card;
  std::string words;  ///< without which the card would not say what it is there for
};

TEST(CardTable, HoldsTheAdviceThatTheDocumentsAskFor) {
  const std::array advice{Advice{"press", "Zeg niets over wat er is gebeurd"},                  // S2-33
                          Advice{"recording", "Geluid opnemen en dat zeggen"},                  // S2-37
                          Advice{"recording", "Filmen op straat"},                              // S2-37
                          Advice{"rights", "Meldingen zijn niet bedoeld om medewerkers"},       // S2-36
                          Advice{"no_show", "Stuur de brief twee keer"},                        // S2-27
                          Advice{"four_parts", "Voor het hoofd"},                               // S3-15
                          Advice{"four_parts", "Voor het lichaam"},                             // S3-15
                          Advice{"four_parts", "Voor spullen en kosten"},                       // S3-15
                          Advice{"four_parts", "Voor het recht"},                               // S3-15
                          Advice{"office_holders", "ondersteuningsteam Weerbaar Bestuur"},      // S3-16
                          Advice{"bribery", "vier ogen"},                                       // S3-20
                          Advice{"bribery", "Wissel af wie welke zaak doet"},                   // S3-20
                          Advice{"refused_access", "Kom dezelfde dag terug, en nooit alleen"},  // S2-18
                          Advice{"reaction", "Kies wat past bij wat er gebeurde"},              // S4-6
                          Advice{"private_data", "het adres geheim"},                           // S4-19
                          Advice{"private_data", "kenteken"},                                   // S4-19
                          Advice{"briefing", "Vooraf, met het team"},                           // S4-20
                          Advice{"briefing", "Achteraf"}};                                      // S4-20
  const auto& dutch = demo_town().texts.catalogue(Language::nl);
  for (const auto& [card, words] : advice) {
    ASSERT_NE(find_card(card), nullptr) << card;
    const auto& text = dutch.at("cards." + std::string{card} + ".text");
    EXPECT_NE(text.find(words), std::string::npos) << card << " does not say " << words;
  }
}

TEST(CardTable, NamesRulesThatAProtocolHas) {
  std::set<std::string_view> rules;
  for (const auto& row : rule_cards()) {
    EXPECT_TRUE(rules.insert(row.rule).second) << row.rule << " twice";
    EXPECT_NE(find_card(row.card), nullptr) << row.card;
    const bool known = std::ranges::any_of(demo_town().protocols, [&](const Protocol& protocol) {
      return std::ranges::any_of(protocol.rules, [&](const Rule& rule) { return rule.id.str() == row.rule; });
    });
    EXPECT_TRUE(known) << row.rule;
  }
}

}  // namespace
}  // namespace meldmaat::tests
