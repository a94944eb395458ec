// SPDX-License-Identifier: EUPL-1.2
// Checks how messages look in Matrix: both forms of a message to the letter, the numbers a person can type, that text
// of people stays text (rows O8, O10 and O9), revisions, and the size of an event. The catalogue is a small one.
#include "adapters/matrix/matrix_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace meldmaat {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// An event may be this large, with what the homeserver adds to its content (spec "Size limits").
constexpr std::size_t most_event_bytes = 65'536;
constexpr std::size_t added_by_homeserver = 6'000;

const std::string joiner = "\xE2\x81\xA0";

const Texts& texts() {
  static const Texts catalogue({{"matrix.case", "Melding {number}"},
                                {"matrix.maybe_double", "(mogelijk dubbel)"},
                                {"matrix.cut", "Hier staat niet alles."},
                                {"matrix.attached", "Bestand: {name} ({size})."},
                                {"matrix.pick", "Typ het nummer van uw keuze."},
                                {"matrix.pick.je", "Typ het nummer van je keuze."},
                                {"matrix.pick_several", "Meer dan een mag."}},
                               {{"matrix.pick", "Type the number of your choice."}});
  return catalogue;
}

MatrixFrame plain_frame() {
  return {.texts = texts(),
          .language = Language::nl,
          .informal = false,
          .maybe_double = false,
          .quiet = false,
          .replaces = {},
          .own_address = {}};
}

json drawn(const Message& message, const MatrixFrame& frame = plain_frame()) {
  return json::parse(matrix_content(message, frame));
}

std::string body_of(const Message& message, const MatrixFrame& frame = plain_frame()) {
  return drawn(message, frame).at("body").get<std::string>();
}

std::string html_of(const Message& message, const MatrixFrame& frame = plain_frame()) {
  return drawn(message, frame).at("formatted_body").get<std::string>();
}

Message saying(std::string text) {
  Message message;
  message.text = std::move(text);
  return message;
}

Message asking(Expects expects, std::vector<Option> options) {
  Message message = saying("Waar?");
  message.kind = Message::Kind::question;
  message.expects = expects;
  message.options = std::move(options);
  return message;
}

const Option desk{"q3/desk", "Balie", {}};
const Option street{"q3/street", "Op straat", {}};
const Option skip{"q3/.skip", "Overslaan", {}};
const Option stop{"menu/stop", "Stoppen", {}};

TEST(MatrixContent, SaysAllOfAMessageInBothForms) {
  Message message = saying("Er is een melding.\nLees haar.");
  message.about = CaseNumber{"2026-0001"};
  message.lines = {{"Wie", "een man", {}}, {"Wat", "een klap", {}}};
  message.attachment = Attachment{BlobId{"b"}, "foto 1", "image/jpeg", 12'345, ""};
  message.options = {{"case/2026-0001/talked", "Gesproken", {}}};
  const json expected{{"msgtype", "m.text"},
                      {"body",
                       "Melding 2026-0001\n\nEr is een melding.\nLees haar.\n\nBestand: foto 1 (12 kB).\n\n"
                       "- Wie: een man\n- Wat: een klap\n\n1. Gesproken\n\nTyp het nummer van uw keuze."},
                      {"format", "org.matrix.custom.html"},
                      {"formatted_body",
                       "<p><strong>Melding 2026-0001</strong></p><p>Er is een melding.<br>Lees haar.</p>"
                       "<p>Bestand: foto 1 (12 kB).</p><ul><li><strong>Wie</strong>: een man</li>"
                       "<li><strong>Wat</strong>: een klap</li></ul><ol><li>Gesproken</li></ol>"
                       "<p>Typ het nummer van uw keuze.</p>"},
                      {"m.mentions", json::object()}};
  EXPECT_EQ(drawn(message), expected);
}

TEST(MatrixContent, NumbersEveryOptionFromOneInItsOrder) {
  const Message message = asking(Expects::choice, {desk, street, skip, stop});
  EXPECT_EQ(body_of(message),
            "Waar?\n\n1. Balie\n2. Op straat\n3. Overslaan\n4. Stoppen\n\nTyp het nummer van uw keuze.");
  EXPECT_THAT(html_of(message),
              HasSubstr("<ol><li>Balie</li><li>Op straat</li><li>Overslaan</li><li>Stoppen</li></ol>"));
}

TEST(MatrixContent, AQuestionForAMomentHasNoNumbersBecauseANumberIsAnHour) {
  const Message message = asking(Expects::moment, {{"q3/today", "Vandaag", {}}, skip});
  EXPECT_EQ(body_of(message), "Waar?\n\n- Vandaag\n- Overslaan");
  EXPECT_EQ(html_of(message), "<p>Waar?</p><ul><li>Vandaag</li><li>Overslaan</li></ul>");
}

TEST(MatrixContent, AsksForANumberOnlyWhereOneIsTheAnswer) {
  const std::string pick = "Typ het nummer van uw keuze.";
  EXPECT_THAT(body_of(asking(Expects::choice, {desk, skip})), EndsWith(pick));
  EXPECT_THAT(body_of(asking(Expects::nothing, {stop})), EndsWith(pick)) << "the menu";
  EXPECT_THAT(body_of(asking(Expects::text, {skip, stop})), EndsWith("1. Overslaan\n2. Stoppen"));
  EXPECT_THAT(body_of(asking(Expects::file, {skip})), EndsWith("1. Overslaan"));
  EXPECT_EQ(body_of(saying("Dank u.")), "Dank u.");
  Message several = asking(Expects::choice, {desk, street});
  several.many = true;
  EXPECT_THAT(body_of(several), EndsWith("\n\nMeer dan een mag."));
}

TEST(MatrixContent, SpeaksTheLanguageOfItsReader) {
  const Message message = asking(Expects::choice, {desk});
  MatrixFrame frame = plain_frame();
  frame.informal = true;
  EXPECT_THAT(body_of(message, frame), EndsWith("je keuze."));
  frame.language = Language::en;
  EXPECT_THAT(body_of(message, frame), EndsWith("your choice."));
}

TEST(MatrixContent, NotifiesUnlessItIsQuiet) {
  MatrixFrame frame = plain_frame();
  EXPECT_EQ(drawn(saying("x"), frame).at("msgtype"), "m.text");
  frame.quiet = true;
  EXPECT_EQ(drawn(saying("x"), frame).at("msgtype"), "m.notice");
  frame.replaces = "$first";
  EXPECT_EQ(drawn(saying("x"), frame).at("m.new_content").at("msgtype"), "m.notice");
}

TEST(MatrixContent, MarksWhatIsPerhapsThereTwice) {
  MatrixFrame frame = plain_frame();
  EXPECT_EQ(body_of(saying("x"), frame), "x");
  frame.maybe_double = true;
  EXPECT_EQ(body_of(saying("x"), frame), "(mogelijk dubbel)\n\nx");
}

TEST(MatrixContent, ARevisionHoldsItsTextTwiceAndNamesTheEventItReplaces) {
  MatrixFrame frame = plain_frame();
  frame.replaces = "$first:zandrecht.example";
  const json content = drawn(asking(Expects::choice, {desk}), frame);
  const json as_new = drawn(asking(Expects::choice, {desk}));
  EXPECT_EQ(content.at("m.new_content"), as_new);
  EXPECT_EQ(content.at("m.relates_to"), (json{{"rel_type", "m.replace"}, {"event_id", "$first:zandrecht.example"}}));
  EXPECT_EQ(content.at("body"), "* " + as_new.at("body").get<std::string>());
  EXPECT_EQ(content.at("formatted_body"), "* " + as_new.at("formatted_body").get<std::string>());
  EXPECT_EQ(content.at("m.mentions"), json::object());
  EXPECT_EQ(content.at("m.new_content").at("m.mentions"), json::object());
  EXPECT_FALSE(as_new.contains("m.relates_to"));
}

// What people wrote, in each place where it can stand.
std::vector<Message> with_words(const std::string& words) {
  Message lines = saying("x");
  lines.lines = {{"Wie", words, {}}};
  Message label = saying("x");
  label.lines = {{words, "x", {}}};
  Message file = saying("x");
  file.attachment = Attachment{BlobId{"b"}, words, "image/png", 1, ""};
  return {saying(words), lines, label, file, asking(Expects::choice, {{"q3/x", words, {}}})};
}

TEST(MatrixContent, TextOfPeopleIsNoMarkup) {
  for (const Message& message : with_words(R"(<script>alert("1")</script> & <a href='x'>hier</a>)")) {
    EXPECT_THAT(
        html_of(message),
        AllOf(HasSubstr("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;a href='x'&gt;hier&lt;/a&gt;"),
              Not(HasSubstr("<script")), Not(HasSubstr("<a"))));
    EXPECT_THAT(body_of(message), HasSubstr(R"(<script>alert("1")</script> & <a href='x'>hier</a>)"));
  }
}

TEST(MatrixContent, TextOfPeopleTurnsNothingAround) {
  for (const Message& message : with_words("ok \xE2\x80\xAEtxt.exe")) {
    EXPECT_THAT(body_of(message), Not(HasSubstr("\xE2\x80\xAE")));
    EXPECT_THAT(html_of(message), Not(HasSubstr("\xE2\x80\xAE")));
  }
}

TEST(MatrixContent, KeepsWhatPeopleWroteOtherwise) {
  const std::string family = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
  for (const std::string& words : {std::string("Zoë, 14:30 uur. Dat was 3.5 km"), family, std::string("مرحبا")}) {
    for (const Message& message : with_words(words)) {
      EXPECT_THAT(body_of(message), HasSubstr(words));
      EXPECT_THAT(html_of(message), HasSubstr(words));
    }
  }
}

TEST(MatrixContent, TextOfPeopleCallsNobodyAndLeadsNowhere) {
  const auto expect_broken = [](const std::string& words, const std::string& inert) {
    for (const Message& message : with_words(words)) {
      EXPECT_THAT(body_of(message), AllOf(HasSubstr(inert), Not(HasSubstr(words)))) << words;
      EXPECT_THAT(html_of(message), AllOf(HasSubstr(inert), Not(HasSubstr(words)))) << words;
      EXPECT_EQ(drawn(message).at("m.mentions"), json::object());
    }
  };
  expect_broken("@room", "@" + joiner + "room");
  expect_broken("@noor:zandrecht", "@" + joiner + "noor:" + joiner + "zandrecht");
  expect_broken("#balie", "#" + joiner + "balie");
  expect_broken("https://x", "https:" + joiner + "//x");
  expect_broken("matrix:u/noor", "matrix:" + joiner + "u/noor");
  expect_broken("www.kwaad.nl/x", "www." + joiner + "kwaad." + joiner + "nl/x");
  expect_broken("kwaad.рф", "kwaad." + joiner + "рф");
}

TEST(MatrixContent, TheOwnAddressCanBeCopiedAndPressedAsAWordOfItsOwnOnly) {
  const std::string own = "https://veilig.example/meld";
  MatrixFrame frame = plain_frame();
  frame.own_address = own;
  for (const std::string& words : {own, "Ga naar " + own + ".", own + ", of bel.", "Kijk:\n" + own + "\nDag."}) {
    EXPECT_EQ(body_of(saying(words), frame), words);
    EXPECT_THAT(body_of(saying(words)), Not(HasSubstr(own))) << "and nothing is own where nothing is named";
  }
  for (const std::string& longer : {own + ".kwaad.nl", own + "/x", own + "@kwaad.nl", own + "?x", "x" + own, "@" + own,
                                    own + "-x", own + ".x", own + "é", "kwaad.nl/" + own}) {
    for (const Message& message : with_words(longer)) {
      EXPECT_THAT(body_of(message, frame), Not(HasSubstr(own))) << longer;
      EXPECT_THAT(html_of(message, frame), Not(HasSubstr(own))) << longer;
    }
  }
}

TEST(MatrixContent, ItsNumbersAreNoFractions) {
  Message message = saying("x");
  message.attachment = Attachment{BlobId{"b"}, "foto 1", "image/jpeg", 12'345, ""};
  const std::function<void(const json&)> look = [&](const json& value) {
    EXPECT_FALSE(value.is_number_float());
    if (value.is_structured()) std::ranges::for_each(value, look);
  };
  look(drawn(message));
}

class MatrixContentSize : public testing::TestWithParam<std::string> {
 protected:
  // As large as it is sent, new and as a revision.
  static void expect_it_fits(const Message& message) {
    MatrixFrame frame = plain_frame();
    frame.maybe_double = true;
    for (const std::string& replaces : {std::string(), "$" + std::string(254, 'x')}) {
      frame.replaces = replaces;
      const std::string content = matrix_content(message, frame);
      EXPECT_LE(content.size() + added_by_homeserver, most_event_bytes);
      EXPECT_TRUE(json::accept(content)) << "no character was cut in two";
      EXPECT_THAT(body_of(message, frame), EndsWith("Hier staat niet alles."));
      EXPECT_THAT(html_of(message, frame), EndsWith("<p>Hier staat niet alles.</p>"));
    }
  }
  static std::string many(std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += GetParam();
    return text;
  }
};

TEST_P(MatrixContentSize, TheLongestTextIsCutAndSaysSo) {
  Message message = asking(Expects::choice, {desk, street});
  message.text = "a" + many(20'000);  // The cut falls into a letter of several bytes.
  expect_it_fits(message);
  EXPECT_THAT(body_of(message), AllOf(HasSubstr("…\n\n1. Balie\n2. Op straat"), Not(HasSubstr("\xEF\xBF\xBD"))));
}

TEST_P(MatrixContentSize, ManyLongLinesAreCutAndEachKeepsItsBeginning) {
  Message message = saying("Dit is uw melding.");
  for (int i = 0; i < 40; ++i) message.lines.push_back({"Regel " + std::to_string(i), many(400), {}});
  expect_it_fits(message);
  EXPECT_THAT(body_of(message), HasSubstr("- Regel 39: "));
}

TEST_P(MatrixContentSize, MoreOptionsThanFitAreLeftOut) {
  Message message = asking(Expects::choice, {});
  message.about = CaseNumber{"2026-0001"};
  for (int i = 0; i < 160; ++i) message.options.push_back({"q3/" + std::to_string(i), many(100), {}});
  expect_it_fits(message);
  EXPECT_THAT(body_of(message), StartsWith("Melding 2026-0001"));
}

INSTANTIATE_TEST_SUITE_P(Letters, MatrixContentSize, testing::Values("x", "\\", "\"", "\n", "@", "\xF0\x9F\x98\xA2"));

TEST(MatrixContent, NoRevisionComesNearTheSizeOfAnEvent) {
  MatrixFrame frame = plain_frame();
  frame.replaces = "$first";
  for (std::size_t letters = 10'000; letters < 20'000; letters += 250) {
    EXPECT_LE(matrix_content(saying(std::string(letters, 'x')), frame).size() + added_by_homeserver, most_event_bytes);
  }
}

TEST(MatrixContent, WhatFitsIsNotCut) {
  const std::string text(10'000, 'x');
  EXPECT_EQ(body_of(saying(text)), text);
  MatrixFrame frame = plain_frame();
  frame.replaces = "$first";
  EXPECT_EQ(body_of(saying(text), frame), "* " + text);
}

}  // namespace
}  // namespace meldmaat
