// SPDX-License-Identifier: EUPL-1.2
// Checks in which rooms the bot comes, what it does when it is no longer alone with somebody, and where a conversation
// goes on (testcases D1-D8, R4-R6; plan M4, M10).
#include <algorithm>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixRooms : public MatrixTest {
 protected:
  std::string bot_in(const std::string& room) { return homeserver.membership(room, FakeHomeserver::bot); }
  std::string reach(const MatrixPerson& who) {
    return town->look([&](Store& store) {
      const auto found = store.reach(who.key());
      return found ? room_of(found->details) : std::string();
    });
  }
  /// Waits until the next attempt in a room is due, and lets it come.
  void let_it_be_tried_again() {
    ASSERT_TRUE(town->rooms_are_done());
    const auto next = town->look([](Store& store) { return store.next_room(matrix_channel_name); });
    ASSERT_TRUE(next);
    town->pass(*next - town->clock.now());
  }
};

TEST_F(MatrixRooms, APrivateChatIsEnteredAndGreetedOnce) {  // D1
  const auto room = homeserver.make_room(noor.user());
  const auto invitation = homeserver.take_news();
  EXPECT_EQ(town->push(invitation).status, 200);
  EXPECT_TRUE(town->shows(room, "ik ben Meldmaat, een computerprogramma"));
  EXPECT_EQ(town->push(invitation).status, 200);
  ASSERT_TRUE(town->sync());
  push_news();
  ASSERT_TRUE(town->rooms_are_done() && town->delivered());
  EXPECT_EQ(copies(room, "ik ben Meldmaat"), 1U);
  EXPECT_EQ(homeserver.count("/join"), 1U);
  EXPECT_EQ(bot_in(room), "join");
}

TEST_F(MatrixRooms, WhatWasSaidBeforeItCameInIsHeard) {  // R4
  const auto room = homeserver.make_room(noor.user());
  const auto invitation = homeserver.take_news();
  homeserver.text(room, noor.user(), "ik wil iets melden");
  EXPECT_EQ(town->push(invitation).status, 200);
  EXPECT_TRUE(town->shows(room, "op dit moment gevaar"));
  EXPECT_EQ(heard(noor), std::vector<std::string>{"ik wil iets melden"});
}

TEST_F(MatrixRooms, WhereTheHistoryIsHiddenItGreetsAndAsks) {  // R5
  FakeHomeserver::Wish wish;
  wish.history_before_join = false;
  const auto room = homeserver.make_room(noor.user(), wish);
  const auto invitation = homeserver.take_news();
  homeserver.text(room, noor.user(), "ik wil iets melden");
  EXPECT_EQ(town->push(invitation).status, 200);
  EXPECT_TRUE(town->shows(room, "ik ben Meldmaat"));
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_TRUE(heard(noor).empty());
}

TEST_F(MatrixRooms, AGroupIsRefusedWithTheReason) {  // D2
  FakeHomeserver::Wish named;
  named.direct = false;
  named.name = "Balie";
  FakeHomeserver::Wish open;
  open.direct = false;
  open.open = true;
  for (const auto& wish : {named, open}) {
    const auto room = homeserver.make_room(noor.user(), wish);
    push_news();
    ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
    EXPECT_NE(homeserver.reason(room, FakeHomeserver::bot).find("Open een privéchat"), std::string::npos);
    EXPECT_TRUE(homeserver.shown(room).empty());
  }
  EXPECT_EQ(homeserver.count("/join"), 0U);
}

TEST_F(MatrixRooms, SomebodyOfAnotherServerIsRefused) {  // D2, M4, M10
  const auto room = homeserver.make_room("@kim:elsewhere.example");
  push_news();
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
  EXPECT_EQ(homeserver.count("/join"), 0U);
}

TEST_F(MatrixRooms, ARoomThatTurnsOutToBeACrowdIsLeftWithoutListening) {  // D2, D3
  const auto room = homeserver.make_room(noor.user());
  homeserver.invite(room, noor.user(), samir.user());
  homeserver.text(room, noor.user(), "ik wil iets melden");
  push_news();
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
  EXPECT_EQ(copies(room, "Hier lezen anderen mee"), 1U);
  EXPECT_TRUE(heard(noor).empty());
  EXPECT_NE(made_for(noor), room) << "and it opens one with her alone";
}

TEST_F(MatrixRooms, WhoIsThereIsSeenAlsoWhereTheHistoryIsHidden) {  // D2, D3, R5
  FakeHomeserver::Wish wish;
  wish.history_before_join = false;
  const auto room = homeserver.make_room(noor.user(), wish);
  homeserver.invite(room, noor.user(), samir.user());
  push_news();
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
  EXPECT_EQ(copies(room, "ik ben Meldmaat"), 0U);
}

TEST_F(MatrixRooms, WhenAThirdComesInItStopsAndGoesOnElsewhere) {  // D3
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  ASSERT_TRUE(town->delivered());
  const auto draft = town->look([&](Store& store) { return store.state_of(noor.key()); });
  homeserver.invite(room, noor.user(), samir.user());
  homeserver.text(room, noor.user(), "nee");
  push_news();
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
  EXPECT_EQ(copies(room, "Er is iemand bij gekomen"), 1U);
  EXPECT_EQ(town->look([&](Store& store) { return store.state_of(noor.key()); }), draft) << "what was begun is kept";
  const auto other = made_for(noor);
  EXPECT_NE(other, room);
  EXPECT_TRUE(town->shows(other, "We gaan hier verder"));
  homeserver.join(other, noor.user());
  say(noor, other, "nee");
  EXPECT_EQ(heard(noor).back(), "nee");
  EXPECT_EQ(bot_in(other), "join");
}

TEST_F(MatrixRooms, SomebodyElseWhoSpeaksInARoomMakesItACrowd) {  // D3
  const auto room = greeted(noor);
  say(samir, room, "ik lees mee");
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
  EXPECT_TRUE(heard(samir).empty());
}

TEST_F(MatrixRooms, AnInvitationThatIsGoneIsForgotten) {  // D4
  const auto withdrawn = homeserver.make_room(noor.user());
  const auto invitation = homeserver.take_news();
  homeserver.kick(withdrawn, noor.user(), FakeHomeserver::bot);
  EXPECT_EQ(town->push(invitation).status, 200);  // 403
  const auto empty = homeserver.make_room(samir.user());
  const auto second = homeserver.take_news();
  homeserver.leave(empty, samir.user());
  EXPECT_EQ(town->push(second).status, 200);  // 404
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_FALSE(town->look([](Store& store) { return store.next_room(matrix_channel_name); }));
  EXPECT_EQ(homeserver.count("/join"), 2U);
  EXPECT_EQ(reach(noor) + reach(samir), "");
}

TEST_F(MatrixRooms, AJoinThatFailsIsTriedAgainAfterThePauseThatWasAskedFor) {  // D4
  Response busy = matrix_error(429, "M_LIMIT_EXCEEDED");
  busy.headers.add("Retry-After", "40");
  homeserver.answer_next("/join", std::move(busy));
  homeserver.answer_next("/join", matrix_error(500, "M_UNKNOWN"));
  homeserver.answer_next("/members", matrix_error(502, "M_UNKNOWN"));
  homeserver.answer_next("/m.room.encryption", matrix_error(500, "M_UNKNOWN"));
  homeserver.answer_next("/messages", matrix_error(500, "M_UNKNOWN"));
  const auto room = homeserver.make_room(noor.user());
  push_news();
  ASSERT_TRUE(town->rooms_are_done());
  town->pass(std::chrono::seconds{39});
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_EQ(homeserver.count("/join"), 1U);
  town->pass(std::chrono::seconds{1});
  for (int again = 0; again < 4; ++again) let_it_be_tried_again();
  EXPECT_TRUE(town->shows(room, "ik ben Meldmaat"));
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_FALSE(town->look([](Store& store) { return store.next_room(matrix_channel_name); }));
  EXPECT_EQ(copies(room, "ik ben Meldmaat"), 1U);
}

TEST_F(MatrixRooms, KilledWhileItCameInItComesInAfterwards) {  // D4, R6
  homeserver.hang_next("/join");
  const auto room = homeserver.make_room(noor.user());
  push_news();
  ASSERT_TRUE(town->until([&] { return homeserver.count("/join") == 1; }));
  open(friday + std::chrono::minutes{1});
  EXPECT_TRUE(town->shows(room, "ik ben Meldmaat"));
}

TEST_F(MatrixRooms, LeftAloneItLeavesAndKeepsTheDraft) {  // D5
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  ASSERT_TRUE(town->delivered());
  const auto draft = town->look([&](Store& store) { return store.state_of(noor.key()); });
  homeserver.leave(room, noor.user());
  push_news();
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "leave"; }));
  EXPECT_EQ(reach(noor), "");
  EXPECT_EQ(town->look([&](Store& store) { return store.state_of(noor.key()); }), draft);

  const auto again = homeserver.make_room(noor.user());
  push_news();
  ASSERT_TRUE(town->until([&] { return !homeserver.shown(again).empty(); }));
  EXPECT_EQ(reach(noor), again);
}

TEST_F(MatrixRooms, ThrownOutAndInvitedAgainItComesBack) {  // D6
  const auto room = greeted(noor);
  homeserver.kick(room, noor.user(), FakeHomeserver::bot);
  push_news();
  EXPECT_EQ(reach(noor), "");
  homeserver.invite(room, noor.user(), FakeHomeserver::bot);
  push_news();
  ASSERT_TRUE(town->until([&] { return bot_in(room) == "join"; }));
  ASSERT_TRUE(town->rooms_are_done());
  say(noor, room, "ik wil iets melden");
  EXPECT_TRUE(town->shows(room, "op dit moment gevaar"));
}

TEST_F(MatrixRooms, WhenARoomIsReplacedItGoesOnInTheNewOne) {  // D7, D9
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  ASSERT_TRUE(town->delivered());
  homeserver.add(room, noor.user(),
                 {{"type", "m.room.tombstone"},
                  {"state_key", ""},
                  {"content", {{"body", "vervangen"}, {"replacement_room", "!of-version-twelve"}}}});
  push_news();
  EXPECT_EQ(reach(noor), "");
  const auto next = homeserver.make_room(noor.user());
  push_news();
  ASSERT_TRUE(town->until([&] { return reach(noor) == next; }));
  ASSERT_TRUE(town->rooms_are_done());
  say(noor, next, "nee");
  EXPECT_EQ(heard(noor).back(), "nee");
}

TEST_F(MatrixRooms, OfTwoPrivateChatsTheOneThatWasUsedLastIsUsed) {  // D8
  const auto first = greeted(noor);
  const auto second = homeserver.make_room(noor.user());
  push_news();
  ASSERT_TRUE(town->until([&] { return reach(noor) == second; }));
  ASSERT_TRUE(town->rooms_are_done());
  say(noor, second, "ik wil iets melden");
  EXPECT_TRUE(town->shows(second, "op dit moment gevaar"));
  ASSERT_TRUE(town->delivered());
  const auto in_first = homeserver.shown(first).size();
  say(noor, second, "nee");
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(homeserver.shown(first).size(), in_first);
  say(noor, first, "nee");
  ASSERT_TRUE(town->delivered());
  EXPECT_GT(homeserver.shown(first).size(), in_first) << "until the older one is used again";
}

TEST_F(MatrixRooms, AStormOfInvitationsIsWorkedOffOneByOne) {  // M10
  for (int number = 0; number < 60; ++number) {
    const std::string server = number % 3 == 0 ? "zandrecht.example" : "elsewhere.example";
    homeserver.make_room("@gast" + std::to_string(number) + ":" + server);
  }
  push_news();
  ASSERT_TRUE(town->rooms_are_done() && town->delivered());
  std::size_t joined = 0;
  for (const auto& room : homeserver.rooms()) joined += bot_in(room) == "join" ? 1 : 0;
  EXPECT_EQ(joined, 20U);
  EXPECT_EQ(homeserver.count("/join"), 20U);
}

}  // namespace
}  // namespace meldmaat
