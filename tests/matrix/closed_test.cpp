// SPDX-License-Identifier: EUPL-1.2
// Checks that what fails for everybody is no fault of a single message: while our token, name or device is not
// accepted, or the homeserver is away, nothing of the outbox is given up or marked, however long it takes; what nobody
// may miss is said elsewhere meanwhile. One message that fails by itself is given up (testcases O3, O4; plan F20, P5).
#include <algorithm>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixClosed : public MatrixTest {
 protected:
  void SetUp() override {
    MatrixTest::SetUp();
    room = greeted(noor);
  }
  /// Two things to be said, the second of which is known by the word "Menu".
  void ask_for_two_answers() {
    shown_before = homeserver.shown(room).size();
    said_before = said_to(noor);
    say(noor, room, "hulpnummers");
    say(noor, room, "help");
    ASSERT_GE(said_to(noor), said_before + 2);
  }
  void let_pass(int hours) {
    for (int hour = 0; hour < hours; ++hour) {
      ASSERT_TRUE(town->waits());
      town->pass(std::chrono::hours{1});
    }
    ASSERT_TRUE(town->waits());
  }
  /// Both stand there in their order, once and unmarked.
  void expect_both_to_arrive() {
    EXPECT_EQ(homeserver.shown(room).size(), shown_before);
    EXPECT_EQ(town->figure("meldmaat_deliveries_parked_total"), "0");
    homeserver.be_kind();
    homeserver.accepted = FakeHomeserver::token;
    ASSERT_TRUE(delivered_in_time(std::chrono::minutes{1}));
    const auto shown = homeserver.shown(room);
    ASSERT_EQ(shown.size() - shown_before, said_to(noor) - said_before);
    EXPECT_NE(shown[shown_before]["body"].get<std::string>().find("112"), std::string::npos) << "the numbers first";
    EXPECT_EQ(copies(room, "mogelijk dubbel"), 0U);
    EXPECT_EQ(homeserver.count("/createRoom"), 0U) << "it is the same room";
    EXPECT_FALSE(town->look([&](Store& store) { return store.reach(noor.key())->dead; }));
  }

  std::string room;
  std::size_t shown_before = 0;
  std::size_t said_before = 0;
};

TEST_F(MatrixClosed, AWrongTokenIsWaitedOutForAsLongAsItTakes) {  // O4, F20
  homeserver.accepted = "another";
  ask_for_two_answers();
  let_pass(24 * 3);
  expect_both_to_arrive();
}

TEST_F(MatrixClosed, AWrongTokenIsWaitedOutByTheNextRunToo) {  // O4
  homeserver.accepted = "another";
  ask_for_two_answers();
  let_pass(30);
  open(town->clock.now());
  let_pass(30);
  expect_both_to_arrive();
}

TEST_F(MatrixClosed, ARefusalOfWhateverIsAskedIsNoRefusalOfAMessage) {  // O4
  for (const auto& [status, code] : std::vector<std::pair<int, std::string>>{{401, "M_MISSING_TOKEN"},
                                                                             {403, "M_FORBIDDEN"},
                                                                             {403, "M_USER_DEACTIVATED"},
                                                                             {404, "M_UNRECOGNIZED"},
                                                                             {400, "M_UNKNOWN_DEVICE"}}) {
    SCOPED_TRACE(code);
    homeserver.answer_always("/v3/", matrix_error(status, code));
    const auto rooms = homeserver.count("/createRoom");
    ask_for_two_answers();
    let_pass(26);
    EXPECT_EQ(homeserver.shown(room).size(), shown_before);
    EXPECT_EQ(town->figure("meldmaat_deliveries_parked_total"), "0");
    homeserver.be_kind();
    ASSERT_TRUE(delivered_in_time(std::chrono::minutes{1}));
    EXPECT_EQ(homeserver.shown(room).size() - shown_before, said_to(noor) - said_before);
    EXPECT_EQ(homeserver.count("/createRoom") > rooms, status == 403 || status == 404) << "it tried";
    EXPECT_FALSE(town->look([&](Store& store) { return store.reach(noor.key())->dead; }));
  }
  EXPECT_EQ(homeserver.rooms().size(), 1U);
}

TEST_F(MatrixClosed, AHomeserverThatIsAwayForDaysIsWaitedFor) {  // O3, P5
  town->stop_homeserver();
  ask_for_two_answers();
  let_pass(24 * 3);
  town->start_homeserver();
  expect_both_to_arrive();
}

TEST_F(MatrixClosed, WhatNobodyMayMissIsSaidElsewhereMeanwhileAndArrives) {  // P5, F36
  const auto of_anouk = greeted(anouk);
  const auto before = homeserver.shown(of_anouk).size();
  const ConversationKey on_web{"web", anouk.id};
  const auto on_the_web = [&] { return town->look([&](Store& store) { return store.last_sequence(on_web); }); };
  for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf", "Ik ben vanochtend uitgescholden.", "ja",
                           "een man aan de telefoon", "nu versturen"}) {
    say(noor, room, text);
  }
  ASSERT_TRUE(town->delivered());
  homeserver.accepted = "another";
  say(noor, room, "versturen");
  ASSERT_TRUE(town->waits());
  const auto first_waits = [&](Store& store) {
    const auto waiting = store.waiting_of(anouk.key());
    return !waiting.empty() && waiting.front().not_before > town->clock.now();
  };
  const auto begun = town->clock.now();
  while (on_the_web() == 0 && town->clock.now() < begun + std::chrono::hours{1}) {
    town->pass(std::chrono::seconds{30});
    ASSERT_TRUE(town->until([&] { return town->look(first_waits); }));
  }
  EXPECT_GT(on_the_web(), 0U) << "within the hour";
  EXPECT_GT(town->clock.now(), begun + std::chrono::minutes{15}) << "and not at the first attempts";
  let_pass(24 * 2);
  homeserver.accepted = FakeHomeserver::token;
  ASSERT_TRUE(delivered_in_time(std::chrono::minutes{1}));
  EXPECT_GT(homeserver.shown(of_anouk).size(), before) << "and here as well, though late";
}

TEST_F(MatrixClosed, AMessageThatFailsByItselfHoldsTheOthersUpForAnHourAtMost) {  // O3, P5
  homeserver.answer_always("/send/m.room.message/", matrix_error(500, "M_UNKNOWN"));
  say(noor, room, "hulpnummers");
  for (int step = 0; step < 180; ++step) {
    town->pass(std::chrono::seconds{20});
    ASSERT_TRUE(town->try_to_sync());
  }
  EXPECT_NE(town->figure("meldmaat_deliveries_parked_total"), "0") << "the homeserver is there, so it is the message";
}

}  // namespace
}  // namespace meldmaat
