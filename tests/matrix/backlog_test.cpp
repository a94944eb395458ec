// SPDX-License-Identifier: EUPL-1.2
// Checks a homeserver that has much to tell at once: ten thousand events count once each and in their order, nobody
// else waits until all of them are taken, no reminder goes out for somebody whose answer is among them, and a call that
// takes long is no reason to let the homeserver wait (plan F29, M1; testcases T7, T9). How: by order and count, never
// by a clock.
#include <algorithm>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

constexpr std::size_t many = 10'000;

class MatrixBacklog : public MatrixTest {
 protected:
  std::size_t count_heard(const MatrixPerson& who) { return heard(who).size(); }
};

TEST_F(MatrixBacklog, TenThousandEventsCountOnceAndHoldNobodyUp) {  // F29, M1, T7
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  std::vector<nlohmann::json> events;
  std::vector<std::string> expected;
  // What nobody answers is taken fastest; every fifth is something that a person says.
  for (std::size_t number = 0; number < many; ++number) {
    if (number % 5 > 0) {
      events.push_back(homeserver.message(room, noor.user(), {{"msgtype", "m.notice"}, {"body", "bot"}}));
      continue;
    }
    expected.push_back("regel " + std::to_string(number));
    events.push_back(homeserver.text(room, noor.user(), expected.back()));
  }
  const auto whole = town->begin_push(events, "whole");
  ASSERT_TRUE(town->until([&] { return count_heard(noor) > 0; }));
  const auto greeting = said_to(samir);
  ASSERT_EQ(town->push({homeserver.text(other, samir.user(), "hulpnummers")}).status, 200);
  EXPECT_LT(count_heard(noor), expected.size()) << "his turn came in between";
  EXPECT_GT(said_to(samir), greeting);
  EXPECT_FALSE(whole->has_value());
  ASSERT_TRUE(town->until([&] { return whole->has_value(); }));
  EXPECT_EQ((*whole)->status, 200);
  EXPECT_EQ(heard(noor), expected);
  for (std::size_t begin = 0; begin < many; begin += 1'000) {
    const auto from = events.begin() + static_cast<std::ptrdiff_t>(begin);
    EXPECT_EQ(town->push({from, from + 1'000}).status, 200);
  }
  EXPECT_EQ(count_heard(noor), expected.size()) << "and once more is nothing more";
}

TEST_F(MatrixBacklog, WhatASyncBringsHoldsNobodyUpEither) {  // F29
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  ASSERT_TRUE(town->sync());
  homeserver.timeline_limit = many;
  std::vector<std::string> expected;
  for (int number = 0; number < 1'000; ++number) {
    expected.push_back("regel " + std::to_string(number));
    homeserver.text(room, noor.user(), expected.back());
  }
  static_cast<void>(homeserver.take_news());
  ASSERT_TRUE(town->try_to_sync());
  ASSERT_TRUE(town->until([&] { return count_heard(noor) > 0; }));
  ASSERT_EQ(town->push({homeserver.text(other, samir.user(), "hulpnummers")}).status, 200);
  EXPECT_LT(count_heard(noor), expected.size()) << "his turn came in between";
  ASSERT_TRUE(town->until([&] { return count_heard(noor) == expected.size(); }));
  EXPECT_EQ(heard(noor), expected);
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), expected);
  EXPECT_EQ(heard(samir).size(), 1U);
}

TEST_F(MatrixBacklog, WhoAnsweredMeanwhileIsNotReminded) {  // F29
  const auto room = greeted(noor);
  for (const auto* text : {"ik wil iets melden", "nee", "nee"}) say(noor, room, text);
  const auto due = town->look([&](Store& store) { return store.next_alarm(); });
  ASSERT_TRUE(due);
  town->pass(*due - town->clock.now() - std::chrono::minutes{1});
  std::vector<nlohmann::json> events{homeserver.text(room, noor.user(), "voor mijzelf")};
  for (int number = 0; number < 500; ++number) {
    events.push_back(homeserver.message(room, noor.user(), {{"msgtype", "m.notice"}, {"body", "bot"}}));
  }
  EXPECT_EQ(town->push(events).status, 200);
  town->pass(std::chrono::minutes{2});
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(copies(room, "nog niet verstuurd"), 0U);
  const auto later = town->look([&](Store& store) { return store.next_alarm(); });
  ASSERT_TRUE(later);
  town->pass(*later - town->clock.now());
  EXPECT_TRUE(town->shows(room, "nog niet verstuurd")) << "but when nothing comes after that";
}

TEST_F(MatrixBacklog, TheHomeserverIsAnsweredWhileACallOfOursHangs) {  // T9
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  const auto sent = homeserver.count("/send/");
  homeserver.hang_next("/send/");
  homeserver.hang_next("/media/");
  const auto text = homeserver.text(room, noor.user(), "ik wil iets melden");
  const auto image = homeserver.message(
      room, noor.user(),
      {{"msgtype", "m.image"}, {"body", "x.png"}, {"url", "mxc://zandrecht.example/x"}, {"info", {{"size", 10}}}});
  EXPECT_EQ(town->push({text, image}).status, 200);
  ASSERT_TRUE(town->until([&] { return homeserver.count("/send/") > sent && homeserver.count("/media/") > 0; }));
  EXPECT_EQ(town->push({homeserver.text(other, samir.user(), "hulpnummers")}).status, 200);
  EXPECT_TRUE(town->shows(other, "112")) << "others are answered too";
  EXPECT_EQ(heard(noor).size(), 1U);
}

}  // namespace
}  // namespace meldmaat
