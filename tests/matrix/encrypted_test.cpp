// SPDX-License-Identifier: EUPL-1.2
// Checks rooms in which nothing can be read: that it is said, once, and that the conversation goes on in a room without
// encryption (testcases E1-E5, E7; plan M6).
#include <map>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

const std::string explanation = "Dit gesprek is versleuteld";

class MatrixEncrypted : public MatrixTest {
 protected:
  /// An encrypted room into which the bot came, said why it cannot be used, and opened another.
  std::string explained(const MatrixPerson& who) {
    FakeHomeserver::Wish wish;
    wish.encrypted = true;
    const auto room = homeserver.make_room(who.user(), wish);
    push_news();
    EXPECT_TRUE(town->shows(room, "versleuteld"));
    EXPECT_TRUE(town->rooms_are_done());
    return room;
  }
  void say_unreadably(const std::string& room, const MatrixPerson& who) {
    homeserver.add(room, who.user(),
                   {{"type", "m.room.encrypted"},
                    {"content", {{"algorithm", "m.megolm.v1.aes-sha2"}, {"ciphertext", "AwgAEnACgAkLmt6q"}}}});
    push_news();
    ASSERT_TRUE(town->rooms_are_done() && town->delivered());
  }
};

TEST_F(MatrixEncrypted, ItIsSaidOnceAndAPlainRoomIsOpened) {  // E1
  const auto room = explained(noor);
  const auto other = made_for(noor);
  EXPECT_NE(other, room);
  EXPECT_TRUE(town->shows(other, "ik ben Meldmaat"));
  EXPECT_EQ(homeserver.membership(other, noor.user()), "invite");
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(copies(room, explanation), 1U);
  EXPECT_EQ(homeserver.shown(room).size(), 1U) << "nothing else is said there";

  homeserver.join(other, noor.user());
  say(noor, other, "ik wil iets melden");
  EXPECT_TRUE(town->shows(other, "op dit moment gevaar"));
  EXPECT_EQ(homeserver.count("/createRoom"), 1U);
}

TEST_F(MatrixEncrypted, ARoomOfWhichTheInvitationDidNotTellIsAskedAbout) {  // E1
  const auto room = homeserver.make_room(noor.user());
  const auto invitation = homeserver.take_news();
  homeserver.encrypt(room, noor.user());
  EXPECT_EQ(town->push(invitation).status, 200);
  EXPECT_TRUE(town->shows(room, explanation));
}

TEST_F(MatrixEncrypted, SwitchedOnHalfwayTheDraftIsKept) {  // E2
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  ASSERT_TRUE(town->delivered());
  const auto draft = town->look([&](Store& store) { return store.state_of(noor.key()); });
  homeserver.encrypt(room, noor.user());
  push_news();
  EXPECT_TRUE(town->shows(room, explanation));
  const auto other = made_for(noor);
  EXPECT_NE(other, room);
  EXPECT_TRUE(town->shows(other, "We gaan hier verder. Wat u eerder vertelde, heb ik bewaard."));
  EXPECT_EQ(town->look([&](Store& store) { return store.state_of(noor.key()); }), draft);
  homeserver.join(other, noor.user());
  say(noor, other, "nee");
  EXPECT_EQ(heard(noor).back(), "nee");
}

TEST_F(MatrixEncrypted, TenUnreadableMessagesAreOneExplanation) {  // E3, M6
  const auto room = explained(noor);
  for (int number = 0; number < 10; ++number) {
    say_unreadably(room, noor);
    town->pass(std::chrono::seconds{6});
  }
  EXPECT_EQ(copies(room, explanation), 1U);
  EXPECT_EQ(homeserver.count("/createRoom"), 1U);
  town->pass(std::chrono::hours{24});
  say_unreadably(room, noor);
  EXPECT_EQ(copies(room, explanation), 2U) << "and once more the next day";
  EXPECT_EQ(homeserver.count("/createRoom"), 1U) << "the other room is still there";
}

TEST_F(MatrixEncrypted, AMessageThatCannotBeReadIsAReasonToSaySo) {  // E2, E5
  const auto room = greeted(noor);
  const auto before = heard(noor);
  // The event that switched it on was missed.
  say_unreadably(room, noor);
  EXPECT_EQ(copies(room, explanation), 1U);
  EXPECT_EQ(heard(noor), before);
  EXPECT_EQ(homeserver.count("/receipt"), 0U);
}

TEST_F(MatrixEncrypted, WhatIsReadableThereIsNotTakenAsAnAnswer) {  // E7
  const auto room = explained(noor);
  ASSERT_TRUE(town->delivered());
  const auto before = lines(noor);
  homeserver.add(room, noor.user(),
                 {{"type", "m.reaction"},
                  {"content", {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", "$1"}, {"key", "1"}}}}}});
  homeserver.text(room, noor.user(), "ik wil iets melden");
  push_news();
  EXPECT_EQ(lines(noor), before);
}

TEST_F(MatrixEncrypted, AHomeserverThatEncryptsEveryRoomMakesNoLoop) {  // E4
  homeserver.encrypts_every_room = true;
  const auto room = explained(noor);
  ASSERT_TRUE(town->until([&] { return homeserver.count("/createRoom") > 0; }));
  ASSERT_TRUE(town->delivered());
  ASSERT_TRUE(town->sync());
  push_news();
  ASSERT_TRUE(town->rooms_are_done() && town->delivered());
  std::map<std::string, int> tried;
  for (const auto& call : homeserver.calls()) {
    if (call.path == "/v3/createRoom") ++tried[call.body["invite"].dump()];
  }
  for (const auto& [whom, times] : tried) EXPECT_EQ(times, 1) << whom;
  for (const auto& each : homeserver.rooms()) {
    if (each != room) EXPECT_EQ(homeserver.membership(each, FakeHomeserver::bot), "leave") << each;
  }
  EXPECT_TRUE(town->look([&](Store& store) { return store.reach(noor.key())->dead; })) << "the next channel takes over";
  const auto made = homeserver.count("/createRoom");
  for (int number = 0; number < 5; ++number) say_unreadably(room, noor);
  EXPECT_EQ(homeserver.count("/createRoom"), made);
}

}  // namespace
}  // namespace meldmaat
