// SPDX-License-Identifier: EUPL-1.2
// Checks what must never be read by whoever runs the program: after a report and everything that can go wrong around it
// the log and the figures hold no token, no user, no room and no word that anybody said (testcases P5, H1). How: all of
// both is searched, with the log at its most talkative.
#include <fstream>
#include <sstream>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixPrivacy : public MatrixTest {
 protected:
  std::string log() {
    const std::ifstream file(folder.path() / "log");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
};

TEST_F(MatrixPrivacy, LogAndFiguresHoldNothingOfAnybody) {  // P5, H1
  const auto room = greeted(noor);
  report(noor, room);
  EXPECT_EQ(town->call(Method::put, "/_matrix/app/v1/transactions/geheim", "{", "Bearer verkeerd-token").status, 403);
  EXPECT_EQ(town->call(Method::put, "/_matrix/app/v1/transactions/geheim", R"({"events":"uitgescholden")").status, 400);
  EXPECT_EQ(town->push({{{"type", "m.room.message"}, {"body", "onleesbaar-woord"}}}).status, 200);
  town->break_dialog("breekwoord");
  say(noor, room, "breekwoord");
  town->break_dialog("");
  homeserver.answer_next("/send/", Response(400, "application/json", R"({"errcode":"M_X","error":"foutwoord"})"));
  say(noor, room, "hulpnummers");
  ASSERT_TRUE(delivered_in_time());
  homeserver.accepted = "another";
  say(noor, room, "help");
  ASSERT_TRUE(town->waits());
  ASSERT_TRUE(town->try_to_sync());
  ASSERT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "0"; }));
  town->stop_homeserver();
  town->pass(std::chrono::minutes{2});
  ASSERT_TRUE(town->waits());
  const std::string figures = town->figures();
  town.reset();
  const std::string logged = log();
  for (const char* event : {"matrix_refused", "matrix_transaction_refused", "matrix_events_unreadable",
                            "matrix_events_parked", "matrix_send_failed", "matrix_not_synced"}) {
    EXPECT_NE(logged.find(event), std::string::npos) << event << " was to be looked through";
  }
  for (const std::string& secret :
       {hs_token, std::string(FakeHomeserver::token), std::string("verkeerd-token"), std::string("zandrecht"),
        std::string("medewerker"), std::string("@"), room, std::string("uitgescholden"),
        std::string("onleesbaar-woord"), std::string("breekwoord"), std::string("foutwoord"), std::string("2026-0001"),
        std::string("geheim")}) {
    EXPECT_EQ(logged.find(secret), std::string::npos) << secret;
    EXPECT_EQ(figures.find(secret), std::string::npos) << secret;
  }
}

}  // namespace
}  // namespace meldmaat
