// SPDX-License-Identifier: EUPL-1.2
// Checks what comes or goes more than once: an event counts the first time, however often, whenever and in whatever
// form it comes again, and what may stand in a room already is said there once, or marked (plan F27, F28; testcases
// T2, T3, O1). The clock is moved by hand; many at a time are as many connections.
#include <algorithm>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

const std::string sending = "/send/m.room.message/";

class MatrixRepeats : public MatrixTest {
 protected:
  void SetUp() override {
    MatrixTest::SetUp();
    room = greeted(noor);
  }
  nlohmann::json said(const std::string& text) { return homeserver.text(room, noor.user(), text); }
  std::string room;
};

TEST_F(MatrixRepeats, FiftyAtOnceAreOne) {  // F27, T2
  const auto before = said_to(noor);
  for (const int status : town->push_at_once({said("ik wil iets melden")}, 50)) EXPECT_EQ(status, 200);
  EXPECT_EQ(heard(noor), std::vector<std::string>{"ik wil iets melden"});
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(homeserver.shown(room).size(), said_to(noor));
  const auto of_fifty = said_to(noor) - before;
  say(noor, room, "ik wil iets melden");
  EXPECT_EQ(said_to(noor) - before, 2 * of_fifty) << "answered as one is";
}

TEST_F(MatrixRepeats, WhateverTheOrderEachCountsWhenItFirstComes) {  // F27
  std::vector<nlohmann::json> events;
  std::vector<std::string> expected;
  for (int number = 0; number < 20; ++number) {
    expected.push_back("regel " + std::to_string(number));
    events.push_back(said(expected.back()));
  }
  std::ranges::reverse(events);
  std::ranges::reverse(expected);
  const std::vector<nlohmann::json> half(events.begin(), events.begin() + 10);
  EXPECT_EQ(town->push(half).status, 200);
  EXPECT_EQ(town->push(events).status, 200);
  std::ranges::reverse(events);
  EXPECT_EQ(town->push(events).status, 200);
  for (const auto& event : events) EXPECT_EQ(town->push({event, event}).status, 200);
  EXPECT_EQ(heard(noor), expected);
}

TEST_F(MatrixRepeats, ARepeatIsKnownForLongerThanAnyDeadline) {  // F27
  const auto event = said("ik wil iets melden");
  EXPECT_EQ(town->push({event}, "1").status, 200);
  for (const auto while_away : {Milliseconds{std::chrono::seconds{15}}, Milliseconds{std::chrono::days{1}},
                                Milliseconds{std::chrono::days{59}}}) {
    town->pass(while_away);
    town->forget();
    EXPECT_EQ(town->push({event}, "1").status, 200);
    EXPECT_EQ(town->push({event}).status, 200);
    EXPECT_EQ(heard(noor).size(), 1U) << while_away.count();
  }
  open(town->clock.now());
  EXPECT_EQ(town->push({event}).status, 200);
  EXPECT_EQ(heard(noor).size(), 1U) << "also by the next run of the program";
}

// Since room version 3 an event id is the hash of the event: only a homeserver that lies does this.
TEST_F(MatrixRepeats, OfOneEventInTwoFormsTheFirstCounts) {  // F27, M2
  const auto event = said("ik wil iets melden");
  auto other = event;
  other["content"]["body"] = "iets heel anders";
  auto longer = event;
  longer["content"]["body"] = std::string(most_text_characters + 1, 'x');
  EXPECT_EQ(town->push({event, other}).status, 200);
  const auto state = town->look([&](Store& store) { return store.state_of(noor.key()); });
  EXPECT_EQ(town->push({other}, "1").status, 200);
  EXPECT_EQ(town->push({event}, "1").status, 200);
  EXPECT_EQ(town->push({other, event, other}).status, 200);
  EXPECT_EQ(heard(noor), std::vector<std::string>{"ik wil iets melden"});
  EXPECT_EQ(town->look([&](Store& store) { return store.state_of(noor.key()); }), state);
  EXPECT_EQ(town->push({longer, longer}).status, 200);
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(heard(noor), std::vector<std::string>{"ik wil iets melden"});
  EXPECT_LE(copies(room, "te lang"), 1U);
}

TEST_F(MatrixRepeats, AnEventOfAnotherPersonUnderAKnownNameIsTheirs) {  // F27
  const auto other = greeted(samir);
  const auto event = said("ik wil iets melden");
  EXPECT_EQ(town->push({event}).status, 200);
  auto forged = event;
  forged["room_id"] = other;
  forged["sender"] = samir.user();
  EXPECT_EQ(town->push({forged, forged}).status, 200);
  EXPECT_EQ(heard(noor).size(), 1U);
  EXPECT_EQ(heard(samir).size(), 1U) << "nobody silences another by using their name first";
}

/// A greeting of which the answer was lost, and then the homeserver.
class MatrixResends : public MatrixRepeats {
 protected:
  void lose_the_answer() {
    const auto calls = homeserver.count(sending);
    homeserver.hang_next(sending);
    other = homeserver.make_room(samir.user());
    push_news();
    ASSERT_TRUE(town->until([&] { return homeserver.count(sending) == calls + 1; }));
    ASSERT_EQ(homeserver.shown(other).size(), 1U) << "it stands there";
    town->stop_homeserver();
    ASSERT_TRUE(town->waits());
  }
  void stay_away(int hours) {
    for (int hour = 0; hour < hours; ++hour) {
      town->pass(std::chrono::hours{1});
      ASSERT_TRUE(town->waits());
    }
  }

  std::string other;
};

TEST_F(MatrixResends, WhileItsNameIsKnownThereItIsSaidOnce) {  // F28, O1
  lose_the_answer();
  stay_away(22);
  town->start_homeserver();
  ASSERT_TRUE(delivered_in_time(std::chrono::minutes{1}));
  EXPECT_EQ(copies(other, "ik ben Meldmaat"), 1U);
  EXPECT_EQ(copies(other, "mogelijk dubbel"), 0U);
  EXPECT_EQ(homeserver.shown(other).size(), said_to(samir)) << "nothing given up, nothing twice";
}

TEST_F(MatrixResends, WhenItsNameIsForgottenThereTheSecondIsMarked) {  // F28
  lose_the_answer();
  stay_away(24);
  homeserver.forget_names();
  town->start_homeserver();
  ASSERT_TRUE(delivered_in_time(std::chrono::minutes{1}));
  EXPECT_EQ(copies(other, "ik ben Meldmaat"), 2U);
  EXPECT_EQ(copies(other, "mogelijk dubbel"), 1U) << "of the two, and of nothing else";
  EXPECT_EQ(homeserver.shown(other).size(), said_to(samir) + 1) << "nothing was given up";
}

}  // namespace
}  // namespace meldmaat
