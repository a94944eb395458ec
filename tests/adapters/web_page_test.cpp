// SPDX-License-Identifier: EUPL-1.2
// Checks the pages of the web channel by drawing them from made-up values and looking for what must, and must not,
// stand in the markup. Colours, keyboard and scripts are the browser test's work (tests/browser).
#include "adapters/web/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "adapters/web/assets.hpp"
#include "adapters/web/html.hpp"

namespace meldmaat {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

const PageTexts key_as_text = [](std::string_view key) { return "<" + std::string(key) + ">"; };

WebMessage message(std::int64_t seq, Message::Kind kind, std::string text) {
  WebMessage entry;
  entry.seq = seq;
  entry.at = Moment{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + std::chrono::hours{10}};
  entry.message.kind = kind;
  entry.message.text = std::move(text);
  return entry;
}

WebMessage open_question(std::int64_t seq) {
  WebMessage entry = message(seq, Message::Kind::question, "Bent u nu veilig?");
  entry.message.options = {{"q4/yes", "Ja", Option::Style::primary}, {"q4/no", "Nee", Option::Style::danger}};
  entry.message.expects = Expects::choice;
  entry.open = true;
  return entry;
}

std::string drawn(std::vector<WebMessage> messages) {
  ChatPage page;
  page.person = "p/1";
  page.person_name = "Sam Voorbeeld";
  page.form_key = "k3y";
  page.messages = std::move(messages);
  return chat_page(page, Zone(), key_as_text);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Html, TextAndAttributesAreEscaped) {
  const Html html = element("p", {{"title", "\"'<>&"}}, {"\"'<>&"});
  EXPECT_EQ(html.markup(), "<p title=\"&quot;&#39;&lt;&gt;&amp;\">&quot;&#39;&lt;&gt;&amp;</p>");
}

TEST(Html, VoidElementsHaveNoEndAndAbsentAttributesNoTrace) {
  EXPECT_EQ(element("input", {{"hidden", "", false}, {"name", "a"}}).markup(), "<input name=\"a\">");
}

TEST(WebPage, MarkupOfAPersonIsLiteralText) {  // C7-C11
  for (const std::string text :
       {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</li></ol><h1>Systeem: uw melding is gesloten",
        "<a href=\"javascript:1\">klik</a>", "[klik](javascript:1)", "![](http://evil.example/p.gif)",
        "{{number}} ${x} %s", "@everyone <at>Burgemeester</at>"}) {
    const std::string page = drawn({message(1, Message::Kind::said, text)});
    EXPECT_EQ(count(page, "<script"), 1U) << text;
    EXPECT_EQ(count(page, "<h1"), 1U) << text;
    EXPECT_EQ(count(page, "<img"), 0U) << text;
    EXPECT_THAT(page, Not(HasSubstr("href=\"javascript"))) << text;
    EXPECT_EQ(count(page, "</ol>"), 1U) << text;
  }
}

TEST(WebPage, TextIsShownWithItsOwnDirectionAndVisibleControls) {
  EXPECT_THAT(drawn({message(1, Message::Kind::said, "a\u202Eb")}), HasSubstr("dir=\"auto\">a[U+202E]b</p>"));
}

TEST(WebPage, AnOpenQuestionIsAFormWithItsOwnKey) {
  const std::string page = drawn({open_question(7)});
  EXPECT_THAT(page, HasSubstr("action=\"/p/p%2F1/messages\""));
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"question\" value=\"7\">"));
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"key\" value=\"k3y-7\">"));
  EXPECT_THAT(page, HasSubstr("name=\"choice\" value=\"q4/yes\">Ja</button>"));
}

TEST(WebPage, AClosedQuestionHasNoButtons) {
  WebMessage closed = open_question(7);
  closed.open = false;
  EXPECT_THAT(drawn({closed}), Not(HasSubstr("name=\"choice\"")));
}

TEST(WebPage, SeveralChoicesAreCheckBoxesWithLabels) {
  WebMessage many = open_question(3);
  many.message.many = true;
  const std::string page = drawn({many});
  EXPECT_THAT(page, HasSubstr("type=\"checkbox\" name=\"choices\" value=\"q4/yes\" id=\"m3-1\""));
  EXPECT_THAT(page, HasSubstr("<label for=\"m3-1\""));
}

TEST(WebPage, WhatStandsBesideTheAnswersIsAFormOfItsOwn) {
  WebMessage many = open_question(3);
  many.message.many = true;
  many.message.options.push_back({"q4/.skip", "Sla over"});
  many.message.options.push_back({"menu/help", "Hulp"});
  const std::string page = drawn({many});
  EXPECT_EQ(count(page, "type=\"checkbox\""), 2U);
  const std::size_t beside = page.find("class=\"beside\"");
  EXPECT_LT(page.find("value=\"q4/no\""), beside);
  EXPECT_LT(beside, page.find("value=\"q4/.skip\">Sla over</button>"));
  EXPECT_LT(beside, page.find("value=\"menu/help\">Hulp</button>"));
  EXPECT_EQ(count(page, "<form class=\"answers\""), 2U);
}

TEST(WebPage, ASummaryLineCanBeChanged) {
  WebMessage summary = message(2, Message::Kind::summary, "Klopt dit?");
  summary.message.lines = {{"Wie", "een man", Option{"q5/who", "Wijzig"}}, {"Waar", "", std::nullopt}};
  summary.open = true;
  const std::string page = drawn({summary});
  EXPECT_THAT(page, HasSubstr("<dt>Wie</dt><dd dir=\"auto\">een man</dd>"));
  EXPECT_THAT(page, HasSubstr("value=\"q5/who\">Wijzig<span class=\"unseen\">: Wie</span></button>"));
  EXPECT_THAT(page, HasSubstr("&lt;web.nothing_filled_in&gt;"));
}

TEST(WebPage, OnlyTheReadersOwnPapersAreLinks) {
  const auto with = [](const std::string& text) {
    auto summary = message(1, Message::Kind::summary, "Stukken");
    summary.message.lines = {{"Pdf", text, std::nullopt}};
    return drawn({summary});
  };
  const std::string path = "/p/p%2F1/papers/2026-0001/police.pdf";
  EXPECT_THAT(with("https://meldmaat.example" + path), HasSubstr("<a class=\"utrecht-link\" href=\"" + path +
                                                                 "\" download=\"\">https://meldmaat.example" + path));
  for (const std::string other : {"https://evil.example/p/p%2F2/papers/2026-0001/police.pdf", "https://evil.example/x",
                                  "javascript:/p/p%2F1/papers/a", "zie https://meldmaat.example/p/p%2F1/papers/a"}) {
    EXPECT_THAT(with(other), Not(HasSubstr("download"))) << other;
  }
}

TEST(WebPage, ARevisionStandsWhereTheEarlierMessageStood) {
  WebMessage revision = message(3, Message::Kind::notice, "nieuw");
  revision.revises = 1;
  const std::string page =
      drawn({message(1, Message::Kind::notice, "oud"), message(2, Message::Kind::said, "ertussen"), revision});
  EXPECT_THAT(page, Not(HasSubstr(">oud<")));
  EXPECT_LT(page.find(">nieuw<"), page.find(">ertussen<"));
}

TEST(WebPage, AFileIsALinkWithItsSize) {
  WebMessage file = message(4, Message::Kind::file, "");
  file.message.attachment = Attachment{BlobId("ab12"), "foto.png", "image/png", 12'345, ""};
  EXPECT_THAT(drawn({file}),
              HasSubstr("href=\"/p/p%2F1/attachments/ab12\" download=\"\"><bdi>foto.png</bdi></a> (12 kB)"));
}

// The text of the page says what the difference is.
TEST(WebPage, AFileOfSomebodyElseIsACopyAndItsOriginal) {
  WebMessage file = message(4, Message::Kind::notice, "");
  file.message.attachment = Attachment{BlobId("ab12"), "foto.png", "image/png", 12'345, ""};
  const std::string page = drawn({file});
  const auto copy =
      page.find("href=\"/p/p%2F1/attachments/ab12\" download=\"\"><bdi>foto.png</bdi></a> (&lt;web.copy&gt;)");
  const auto original = page.find("href=\"/p/p%2F1/attachments/ab12/original\" download=\"\">&lt;web.original&gt;");
  ASSERT_NE(copy, std::string::npos);
  ASSERT_NE(original, std::string::npos);
  EXPECT_LT(copy, original);
  EXPECT_THAT(page, HasSubstr("&lt;web.original_hint&gt;</p>"));
  file.message.attachment->media_type = "audio/ogg";
  EXPECT_THAT(drawn({file}), Not(HasSubstr("(&lt;web.copy&gt;)")));
  EXPECT_THAT(drawn({file}), HasSubstr("attachments/ab12/original\""));
}

TEST(WebPage, WhatWasTypedStaysWhenSendingFailed) {
  ChatPage page;
  page.problem = "Te lang";
  page.unsent_text = "\n<b>\u202E";
  const std::string html = chat_page(page, Zone(), key_as_text);
  EXPECT_THAT(html, HasSubstr("role=\"alert\">Te lang</p>"));
  EXPECT_THAT(html, HasSubstr(">\n\n&lt;b&gt;\u202E</textarea>"));
}

TEST(WebPage, EveryPageHasTheSafetyLineTheWayOutAndNothingInline) {
  DemoPage demo;
  demo.people = {{"a", "Sam Voorbeeld", "Medewerker"}};
  demo.together = {"a"};
  const std::regex inline_code(R"(<script(?! type="module" src=)|\son[a-z]+=|\sstyle=|<style)");
  for (const std::string& page :
       {drawn({open_question(1)}), demo_page(demo, Zone(), key_as_text), together_page(demo, Zone(), key_as_text),
        sign_in_page({}, key_as_text), invite_page({}, "t0/ken", key_as_text),
        problem_page({}, "Niet gevonden", "Deze pagina is er niet.", key_as_text)}) {
    EXPECT_THAT(page, HasSubstr("href=\"tel:112\""));
    EXPECT_THAT(page, HasSubstr("id=\"quick-exit\""));
    EXPECT_THAT(page, HasSubstr("<html lang=\"nl\""));
    EXPECT_FALSE(std::regex_search(page, inline_code));
  }
}

TEST(WebPage, AnInvitationIsUsedByAButtonOnly) {
  EXPECT_THAT(invite_page({}, "t0/ken", key_as_text), HasSubstr("method=\"post\" action=\"/invite/t0%2Fken\""));
}

TEST(WebPage, OnlyTheDemoHasItsBannerAndMayBeFramedByItself) {
  PageFrame demo;
  demo.demo = true;
  EXPECT_THAT(sign_in_page(demo, key_as_text), HasSubstr("web.demo_banner"));
  EXPECT_THAT(sign_in_page({}, key_as_text), Not(HasSubstr("web.demo_banner")));
  EXPECT_THAT(page_headers(false), Contains(Pair("Content-Security-Policy", HasSubstr("frame-ancestors 'none'"))));
  EXPECT_THAT(page_headers(true), Contains(Pair("Content-Security-Policy", HasSubstr("frame-ancestors 'self'"))));
  for (const bool is_demo : {false, true}) {
    EXPECT_THAT(page_headers(is_demo), Contains(Pair("Content-Security-Policy", Not(HasSubstr("unsafe")))));
    EXPECT_THAT(page_headers(is_demo), Contains(Pair("Cache-Control", "no-store")));
  }
}

TEST(WebPage, EveryTextThatThePagesAskForIsInBothLanguages) {
  std::set<std::string> asked;
  const PageTexts note = [&asked](std::string_view key) {
    asked.emplace(key);
    return std::string(key);
  };
  ChatPage chat;
  WebMessage many = open_question(1);
  many.message.many = true;
  many.message.about = CaseNumber("2026-0001");
  many.message.lines = {{"Waar", "", std::nullopt}};
  many.message.options.push_back({"menu/help", "Hulp"});
  chat.messages = {open_question(2), many};
  DemoPage demo;
  demo.frame.demo = true;
  demo.people = {{"a", "Sam Voorbeeld", "Medewerker"}};
  demo.together = {"a"};
  (void)chat_page(chat, Zone(), note);
  (void)demo_page(demo, Zone(), note);
  (void)together_page(demo, Zone(), note);
  (void)sign_in_page({}, note);
  (void)invite_page({}, "t", note);
  (void)problem_page({}, "", "", note);
  for (const std::string language : {"nl", "en"}) {
    std::ifstream file(std::string(MELDMAAT_SOURCE_DIR) + "/config/texts/" + language + "/web.toml");
    std::stringstream content;
    content << file.rdbuf();
    for (const std::string& key : asked) {
      EXPECT_THAT(content.str(), HasSubstr("\n\"" + key.substr(std::string_view("web.").size()) + "\" = \""))
          << language;
    }
  }
}

TEST(WebMessageJson, HasTheFieldsOfTheInterfaceDescription) {
  WebMessage entry = open_question(12);
  entry.message.about = CaseNumber("2026-0001");
  entry.message.lines = {{"Wie", "een man\u202E", Option{"q5/who", "Wijzig"}}};
  EXPECT_EQ(
      to_json(entry),
      R"({"seq":12,"at":"2026-11-21T10:00:00.000Z","from":"meldmaat","kind":"question","text":"Bent u nu veilig?",)"
      R"("options":[{"id":"q4/yes","label":"Ja","style":"primary"},{"id":"q4/no","label":"Nee","style":"danger"}],)"
      R"("many":false,"expects":"choice","lines":[{"label":"Wie","text":"een man[U+202E]",)"
      R"("option":{"id":"q5/who","label":"Wijzig","style":"plain"}}],"case":"2026-0001","revises":null,"open":true,)"
      R"("attachment":null})");
  EXPECT_EQ(to_json(std::vector<WebMessage>{}), R"({"messages":[]})");
}

TEST(WebMessageJson, IsOneLineForAnyText) {
  const std::string json = to_json(message(1, Message::Kind::said, "een\ntwee\r\n\xFF\x1B"));
  EXPECT_THAT(json, Not(HasSubstr("\n")));
  EXPECT_EQ(nlohmann::json::parse(json).at("text"), "een\ntwee\n\uFFFD␛");
}

TEST(WebAssets, AreNamedByTheirHashAndImportEachOtherByIt) {
  const std::string path = asset_path("chat.js");
  EXPECT_TRUE(std::regex_match(path, std::regex("/assets/chat-[0-9a-f]{16}\\.js")));
  const Asset* asset = find_asset(path.substr(8));
  ASSERT_NE(asset, nullptr);
  EXPECT_EQ(asset->type, "text/javascript; charset=utf-8");
  const std::string imported = asset_path("transcript.js").substr(8);
  EXPECT_THAT(std::string(asset->bytes), HasSubstr("from './" + imported + "'"));
  EXPECT_THAT(std::string(asset->bytes), Not(HasSubstr("/transcript.js'")));
  EXPECT_EQ(asset->etag.size(), 66U);
  EXPECT_EQ(asset->gzip.substr(0, 2), "\x1F\x8B");
  EXPECT_LT(asset->gzip.size(), asset->bytes.size());
}

TEST(WebAssets, AreFoundByTheirExactNameOnly) {
  for (const std::string_view name : {"", "chat.js", "chat-0000000000000000.js", "../chat.js", "app.css"}) {
    EXPECT_EQ(find_asset(name), nullptr) << name;
  }
}

}  // namespace
}  // namespace meldmaat
