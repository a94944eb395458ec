// SPDX-License-Identifier: EUPL-1.2
// Checks the pages of the postbox and of the counsellors' desk by drawing them from made-up values. What the modules do
// with them, and the way through them without script, is the browser test's work (tests/browser/postbox.test.mjs).
#include "adapters/web/postbox_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "adapters/web/desk_page.hpp"

namespace meldmaat {
namespace {

using testing::HasSubstr;
using testing::Not;

const PageTexts key_as_text = [](std::string_view key) { return "<" + std::string(key) + ">"; };
constexpr std::string_view code = "7KQ2MR9C4T0XBWE5HJ8N3F";

PostboxReportPage report_page() {
  PostboxReportPage page;
  page.code = code;
  page.readers = {{"aa11", "fatima", "Fatima Helmgras"}, {"bb22", "wouter", "Wouter Schelp"}};
  return page;
}

PostboxInboxPage inbox_page() {
  PostboxInboxPage page;
  page.code = code;
  page.next_envelope = "00112233445566778899aabbccddeeff";
  page.replies = {{"e1", "2026-W48", "Dank u.", false}, {"e2", "2026-W49", "Dit is opgeschreven.", true}};
  return page;
}

DeskPage desk() {
  DeskPage page;
  page.person = "p/1";
  page.teams = {{"burgerzaken", "Burgerzaken"}};
  return page;
}

std::vector<std::string> every_page(const PageTexts& texts) {
  PostboxReportPage wrong = report_page();
  wrong.problem = PostboxProblem::no_story;
  PostboxInboxPage kept = inbox_page();
  kept.kept = PostboxKept::name;
  std::vector<std::string> pages{postbox_start_page({}, true, texts),
                                 postbox_start_page({}, false, texts),
                                 postbox_shut_page({}, texts),
                                 postbox_report_page(wrong, texts),
                                 postbox_kept_page({}, code, {}, texts),
                                 postbox_read_page({}, PostboxProblem::code_typo, texts),
                                 postbox_inbox_page(kept, texts),
                                 postbox_closed_page({}, texts),
                                 desk_page(desk(), texts)};
  return pages;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(PostboxPage, EveryPageHasTheWayOutTheEmergencyNumberAndNothingInline) {
  const std::regex inline_code(R"(<script(?! type="module" src=)|\son[a-z]+=|\sstyle=|<style)");
  for (const std::string& page : every_page(key_as_text)) {
    EXPECT_THAT(page, HasSubstr("href=\"tel:112\""));
    EXPECT_THAT(page, HasSubstr("id=\"quick-exit\""));
    EXPECT_FALSE(std::regex_search(page, inline_code));
  }
}

TEST(PostboxPage, TheEmergencyNumberStandsBeforeEverythingThatCanBeTyped) {
  PostboxReportPage page = report_page();
  page.frame.emergency_number = "1-1-2";
  const std::string drawn = postbox_report_page(page, key_as_text);
  const auto main = drawn.find("<main");
  EXPECT_LT(drawn.find("tel:1-1-2", main), drawn.find("<textarea", main));
  EXPECT_LT(drawn.find("name=\"safe\""), drawn.find("name=\"what\""));
  EXPECT_LT(drawn.find("postbox.limits.own_words"), drawn.find("name=\"what\""));
}

TEST(PostboxPage, NothingThatIsTypedIsKeptOrReadAlongByTheBrowser) {
  for (const std::string& page : every_page(key_as_text)) {
    for (const std::string_view field : {"<textarea", "type=\"text\"", "type=\"password\""}) {
      for (auto at = page.find(field); at != std::string::npos; at = page.find(field, at + 1)) {
        const std::string tag = page.substr(at, page.find('>', at) - at);
        EXPECT_THAT(tag, HasSubstr("autocomplete=\"off\"")) << tag;
        EXPECT_THAT(tag, HasSubstr("spellcheck=\"false\"")) << tag;
      }
    }
  }
}

TEST(PostboxPage, TheFormPostsToItsOwnAddressWithoutACodeInIt) {
  for (const auto& [language, report, read] :
       {std::tuple{"nl", "/postvak/melden", "/postvak/lezen"}, std::tuple{"en", "/postbox/report", "/postbox/read"}}) {
    PostboxReportPage page = report_page();
    page.frame.language = language;
    PostboxInboxPage inbox = inbox_page();
    inbox.frame.language = language;
    const std::string drawn = postbox_report_page(page, key_as_text) + postbox_inbox_page(inbox, key_as_text);
    EXPECT_THAT(drawn, HasSubstr("action=\"" + std::string(report) + '"'));
    EXPECT_THAT(drawn, HasSubstr("action=\"" + std::string(read) + '"'));
    const std::regex code_in_address(R"((href|action|src)="[^"]*7KQ2M)");
    EXPECT_FALSE(std::regex_search(drawn, code_in_address));
  }
}

TEST(PostboxPage, EveryPageLeadsToItselfInTheOtherLanguage) {
  PageFrame english;
  english.language = "en";
  EXPECT_THAT(postbox_read_page({}, std::nullopt, key_as_text), HasSubstr("href=\"/postbox/read\" lang=\"en\""));
  EXPECT_THAT(postbox_read_page(english, std::nullopt, key_as_text), HasSubstr("href=\"/postvak/lezen\" lang=\"nl\""));
}

TEST(PostboxPage, EverybodyReadsUnlessLeftOut) {
  PostboxReportPage page = report_page();
  EXPECT_EQ(count(postbox_report_page(page, key_as_text), "data-person=\"fatima\" checked"), 1U);
  page.left_out = {"aa11"};
  const std::string drawn = postbox_report_page(page, key_as_text);
  EXPECT_EQ(count(drawn, "data-person=\"fatima\" checked"), 0U);
  EXPECT_EQ(count(drawn, "value=\"bb22\" data-person=\"wouter\" checked"), 1U);
}

TEST(PostboxPage, WhatWasTypedComesBackWithTheProblem) {
  PostboxReportPage page = report_page();
  page.problem = PostboxProblem::last_group;
  page.typed = {{"what", "\n<b>verhaal</b>\u202E"}, {"hand_on", "manager"}};
  const std::string drawn = postbox_report_page(page, key_as_text);
  EXPECT_THAT(drawn, HasSubstr("role=\"alert\">&lt;postbox.problem.last_group&gt;</p>"));
  EXPECT_THAT(drawn, HasSubstr(">\n\n&lt;b&gt;verhaal&lt;/b&gt;\u202E</textarea>"));
  EXPECT_THAT(drawn, HasSubstr("name=\"hand_on\" value=\"manager\" checked"));
  EXPECT_THAT(drawn, HasSubstr("name=\"code\" value=\"" + std::string(code) + '"'));
}

TEST(PostboxPage, ACodeIsShownInGroupsOfFiveWhateverDashesItHad) {
  for (const std::string_view written :
       {"7KQ2MR9C4T0XBWE5HJ8N3F", "7KQ2M-R9C4T-0XBWE-5HJ8N-3F", "7-KQ2MR9C4T0XBWE5HJ8N3-F"}) {
    EXPECT_EQ(in_groups(written), "7KQ2M-R9C4T-0XBWE-5HJ8N-3F");
  }
  EXPECT_EQ(in_groups(""), "");
  EXPECT_THAT(postbox_kept_page({}, code, {}, key_as_text), HasSubstr(">7KQ2M-R9C4T-0XBWE-5HJ8N-3F</p>"));
}

TEST(PostboxPage, TheDaysAreThoseOfTheSettings) {
  const PageTexts texts = [](std::string_view key) {
    return std::string(key == "postbox.kept.look_again" ? "over {days} dagen" : "tot {days} dagen");
  };
  const std::string drawn = postbox_kept_page({}, code, {.look_again_days = 9, .code_lasts_days = 99}, texts);
  EXPECT_THAT(drawn, HasSubstr("over 9 dagen"));
  EXPECT_THAT(drawn, HasSubstr("tot 99 dagen"));
}

TEST(PostboxPage, AnInboxCarriesItsCodeInEveryFormAndOnlyARecordIsChecked) {
  const std::string drawn = postbox_inbox_page(inbox_page(), key_as_text);
  EXPECT_EQ(count(drawn, "<form"), 5U);
  EXPECT_EQ(count(drawn, "name=\"code\" value=\"" + std::string(code) + '"'), 5U);
  EXPECT_EQ(count(drawn, "name=\"id\" value=\"00112233445566778899aabbccddeeff\""), 5U);
  EXPECT_EQ(count(drawn, "name=\"record\" value=\"e2\""), 1U);
  EXPECT_EQ(count(drawn, "name=\"record\""), 1U);
  EXPECT_EQ(count(drawn, "name=\"sure\" value=\"yes\""), 2U);
  EXPECT_THAT(drawn, Not(HasSubstr("id=\"inbox\" hidden")));
}

TEST(PostboxPage, AnAnswerIsTextWithItsWeek) {
  const PageTexts texts = [](std::string_view key) {
    return std::string(key == "postbox.inbox.week" ? "Week {week} van {year}" : key);
  };
  PostboxInboxPage page = inbox_page();
  page.replies = {{"e1", "2027-W01", "<script>alert(1)</script>a\u202Eb", false}, {"e2", "onbekend", "x", false}};
  const std::string drawn = postbox_inbox_page(page, texts);
  EXPECT_THAT(drawn, HasSubstr(">Week 01 van 2027</p>"));
  EXPECT_THAT(drawn, HasSubstr(">onbekend</p>"));
  EXPECT_THAT(drawn, HasSubstr("dir=\"auto\">&lt;script&gt;alert(1)&lt;/script&gt;a[U+202E]b</p>"));
  EXPECT_EQ(count(drawn, "<script"), 1U);
}

TEST(PostboxPage, WhileThePostboxIsShutOnlyReadingIsOffered) {
  for (const std::string& page : {postbox_start_page({}, false, key_as_text), postbox_shut_page({}, key_as_text)}) {
    EXPECT_THAT(page, Not(HasSubstr("/postvak/melden")));
    EXPECT_THAT(page, HasSubstr("href=\"/postvak/lezen\""));
  }
  EXPECT_THAT(postbox_start_page({}, true, key_as_text), HasSubstr("href=\"/postvak/melden\""));
}

TEST(PostboxPage, EveryProblemIsSaidInWordsOfItsOwn) {
  std::set<std::string> said;
  constexpr int problems = 12;
  for (int number = 0; number < problems; ++number) {
    const std::string drawn = postbox_read_page({}, static_cast<PostboxProblem>(number), key_as_text);
    const auto at = drawn.find("role=\"alert\">");
    said.insert(drawn.substr(at, drawn.find("</p>", at) - at));
  }
  EXPECT_EQ(said.size(), static_cast<std::size_t>(problems));
}

TEST(DeskPage, WithoutScriptItSaysSoAndShowsNothingElse) {
  const std::string drawn = desk_page(desk(), key_as_text);
  EXPECT_THAT(drawn, HasSubstr("<p id=\"no-script\" class=\"note\">"));
  for (const std::string_view part : {"make", "unlock", "list", "inbox", "answer-part", "facts-part"}) {
    EXPECT_THAT(drawn, HasSubstr("<section id=\"" + std::string(part) + "\" hidden=\"\"")) << part;
  }
  EXPECT_THAT(drawn, HasSubstr("<div id=\"open\" hidden=\"\""));
}

TEST(DeskPage, NoFormOfItCanBePostedByTheBrowserWithASecretInTheAddress) {
  const std::string drawn = desk_page(desk(), key_as_text);
  EXPECT_EQ(count(drawn, "<form"), count(drawn, "method=\"post\""));
  EXPECT_THAT(drawn, HasSubstr("data-path=\"/p/p%2F1/desk/\""));
  EXPECT_THAT(drawn, HasSubstr("<option value=\"burgerzaken\">Burgerzaken</option>"));
}

TEST(PostboxPage, EveryTextThatThePagesAskForIsInBothLanguages) {
  std::set<std::string> asked;
  const PageTexts note = [&asked](std::string_view key) {
    asked.emplace(key);
    return std::string(key);
  };
  (void)every_page(note);
  EXPECT_GT(asked.size(), 200U);
  for (const std::string language : {"nl", "en"}) {
    std::stringstream content;
    const auto folder = std::filesystem::path(MELDMAAT_SOURCE_DIR) / "config" / "texts" / language;
    for (const std::string_view file_name : {"web.toml", "postbox.toml", "desk.toml"}) {
      std::ifstream file(folder / file_name);
      content << file.rdbuf();
    }
    for (const std::string& key : asked) {
      EXPECT_THAT(content.str(), HasSubstr("\n\"" + key.substr(key.find('.') + 1) + "\" = \"")) << language;
    }
  }
}

}  // namespace
}  // namespace meldmaat
