// SPDX-License-Identifier: EUPL-1.2
// Checks how messages look in Teams: every kind of message in both languages against what holds for all (card_checks),
// then what each kind must show, and that every option of a message can be pressed and comes back as itself. Texts are
// the shipped ones, read from config/texts/*/teams.toml. Rows D03, D08, D09 and T14.
#include "adapters/teams/card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>

#include "adapters/teams/press.hpp"
#include "tests/adapters/teams/card_checks.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::presses_of;
using tests::problems_of;
using tests::seen_in;

Texts::Catalogue catalogue(const std::string& language) {
  const std::regex entry(R"re(^"([^"]+)" = "(.*)"$)re");
  std::ifstream file(MELDMAAT_SOURCE_DIR "/config/texts/" + language + "/teams.toml");
  Texts::Catalogue texts;
  for (std::string line; std::getline(file, line);) {
    std::smatch found;
    if (std::regex_match(line, found, entry)) texts["teams." + found[1].str()] = found[2].str();
  }
  return texts;
}

const Texts& shipped() {
  static const Texts texts(catalogue("nl"), catalogue("en"));
  return texts;
}

json activity_of(const Message& message, const CardFrame& frame) {
  return json::parse(lay_out(message, frame));
}

json drawn(const Message& message, const CardFrame& frame) {
  return json::parse(card_of(message, frame));
}

CardFrame frame(Language language = Language::nl) {
  return {.texts = shipped(), .language = language, .informal = false, .line = 12, .maybe_double = false};
}

std::vector<Option> controls() {
  return {{"q3/.unknown", "Weet ik niet", {}}, {"q3/.skip", "Overslaan", {}}, {"q3/.back", "Terug", {}},
          {"menu/help", "Help", {}},           {"menu/pause", "Pauze", {}},   {"menu/stop", "Stop", {}}};
}

std::vector<Option> answers(int count, const std::string& label = "Antwoord ") {
  std::vector<Option> options;
  for (int number = 1; number <= count; ++number) {
    options.push_back({"q3/a" + std::to_string(number), label + std::to_string(number), {}});
  }
  return options;
}

Message question(std::vector<Option> options, Expects expects = Expects::choice) {
  Message message;
  message.kind = Message::Kind::question;
  message.text = "Wat gebeurde er?";
  message.options = std::move(options);
  for (Option& control : controls()) message.options.push_back(std::move(control));
  message.expects = expects;
  message.slot = "q3";
  return message;
}

Message summary(int lines, bool changeable) {
  Message message;
  message.kind = Message::Kind::summary;
  message.text = "Dit staat in uw melding.";
  for (int number = 1; number <= lines; ++number) {
    Line line{"Vraag " + std::to_string(number), "Antwoord\nop twee regels", {}};
    if (changeable) line.change = Option{"menu/change/v" + std::to_string(number), "Wijzig", {}};
    message.lines.push_back(std::move(line));
  }
  return message;
}

Message notice(std::string text) {
  Message message;
  message.text = std::move(text);
  return message;
}

std::vector<std::pair<std::string, Message>> every_kind() {
  Message many = question(answers(4));
  many.many = true;
  Message many_more = question(answers(30));
  many_more.many = true;
  Message answered = question({});
  answered.options.clear();
  answered.expects = Expects::nothing;
  Message receipt = notice("Uw melding is binnen.");
  receipt.kind = Message::Kind::receipt;
  receipt.about = CaseNumber("2026-0001");
  receipt.options = {{"menu/reports", "Mijn meldingen", {}}};
  Message of_case = notice("Uw taak loopt af.");
  of_case.about = CaseNumber("2026-0001");
  of_case.options = {{"case/2026-0001/open", "Open", Option::Style::primary},
                     {"case/2026-0001/task/T16/1/1/none", "Niet nodig", Option::Style::danger}};
  Message menu = notice("Wat wilt u doen?");
  for (int number = 0; number < 8; ++number) menu.options.push_back({"menu/m" + std::to_string(number), "Keuze", {}});
  Message file = notice("");
  file.kind = Message::Kind::file;
  file.attachment = Attachment{BlobId("b"), "foto.jpg", "image/jpeg", 12'345, ""};
  Message empty;
  return {{"text", notice("Goedemorgen.\n\nFijn dat u er bent.")},
          {"one choice", question(answers(2))},
          {"six choices", question(answers(6))},
          {"seven choices", question(answers(7))},
          {"many", many},
          {"many more", many_more},
          {"eighty choices", question(answers(80))},
          {"answered", answered},
          {"text asked", question({}, Expects::text)},
          {"text or choice", question(answers(3), Expects::text)},
          {"text or long list", question(answers(9), Expects::text)},
          {"moment", question(answers(2), Expects::moment)},
          {"file asked", question(answers(1), Expects::file)},
          {"summary", summary(5, false)},
          {"changeable summary", summary(5, true)},
          {"long changeable summary", summary(40, true)},
          {"receipt", receipt},
          {"case", of_case},
          {"menu", menu},
          {"file", file},
          {"empty", empty}};
}

TEST(Card, EveryKindOfMessageIsSound) {  // D08
  for (const auto& [name, message] : every_kind()) {
    for (const Language language : {Language::nl, Language::en}) {
      for (const bool maybe_double : {false, true}) {
        CardFrame with = frame(language);
        with.maybe_double = maybe_double;
        const json activity = activity_of(message, with);
        EXPECT_THAT(problems_of(activity), IsEmpty()) << name;
        EXPECT_EQ(activity.contains("attachments"), needs_card(message)) << name;
        const std::string mark = shipped().say(language, false, "teams.maybe_double");
        EXPECT_EQ(seen_in(activity).find(mark) != std::string::npos, maybe_double) << name;
      }
    }
  }
}

TEST(Card, LanguagesHaveTheSameTexts) {
  for (const auto& [key, text] : shipped().catalogue(Language::en)) {
    EXPECT_TRUE(shipped().catalogue(Language::nl).contains(key)) << key;
  }
  for (const auto& [key, text] : shipped().catalogue(Language::nl)) {
    const std::string base = key.ends_with(".je") ? key.substr(0, key.size() - 3) : key;
    EXPECT_TRUE(shipped().catalogue(Language::en).contains(base)) << key;
  }
}

/// All ids a person can choose in a message.
std::multiset<std::string> ids_in(const Message& message) {
  std::multiset<std::string> ids;
  for (const Option& option : message.options) ids.insert(option.id);
  for (const Line& line : message.lines) {
    if (line.change) ids.insert(line.change->id);
  }
  return ids;
}

TEST(Card, EveryOptionCanBePressedOnceAndComesBackAsItself) {  // D03
  for (const auto& [name, message] : every_kind()) {
    if (!needs_card(message) || name == "eighty choices") continue;
    std::multiset<std::string> pressed;
    for (const json& data : presses_of(drawn(message, frame()))) {
      Activity submit;
      submit.kind = Activity::Kind::message;
      submit.value = data;
      Activity execute;
      execute.kind = Activity::Kind::invoke;
      execute.name = "adaptiveCard/action";
      execute.value = {{"action", {{"verb", "answer"}, {"data", data}}}};
      const auto press = read_press(submit);
      const auto same = read_press(execute);
      ASSERT_EQ(press.has_value(), same.has_value()) << name << data;
      if (!press) continue;  // an empty input
      EXPECT_EQ(press->line, 12U);
      EXPECT_EQ(press->what, same->what) << name << data;
      for (const std::string& id : std::get<Chose>(press->what).options) {
        EXPECT_EQ(press->once, id.starts_with("q3/") ? "card:12" : "") << id;
        pressed.insert(id);
      }
    }
    EXPECT_EQ(pressed, ids_in(message)) << name;
  }
}

json elements(const Message& message, const std::string& type) {
  json found = json::array();
  const json card = drawn(message, frame());
  for (const json& element : card.at("body")) {
    if (element.at("type") == type) found.push_back(element);
  }
  return found;
}

std::vector<std::size_t> buttons_in_rows(const Message& message) {
  std::vector<std::size_t> sizes;
  const json sets = elements(message, "ActionSet");
  for (const json& set : sets) sizes.push_back(set.at("actions").size());
  return sizes;
}

TEST(Card, AnswersStandBelowEachOtherAndControlsBesideThem) {
  EXPECT_EQ(buttons_in_rows(question(answers(2))), (std::vector<std::size_t>{1, 1, 3, 3}));
  EXPECT_EQ(elements(question(answers(6)), "Input.ChoiceSet").size(), 0U);
  EXPECT_EQ(buttons_in_rows(question(answers(7))), (std::vector<std::size_t>{1, 3, 3}));
}

TEST(Card, ALongListIsChosenFrom) {
  const json one = elements(question(answers(7)), "Input.ChoiceSet").at(0);
  EXPECT_EQ(one.at("choices").size(), 7U);
  EXPECT_EQ(one.at("isMultiSelect"), false);
  EXPECT_EQ(one.at("isRequired"), true);
  Message many = question(answers(2));
  many.many = true;
  EXPECT_EQ(elements(many, "Input.ChoiceSet").at(0).at("isMultiSelect"), true);
  EXPECT_EQ(elements(question(answers(9), Expects::text), "Input.ChoiceSet").at(0).contains("isRequired"), false)
      << "who fills in the text must not have to choose as well";
}

TEST(Card, TwoWaysToAnswerHaveButtonsWithDifferentWords) {
  std::set<std::string> titles;
  for (const auto& row : elements(question(answers(9), Expects::text), "ActionSet")) {
    for (const auto& action : row.at("actions")) {
      if (action.at("data").contains(card_words::input))
        EXPECT_TRUE(titles.insert(action.at("title")).second) << action;
    }
  }
  EXPECT_EQ(titles.size(), 2U);
}

TEST(Card, AnAnsweredQuestionCanOnlyBeRead) {
  Message answered = question({});
  answered.options.clear();
  answered.expects = Expects::nothing;
  EXPECT_TRUE(needs_card(answered));
  EXPECT_THAT(presses_of(drawn(answered, frame())), IsEmpty());
  EXPECT_THAT(seen_in(activity_of(answered, frame())), HasSubstr("Wat gebeurde er?"));
}

TEST(Card, ASummaryShowsLabelsTextsAndWhatCanBeChanged) {
  const std::string few = seen_in(drawn(summary(5, true), frame()));
  EXPECT_THAT(few, HasSubstr("Vraag 1\nAntwoord\nop twee regels\nWijzig: Vraag 1\nVraag 2\n"));
  EXPECT_EQ(elements(summary(7, true), "Input.ChoiceSet").at(0).at("choices").at(6).at("title"), "Vraag 7");
  Message open = summary(1, false);
  open.lines.front().text.clear();
  EXPECT_THAT(seen_in(drawn(open, frame())), HasSubstr("Niet ingevuld"));
}

TEST(Card, ACaseShowsItsNumberAndTheSummaryShowsNothing) {
  Message message = notice("Kim Voorbeeld is bedreigd.");
  message.about = CaseNumber("2026-0001");
  const json text = activity_of(message, frame());
  EXPECT_EQ(text.at("text"), "Melding 2026-0001\n\nKim Voorbeeld is bedreigd.");
  EXPECT_EQ(text.at("summary"), "Nieuw bericht van Meldmaat");
  message.options = {{"case/2026-0001/open", "Open", {}}};
  EXPECT_THAT(seen_in(activity_of(message, frame())), HasSubstr("Melding 2026-0001\n"));
  EXPECT_EQ(activity_of(message, frame()).at("summary"), "Nieuw bericht van Meldmaat");
}

TEST(Card, TextIsShownAsItWasTyped) {  // D09, T14
  const std::pair<std::string, std::string> rows[] = {
      {"**vet** _schuin_ # kop", "**vet** _schuin_ # kop"},
      {"[klik](https://evil.example)", "[klik]\u200B(https://evil.example)"},
      {"{{DATE(2026-01-01T00:00:00Z)}}", "{\u200B{DATE(2026-01-01T00:00:00Z)}}"},
      {"{{{TIME(x)}}}", "{\u200B{\u200B{TIME(x)}}}"},
      {"<at>Burgemeester</at>", "<\u200Bat>Burgemeester<\u200B/at>"},
      {"< AT > en <AT>", "< AT > en <\u200BAT>"},
      {"a\u202Eb", "a[U+202E]b"},
      {"\xFF", "\uFFFD"},
  };
  for (const auto& [typed, shown] : rows) {
    EXPECT_EQ(activity_of(notice(typed), frame()).at("text"), shown);
    Message message = question({{"q3/a", typed, {}}});
    message.text = typed;
    message.lines = {{typed, typed, Option{"menu/change/a", typed, {}}}};
    message.about = CaseNumber(typed);
    const json activity = activity_of(message, frame());
    EXPECT_THAT(problems_of(activity), IsEmpty()) << typed;
    EXPECT_THAT(seen_in(activity), HasSubstr(shown + "\n")) << typed;
    if (typed != shown) EXPECT_THAT(seen_in(activity), Not(HasSubstr(typed)));
  }
}

TEST(Card, ALineEndInALabelIsAMark) {
  EXPECT_THAT(seen_in(drawn(question({{"q3/a", "Ja\nNee", {}}}), frame())), HasSubstr("Ja\u23CENee"));
}

TEST(Card, AStoryThatFitsIsWhole) {
  std::string story;
  for (int word = 0; word < 2'500; ++word) story += "woord" + std::to_string(word % 10) + " ";
  const json text = activity_of(notice(story), frame());
  EXPECT_EQ(text.at("text"), story);
  Message message = summary(5, true);
  message.lines[2].text = story;
  EXPECT_THAT(seen_in(activity_of(message, frame())), HasSubstr(story));
}

TEST(Card, WhatIsTooLongIsCutAndSaysSo) {  // D10
  const std::string cut = shipped().say(Language::nl, false, "teams.cut");
  std::string lines;
  while (lines.size() < 20'000) lines += "a\n";
  std::string emoji;
  while (emoji.size() < 40'000) emoji += "\U0001F600";
  for (const std::string& text : {std::string(40'000, 'a'), std::string(40'000, '"'), lines + lines, emoji,
                                  std::string(30'000, '\x01'), std::string(40'000, '{')}) {
    Message long_summary = summary(40, true);
    for (Line& line : long_summary.lines) line.label = line.text = text;
    Message long_question = question(answers(50, text), Expects::moment);
    long_question.text = text;
    for (const Message& message : {notice(text), long_summary, long_question}) {
      const json activity = activity_of(message, frame());
      EXPECT_THAT(problems_of(activity), IsEmpty());
      EXPECT_THAT(seen_in(activity), HasSubstr(cut));
      EXPECT_EQ(json::parse(activity.dump()), activity) << "cut through a character";
    }
  }
}

TEST(Card, OfTooManyChoicesTheFirstAreShownAndItSaysSo) {
  const Message message = question(answers(80));
  EXPECT_EQ(elements(message, "Input.ChoiceSet").at(0).at("choices").size(), 50U);
  EXPECT_THAT(seen_in(drawn(message, frame())), HasSubstr(shipped().say(Language::nl, false, "teams.cut")));
}

}  // namespace
}  // namespace meldmaat
