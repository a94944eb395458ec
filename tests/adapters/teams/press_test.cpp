// SPDX-License-Identifier: EUPL-1.2
// Checks what a press means: rows D01, D03, D05 and D06. Every row of data is pressed twice, as Action.Execute and as
// its Submit fallback, and must come out the same. That real cards give data like this is card_test's work.
#include "adapters/teams/press.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using nlohmann::json;

Activity submit(const json& data) {
  Activity activity;
  activity.kind = Activity::Kind::message;
  activity.value = data;
  return activity;
}

Activity execute(const json& data) {
  Activity activity;
  activity.kind = Activity::Kind::invoke;
  activity.name = "adaptiveCard/action";
  activity.value = {{"action", {{"type", "Action.Execute"}, {"verb", "answer"}, {"data", data}}},
                    {"trigger", "manual"}};
  return activity;
}

/// "12 card:12 Chose q3/a+q3/b" or "12 - Said words"; "nothing".
std::string meaning(const Activity& activity) {
  const auto press = read_press(activity);
  if (!press) return "nothing";
  std::string text = std::to_string(press->line) + " " + (press->once.empty() ? "-" : press->once);
  if (const auto* said = std::get_if<Said>(&press->what)) return text + " Said " + said->text;
  const auto* chose = std::get_if<Chose>(&press->what);
  if (chose == nullptr) return "something else";
  std::string ids;
  for (const auto& id : chose->options) ids += (ids.empty() ? "" : "+") + id;
  return text + " Chose " + ids;
}

void check(const std::string& data, const std::string& expected) {
  EXPECT_EQ(meaning(submit(json::parse(data))), expected) << data;
  EXPECT_EQ(meaning(execute(json::parse(data))), expected) << data;
}

TEST(Press, AButtonIsItsOptions) {
  check(R"({"line":12,"o":["q3/a"]})", "12 card:12 Chose q3/a");
  check(R"({"line":12,"o":["q3/a","q3/b"]})", "12 card:12 Chose q3/a+q3/b");
  check(R"({"line":12,"o":["menu/help"]})", "12 - Chose menu/help");
  check(R"({"line":12,"o":["case/2026-0001/open"]})", "12 - Chose case/2026-0001/open");
  check(R"({"line":12,"o":["q3/a","menu/help"]})", "12 - Chose q3/a+menu/help");
}

TEST(Press, AnInputIsWhatWasFilledIn) {  // D01
  check(R"({"line":12,"in":"choice","choice":"q3/a"})", "12 card:12 Chose q3/a");
  check(R"({"line":12,"in":"choice","choice":"q3/a,q3/b"})", "12 card:12 Chose q3/a+q3/b");
  check(R"({"line":12,"in":"choice","choice":",q3/a,,q3/b,"})", "12 card:12 Chose q3/a+q3/b");
  check(R"({"line":12,"in":"choice","choice":"a%2Cb%25,c%"})", "12 - Chose a,b%+c%");
  check(R"({"line":12,"in":"change","change":"menu/change/who","choice":"q3/a"})", "12 - Chose menu/change/who");
  check(R"({"line":12,"in":"text","text":"Bezoeker schold.\nTweede regel"})",
        "12 card:12 Said Bezoeker schold.\nTweede regel");
  check(R"({"line":12,"in":"text","text":2})", "12 card:12 Said 2");
  check(R"({"line":12,"in":"text","text":"2"})", "12 card:12 Said 2");
  check(R"({"line":12,"in":"text","text":true})", "12 card:12 Said true");
  check(R"({"line":"12","in":"text","text":"a"})", "12 card:12 Said a");
}

TEST(Press, AMomentIsSaidAsAPersonWouldTypeIt) {
  check(R"({"line":1,"in":"moment","day":"2026-11-20","time":"14:30"})", "1 card:1 Said 2026-11-20 14:30");
  check(R"({"line":1,"in":"moment","day":"2026-11-20"})", "1 card:1 Said 2026-11-20");
  check(R"({"line":1,"in":"moment","time":"14:30"})", "1 card:1 Said 14:30");
  check(R"({"line":1,"in":"moment","words":"gisteren"})", "1 card:1 Said gisteren");
  check(R"({"line":1,"in":"moment","day":"2026-11-20","words":"rond half drie"})",
        "1 card:1 Said 2026-11-20 rond half drie");
  check(R"({"line":1,"in":"moment","day":"2026-02-30"})", "1 card:1 Said 2026-02-30");  // D02: the dialog judges
  check(R"({"line":1,"in":"moment","day":"DROP TABLE","time":"nu"})", "nothing");
}

TEST(Press, EmptyInputsSayNothing) {
  for (const char* input : {"choice", "change", "text", "moment"}) {
    check(R"({"line":1,"in":")" + std::string(input) + "\"}", "nothing");
  }
  check(R"({"line":1,"in":"text","text":" \n"})", "nothing");
  check(R"({"line":1,"in":"choice","choice":","})", "nothing");
  check(R"({"line":1,"in":"text","text":null})", "nothing");
  check(R"({"line":1,"in":"text","text":["a"]})", "nothing");
}

TEST(Press, WhatIsNotOursIsNothing) {
  for (const char* data :
       {"{}", R"({"o":["q3/a"]})", R"({"line":12})", R"({"line":-1,"o":["q3/a"]})", R"({"line":1.5,"o":["q3/a"]})",
        R"({"line":99999999999999999999,"o":["q3/a"]})", R"({"line":9007199254740993,"o":["q3/a"]})",
        R"({"line":"","o":["q3/a"]})", R"({"line":"12a","o":["q3/a"]})", R"({"line":[12],"o":["q3/a"]})",
        R"({"line":12,"o":"q3/a"})", R"({"line":12,"o":[]})", R"({"line":12,"o":[""]})", R"({"line":12,"o":["a",1]})",
        R"({"line":12,"in":"who","who":"29:kim"})", R"({"actie":"melding.versturen","soort":"verbaal"})"}) {
    check(data, "nothing");
  }
  for (const json& data : {json("text"), json(7), json::array({1}), json(nullptr)}) {
    EXPECT_EQ(meaning(submit(data)), "nothing") << data;
    EXPECT_EQ(meaning(execute(data)), "nothing") << data;
  }
}

TEST(Press, AddedKeysChangeNothing) {  // D02
  check(R"({"line":12,"o":["q3/a"],"from":"29:chef","text":"x","choice":"q3/b","__proto__":{"line":1}})",
        "12 card:12 Chose q3/a");
}

TEST(Press, HasNoMoreOptionsThanAQuestionCanHave) {
  const auto of_size = [](std::size_t count, std::size_t bytes) {
    return json{{"line", 1}, {"o", std::vector<std::string>(count, std::string(bytes, 'q'))}};
  };
  EXPECT_NE(meaning(submit(of_size(50, 200))), "nothing");
  EXPECT_EQ(meaning(submit(of_size(51, 1))), "nothing");
  EXPECT_EQ(meaning(submit(of_size(1, 201))), "nothing");
  std::string joined = "q";
  for (int more = 0; more < 50; ++more) joined += ",q";
  EXPECT_EQ(meaning(submit({{"line", 1}, {"in", "choice"}, {"choice", joined}})), "nothing");
}

TEST(Press, OnlyOurOwnVerbPressedBySomebodyCounts) {  // D05
  const json data{{"line", 12}, {"o", json::array({"q3/a"})}};
  const auto changed = [&](const char* where, const json& value) {
    Activity activity = execute(data);
    activity.value[json::json_pointer(where)] = value;
    return meaning(activity);
  };
  EXPECT_EQ(changed("/trigger", "automatic"), "nothing");
  EXPECT_EQ(changed("/trigger", nullptr), "12 card:12 Chose q3/a");
  for (const json& verb : {json("other"), json(""), json(nullptr), json(7)}) {
    EXPECT_EQ(changed("/action/verb", verb), "nothing") << verb;
  }
  for (const json& wrong : {json("text"), json(7), json::array(), json(nullptr)}) {
    EXPECT_EQ(changed("/action", wrong), "nothing") << wrong;
    EXPECT_EQ(changed("/action/data", wrong), "nothing") << wrong;
  }
  Activity other = execute(data);
  other.name = "task/submit";
  EXPECT_EQ(meaning(other), "nothing");
  other.value = json::array();
  EXPECT_EQ(meaning(other), "nothing");
  other = execute(data);
  other.kind = Activity::Kind::other;
  EXPECT_EQ(meaning(other), "nothing");
}

TEST(Press, AChoiceValueHasNoCommaAndComesBack) {
  for (const std::string id : {"q3/a", "case/2026-0001/open", "a,b", "100%", "%2C,%25", ","}) {
    const std::string value = choice_value(id);
    EXPECT_EQ(value.find(','), std::string::npos) << id;
    const auto press = read_press(submit({{"line", 1}, {"in", "choice"}, {"choice", value}}));
    ASSERT_TRUE(press) << id;
    EXPECT_EQ(std::get<Chose>(press->what).options, std::vector{id});
  }
}

}  // namespace
}  // namespace meldmaat
