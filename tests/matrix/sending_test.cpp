// SPDX-License-Identifier: EUPL-1.2
// Checks what goes out to Matrix: in its order, once however often it is sent, to a room of its own when there is none,
// and what follows each thing that can go wrong on the way (testcases O1-O6; plan F20-F25, P5-P7).
#include <algorithm>
#include <map>
#include <set>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

const std::string sending = "/send/m.room.message/";

class MatrixSending : public MatrixTest {
 protected:
  /// The transaction ids under which messages were sent, each time.
  std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& call : homeserver.calls()) {
      const auto at = call.path.find(sending);
      if (at != std::string::npos) found.push_back(call.path.substr(at + sending.size()));
    }
    return found;
  }
  std::size_t different_names() {
    const auto all = names();
    return std::set<std::string>(all.begin(), all.end()).size();
  }
};

TEST_F(MatrixSending, EveryCallSaysWhoItIs) {
  report(noor, greeted(noor));
  ASSERT_TRUE(town->sync() && town->delivered());
  for (const auto& call : homeserver.calls()) {
    EXPECT_EQ(call.authorization, std::string("Bearer ") + FakeHomeserver::token) << call.path;
    if (call.path.starts_with("/v3/register") || call.path.ends_with("/ping")) continue;
    EXPECT_EQ(call.user, FakeHomeserver::bot) << call.path;
    if (call.path.starts_with("/v3/devices")) continue;
    EXPECT_EQ(call.device, "MELDMAAT") << call.path;
  }
}

TEST_F(MatrixSending, KeepsTheOrderOfAConversation) {  // P7
  const auto room = greeted(noor);
  for (const auto* text : {"hallo", "help", "hulpnummers", "ik wil iets melden", "nee", "menu"}) say(noor, room, text);
  ASSERT_TRUE(town->delivered());
  const auto said = town->look([&](Store& store) {
    std::map<std::uint64_t, std::string> texts;
    for (const auto& line : store.transcript(noor.key(), 0, 1000)) {
      const auto first = line.message.text.substr(0, line.message.text.find_first_of("\n.:,"));
      if (!line.from_person) texts[line.revises == 0 ? line.sequence : line.revises] = first;
    }
    return texts;
  });
  const auto shown = homeserver.shown(room);
  ASSERT_EQ(shown.size(), said.size());
  std::set<std::string> different;
  auto content = shown.begin();
  for (const auto& [sequence, text] : said) {
    EXPECT_NE((*content++)["body"].get<std::string>().find(text), std::string::npos) << sequence << ": " << text;
    different.insert(text);
  }
  EXPECT_GE(different.size(), 5U) << "else their order would show nothing";
}

TEST_F(MatrixSending, WhenTheAnswerIsLostOneMessageStandsThere) {  // O1
  const auto room = greeted(noor);
  const auto before = homeserver.shown(room).size();
  const auto calls = names().size();
  homeserver.hang_next(sending);
  say(noor, room, "hulpnummers");
  ASSERT_TRUE(town->until([&] { return names().size() == calls + 1; }));
  town->stop_homeserver();
  ASSERT_TRUE(town->waits());
  town->start_homeserver();
  ASSERT_TRUE(delivered_in_time());
  ASSERT_GE(names().size(), calls + 2);
  EXPECT_EQ(names()[calls], names()[calls + 1]) << "under the same name";
  EXPECT_GT(said_to(noor), before);
  EXPECT_EQ(homeserver.shown(room).size(), said_to(noor));
  EXPECT_EQ(copies(room, "mogelijk dubbel"), 0U);
}

TEST_F(MatrixSending, KilledInTheMiddleItSendsTheSameOnceMoreUnmarked) {  // O1, T6, P9
  const auto room = greeted(noor);
  const auto before = homeserver.shown(room).size();
  const auto calls = names().size();
  homeserver.hang_next(sending);
  say(noor, room, "hulpnummers");
  ASSERT_TRUE(town->until([&] { return names().size() == calls + 1; }));
  open(friday + std::chrono::seconds{5});
  ASSERT_TRUE(delivered_in_time());
  ASSERT_GE(names().size(), calls + 2);
  EXPECT_EQ(names()[calls], names()[calls + 1]);
  EXPECT_GT(said_to(noor), before);
  EXPECT_EQ(homeserver.shown(room).size(), said_to(noor));
  EXPECT_EQ(copies(room, "mogelijk dubbel"), 0U);
}

TEST_F(MatrixSending, WaitsAsLongAsItIsAskedAndKeepsTheOrder) {  // O2, F21
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  const auto with = [](const char* header, const char* body) {
    Response busy(429, "application/json", body);
    if (header != nullptr) busy.headers.add("Retry-After", header);
    return busy;
  };
  const char* milliseconds = R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":40000})";
  const char* few = R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":5000})";
  const char* none = R"({"errcode":"M_LIMIT_EXCEEDED"})";
  for (const auto& [header, body] :
       {std::pair{"40", none}, {"40", few}, {"5", milliseconds}, {static_cast<const char*>(nullptr), milliseconds}}) {
    const auto shown = homeserver.shown(room).size();
    const auto of_other = homeserver.shown(other).size();
    homeserver.answer_next(sending, with(header, body));
    say(noor, room, "hulpnummers");
    ASSERT_TRUE(town->waits());
    say(noor, room, "help");
    town->pass(std::chrono::seconds{39});
    say(samir, other, "hulpnummers");
    ASSERT_TRUE(town->until([&] { return homeserver.shown(other).size() > of_other; })) << "nobody else waits";
    EXPECT_EQ(homeserver.shown(room).size(), shown) << body;
    town->pass(std::chrono::seconds{2});
    ASSERT_TRUE(town->delivered());
    const auto now_shown = homeserver.shown(room);
    ASSERT_GE(now_shown.size(), shown + 2);
    EXPECT_NE(now_shown[shown]["body"].get<std::string>().find("112"), std::string::npos) << "the numbers first";
  }
  homeserver.answer_next(sending, with(nullptr, none));
  say(noor, room, "help");
  ASSERT_TRUE(delivered_in_time());
  EXPECT_EQ(copies(room, "mogelijk dubbel"), 0U);
}

TEST_F(MatrixSending, WhatFailsOverThereIsTriedAgainUnderTheSameName) {  // O3, F22
  const auto room = greeted(noor);
  const auto shown = homeserver.shown(room).size();
  const auto calls = names().size();
  const auto known = different_names();
  homeserver.answer_next(sending, matrix_error(500, "M_UNKNOWN"));
  homeserver.answer_next(sending, Response(502, "text/html", "<html>Bad Gateway</html>"), true);
  homeserver.answer_next(sending, Response(200, "text/html", "<html>Inloggen</html>"), true);
  homeserver.answer_next(sending, Response(503));
  say(noor, room, "hulpnummers");
  ASSERT_TRUE(delivered_in_time());
  EXPECT_EQ(names().size() - calls, different_names() - known + 4) << "each of the four once more";
  EXPECT_GT(said_to(noor), shown);
  EXPECT_EQ(homeserver.shown(room).size(), said_to(noor));
  EXPECT_EQ(copies(room, "mogelijk dubbel"), 0U);
}

TEST_F(MatrixSending, AWrongTokenStopsNothingForGood) {  // O4, F20
  const auto room = greeted(noor);
  const auto shown = homeserver.shown(room).size();
  homeserver.accepted = "another";
  say(noor, room, "hulpnummers");
  ASSERT_TRUE(town->waits());
  say(noor, room, "help");
  for (int minute = 0; minute < 30; ++minute) town->pass(std::chrono::minutes{1});
  EXPECT_EQ(homeserver.shown(room).size(), shown);
  EXPECT_GT(town->look([](Store& store) { return store.open_deliveries(); }), 0U) << "nothing is given up";
  homeserver.accepted = FakeHomeserver::token;
  ASSERT_TRUE(delivered_in_time(std::chrono::minutes{1}));
  const auto now_shown = homeserver.shown(room);
  ASSERT_GE(now_shown.size(), shown + 2);
  EXPECT_NE(now_shown[shown]["body"].get<std::string>().find("112"), std::string::npos);
}

TEST_F(MatrixSending, AManagerWhoNeverWroteGetsARoomWithoutEncryption) {  // D1
  report(noor, greeted(noor));
  const auto made = made_for(anouk);
  EXPECT_TRUE(town->shows(made, "2026-0001"));
  EXPECT_EQ(homeserver.membership(made, anouk.user()), "invite");
  const auto created = std::ranges::find(homeserver.calls(), "/v3/createRoom", &HomeserverCall::path);
  ASSERT_NE(created, homeserver.calls().end());
  EXPECT_TRUE(created->body.value("is_direct", false));
  EXPECT_EQ(created->body.dump().find("encryption"), std::string::npos);
  EXPECT_FALSE(created->body.contains("name")) << "nothing of what it is about";

  homeserver.join(made, anouk.user());
  push_news();
  ASSERT_TRUE(town->rooms_are_done());
  const auto known = town->look([&](Store& store) { return store.room(matrix_channel_name, made); });
  ASSERT_TRUE(known) << "once she is there the bot looks who else is";
  EXPECT_EQ(read_room(*known)->state, MatrixRoom::State::private_chat);
}

TEST_F(MatrixSending, ThrownOutUnheardItOpensANewRoomOnce) {  // O5, F25
  const auto room = greeted(noor);
  const auto of_anouk = greeted(anouk);
  homeserver.kick(of_anouk, anouk.user(), FakeHomeserver::bot);
  static_cast<void>(homeserver.take_news());
  const auto in_old = homeserver.shown(of_anouk).size();
  report(noor, room);
  ASSERT_TRUE(town->until([&] { return made_for(anouk) != of_anouk; }));
  EXPECT_TRUE(town->shows(made_for(anouk), "2026-0001"));
  ASSERT_TRUE(town->delivered());
  town->pass(std::chrono::hours{24 * 7});
  ASSERT_TRUE(town->delivered());
  std::size_t rooms_for_her = 0;
  for (const auto& each : homeserver.rooms()) {
    rooms_for_her += homeserver.membership(each, anouk.user()) == "invite" ? 1 : 0;
  }
  EXPECT_EQ(rooms_for_her, 1U);
  EXPECT_EQ(homeserver.shown(of_anouk).size(), in_old);
}

TEST_F(MatrixSending, WhoCannotBeInvitedIsReachedElsewhere) {  // O5, F25
  const auto room = greeted(noor);
  homeserver.answer_always("/createRoom", matrix_error(403, "M_INVITE_BLOCKED"));
  report(noor, room);
  const ConversationKey on_web{"web", anouk.id};
  EXPECT_TRUE(town->until([&] { return town->look([&](Store& store) { return store.last_sequence(on_web) > 0; }); }));
  EXPECT_TRUE(town->look([&](Store& store) { return store.reach(anouk.key())->dead; }));

  homeserver.be_kind();
  greeted(anouk);
  EXPECT_FALSE(town->look([&](Store& store) { return store.reach(anouk.key())->dead; })) << "heard from again";
}

TEST_F(MatrixSending, ARoomThatWasPerhapsMadeIsUsedWhenItShowsItself) {
  const auto room = greeted(noor);
  homeserver.hang_next("/createRoom");
  report(noor, room);
  ASSERT_TRUE(town->until([&] { return homeserver.count("/createRoom") > 0; }));
  town->stop_homeserver();
  town->start_homeserver();
  ASSERT_TRUE(town->until([&] { return town->look([](Store& store) { return store.open_deliveries() > 0; }); }));
  std::string made;
  for (const auto& each : homeserver.rooms()) {
    if (each != room && homeserver.membership(each, FakeHomeserver::bot) == "join") made = each;
  }
  ASSERT_FALSE(made.empty());
  std::string invited;
  for (const auto& person : {anouk, MatrixPerson{"coordinator"}, MatrixPerson{"vertrouwenspersoon"}}) {
    if (homeserver.membership(made, person.user()) == "invite") invited = person.id;
  }
  const MatrixPerson whom{invited};
  push_news();
  ASSERT_TRUE(delivered_in_time());
  EXPECT_EQ(made_for(whom), made) << "and no second one is made for " << invited;
}

TEST_F(MatrixSending, WhatIsRefusedHoldsNothingUp) {  // O6
  const auto room = greeted(noor);
  homeserver.answer_next(sending, matrix_error(413, "M_TOO_LARGE"));
  say(noor, room, "hulpnummers");
  say(noor, room, "hulpnummers");
  ASSERT_TRUE(town->delivered());
  EXPECT_GE(homeserver.shown(room).size(), said_to(noor) - 1);
  EXPECT_TRUE(std::ranges::any_of(homeserver.calls(), [](const auto& call) { return call.status == 413; }));
}

TEST_F(MatrixSending, ChangesAnAnsweredQuestionInItsPlace) {
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  ASSERT_TRUE(town->delivered());
  const auto shown = homeserver.shown(room).size();
  say(noor, room, "nee");
  ASSERT_TRUE(town->delivered());
  const auto replaces = [](const HomeserverCall& call) { return call.body.contains("m.new_content"); };
  const auto change = std::ranges::find_if(homeserver.calls(), replaces);
  ASSERT_NE(change, homeserver.calls().end());
  EXPECT_EQ(change->body["m.relates_to"]["rel_type"], "m.replace");
  EXPECT_EQ(change->body["m.new_content"]["m.mentions"], nlohmann::json::object());
  EXPECT_GT(homeserver.shown(room).size(), shown);
  EXPECT_EQ(homeserver.shown(room).size(), said_to(noor)) << "the changed one does not stand beside it";
}

}  // namespace
}  // namespace meldmaat
