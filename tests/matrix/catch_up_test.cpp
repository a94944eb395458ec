// SPDX-License-Identifier: EUPL-1.2
// Checks that what was never pushed is heard all the same, once and in its order: while the program was not there,
// while the homeserver was not, when more was missed than fits, and when taking something failed (testcases R1-R8, R10,
// P1, P4; plan F27-F29, M3).
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixCatchUp : public MatrixTest {
 protected:
  /// Things that somebody says, of which the homeserver pushes nothing.
  void say_unpushed(const MatrixPerson& who, const std::string& room, int count) {
    for (int number = 1; number <= count; ++number) {
      homeserver.text(room, who.user(), "regel " + std::to_string(number));
    }
    static_cast<void>(homeserver.take_news());
  }
  std::vector<std::string> regels(int count) {
    std::vector<std::string> texts;
    for (int number = 1; number <= count; ++number) texts.push_back("regel " + std::to_string(number));
    return texts;
  }
};

TEST_F(MatrixCatchUp, WhatWasSaidWhileItWasAwayIsHeardAtTheStart) {  // R1, R2, F27
  const auto room = greeted(noor);
  ASSERT_TRUE(town->sync());
  town.reset();
  say_unpushed(noor, room, 5);
  open(friday + std::chrono::minutes{20});
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), regels(5));
  EXPECT_GE(homeserver.count("/ping"), 2U) << "and whoever can, pushes what was missed";
  EXPECT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "1"; }));
  EXPECT_EQ(town->figure("meldmaat_matrix_missed_total"), "5");
  ASSERT_TRUE(town->delivered());
  const auto shown = homeserver.shown(room).size();
  ASSERT_TRUE(town->sync());
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(heard(noor), regels(5));
  EXPECT_EQ(homeserver.shown(room).size(), shown);
}

TEST_F(MatrixCatchUp, WhatThePushesLostIsBroughtByASyncOnce) {  // R3, T3, F28
  const auto room = greeted(noor);
  ASSERT_TRUE(town->sync());
  const auto pushed = homeserver.text(room, noor.user(), "regel 0");
  push_news();
  say_unpushed(noor, room, 4);
  ASSERT_TRUE(town->sync());
  auto expected = regels(4);
  expected.insert(expected.begin(), "regel 0");
  EXPECT_EQ(heard(noor), expected);
  EXPECT_EQ(town->push({pushed}).status, 200);
  EXPECT_EQ(heard(noor), expected);
}

TEST_F(MatrixCatchUp, AnInvitationThatWasMissedIsAccepted) {  // R6
  ASSERT_TRUE(town->sync());
  town.reset();
  const auto room = homeserver.make_room(noor.user());
  homeserver.text(room, noor.user(), "ik wil iets melden");
  static_cast<void>(homeserver.take_news());
  open(friday + std::chrono::hours{2});
  EXPECT_TRUE(town->shows(room, "ik ben Meldmaat"));
  EXPECT_TRUE(town->shows(room, "op dit moment gevaar")) << "and what was said there is heard";
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(copies(room, "ik ben Meldmaat"), 1U);
}

TEST_F(MatrixCatchUp, AGroupThatWasMissedIsRefused) {  // R6, D2
  ASSERT_TRUE(town->sync());
  FakeHomeserver::Wish wish;
  wish.direct = false;
  wish.name = "Balie";
  const auto room = homeserver.make_room(noor.user(), wish);
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(homeserver.membership(room, FakeHomeserver::bot), "leave");
}

TEST_F(MatrixCatchUp, MoreThanFitsIsReadBackInItsOrder) {  // R7
  const auto room = greeted(noor);
  ASSERT_TRUE(town->sync());
  town->pass(std::chrono::hours{1});
  ASSERT_TRUE(town->sync());
  town.reset();
  homeserver.timeline_limit = 10;
  say_unpushed(noor, room, 250);
  open(friday + std::chrono::hours{2});
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), regels(250));
  EXPECT_GE(homeserver.count("/messages"), 3U) << "in pages";
}

TEST_F(MatrixCatchUp, WhatWasTakenBackMeanwhileIsNotHeard) {  // R8
  const auto room = greeted(noor);
  ASSERT_TRUE(town->sync());
  town.reset();
  const auto said = homeserver.text(room, noor.user(), "dit had ik niet moeten zeggen");
  homeserver.redact(room, noor.user(), said["event_id"]);
  homeserver.text(room, noor.user(), "regel 1");
  static_cast<void>(homeserver.take_news());
  open(friday + std::chrono::minutes{20});
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), regels(1));
  EXPECT_EQ(copies(homeserver.rooms().front(), "U hebt een bericht verwijderd"), 0U) << "it was never heard";
}

TEST_F(MatrixCatchUp, ATokenThatMeansNothingAnyMoreIsForgotten) {  // R10
  const auto room = greeted(noor);
  ASSERT_TRUE(town->sync());
  say(noor, room, "regel 0");
  homeserver.forget_sync_tokens();
  ASSERT_TRUE(town->try_to_sync());
  const auto dropped = [](Store& store) { return store.note("matrix_sync_token") == ""; };
  ASSERT_TRUE(town->until([&] { return town->look(dropped); }));
  say_unpushed(noor, room, 3);
  ASSERT_TRUE(town->sync());
  auto expected = regels(3);
  expected.insert(expected.begin(), "regel 0");
  EXPECT_EQ(heard(noor), expected) << "nothing twice, nothing lost";
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(copies(room, "ik ben Meldmaat"), 1U);
}

TEST_F(MatrixCatchUp, AHomeserverThatIsNotThereIsWaitedFor) {  // P1
  const auto room = greeted(noor);
  ASSERT_TRUE(town->sync());
  say_unpushed(noor, room, 2);
  for (const int status : {500, 502, 429, 401, 403, 404}) {
    homeserver.answer_next("/v3/sync", Response(status, "text/html", "<html>Bad Gateway</html>"));
    ASSERT_TRUE(town->try_to_sync());
    EXPECT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "0"; })) << status;
    EXPECT_TRUE(heard(noor).empty());
  }
  homeserver.hang_next("/v3/sync");
  ASSERT_TRUE(town->try_to_sync());
  town->stop_homeserver();
  town->start_homeserver();
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), regels(2));
  EXPECT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "1"; }));
}

TEST_F(MatrixCatchUp, SignsUpOnceItCanAndTakesItThatItIsKnown) {  // O7, P1
  town.reset();
  homeserver.answer_next("/v3/register", matrix_error(503, "M_UNKNOWN"));
  homeserver.answer_next("/v3/devices", matrix_error(500, "M_UNKNOWN"));
  homeserver.answer_next("/ping", matrix_error(502, "M_CONNECTION_FAILED"));
  open(friday);
  ASSERT_TRUE(town->until([&] { return homeserver.count("/v3/register") == 1; }));
  for (std::size_t attempt = 2; attempt <= 3; ++attempt) {
    town->pass(std::chrono::seconds{5});
    ASSERT_TRUE(town->until([&] { return homeserver.count("/v3/register") == attempt; }));
  }
  ASSERT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "1"; }))
      << "a ping that does not come back is no reason to wait";
  EXPECT_EQ(homeserver.count("/ping"), 1U);
}

TEST_F(MatrixCatchUp, WhoIsSomebodyElseThereDoesNothing) {  // P4
  ASSERT_TRUE(town->sync());
  town.reset();
  const auto syncs = homeserver.count("/v3/sync");
  homeserver.answer_always("/account/whoami", Response(200, "application/json", R"({"user_id":"@kim:x.example"})"));
  open(friday);
  ASSERT_TRUE(town->until([&] { return homeserver.count("/account/whoami") == 2; }));
  town->pass(std::chrono::seconds{5});
  ASSERT_TRUE(town->until([&] { return homeserver.count("/account/whoami") == 3; }));
  EXPECT_EQ(homeserver.count("/v3/sync"), syncs);
}

TEST_F(MatrixCatchUp, WhatCouldNotBeTakenIsReadBackAndTheRestIsTaken) {  // M3
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  ASSERT_TRUE(town->sync());
  town->break_dialog("regel 2");
  for (int number = 1; number <= 3; ++number) {
    homeserver.text(room, noor.user(), "regel " + std::to_string(number));
    homeserver.text(other, samir.user(), "regel x" + std::to_string(number));
  }
  push_news();
  EXPECT_EQ(heard(noor), (std::vector<std::string>{"regel 1", "regel 3"})) << "it stops nothing else";
  EXPECT_EQ(heard(samir).size(), 3U);
  EXPECT_EQ(town->figure("meldmaat_matrix_parked_total"), "1");
  const auto due = [](Store& store) { return store.next_room(matrix_channel_name); };
  for (int again = 0; again < 3; ++again) {
    const auto next = town->look(due);
    ASSERT_TRUE(next);
    town->pass(*next - town->clock.now());
    ASSERT_TRUE(town->rooms_are_done());
    EXPECT_EQ(heard(noor).size(), 2U);
  }
  town->break_dialog("");
  town->pass(std::chrono::minutes{10});
  ASSERT_TRUE(town->until([&] { return heard(noor).size() == 3; }));
  EXPECT_EQ(heard(noor).back(), "regel 2");
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_FALSE(town->look(due));
  EXPECT_EQ(heard(samir).size(), 3U) << "nothing is heard twice by it";
}

}  // namespace
}  // namespace meldmaat
