// SPDX-License-Identifier: EUPL-1.2
// Checks what comes in from Matrix, over HTTP and down to the disk: that each event counts once and in its order, who
// is listened to, and what each kind of message does (testcases T1-T4, T6, T8, T11, B6; plan M2, M4, M7-M9, P1-P3).
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixIntake : public MatrixTest {
 protected:
  std::optional<State> state(const MatrixPerson& who) {
    return town->look([&](Store& store) { return store.state_of(who.key()); });
  }
};

TEST_F(MatrixIntake, ARepeatCountsOnceUnderWhateverName) {  // T1, T3, M2
  const auto room = greeted(noor);
  const auto said = say(noor, room, "ik wil iets melden");
  const auto once = lines(noor);
  EXPECT_EQ(town->push({said}, "1").status, 200);
  EXPECT_EQ(town->push({said}, "1").status, 200);
  EXPECT_EQ(town->push({said, said}, "2").status, 200);
  EXPECT_EQ(lines(noor), once);
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(lines(noor), once) << "and a sync brings it once more";
}

TEST_F(MatrixIntake, TheSameTransactionAtTheSameMomentCountsOnce) {  // T2
  const auto room = greeted(noor);
  const auto before = heard(noor).size();
  const auto said = homeserver.text(room, noor.user(), "ik wil iets melden");
  for (const int status : town->push_at_once({said}, 4)) EXPECT_EQ(status, 200);
  EXPECT_EQ(heard(noor).size(), before + 1);
}

TEST_F(MatrixIntake, AnOldNameWithNewEventsIsHeard) {  // T4
  const auto room = greeted(noor);
  const auto before = heard(noor).size();
  EXPECT_EQ(town->push({homeserver.text(room, noor.user(), "hallo")}, "1").status, 200);
  EXPECT_EQ(town->push({homeserver.text(room, noor.user(), "help")}, "1").status, 200);
  EXPECT_EQ(heard(noor).size(), before + 2);
}

TEST_F(MatrixIntake, KilledBeforeItAnsweredItTakesTheTransactionOnce) {  // T6
  const auto room = greeted(noor);
  const auto said = homeserver.text(room, noor.user(), "ik wil iets melden");
  EXPECT_EQ(town->push({said}, "7").status, 200);
  const auto once = lines(noor);
  open(friday + std::chrono::seconds{2});
  EXPECT_EQ(town->push({said}, "7").status, 200);
  EXPECT_EQ(lines(noor), once);
  EXPECT_TRUE(town->shows(room, "op dit moment gevaar")) << "and what was not yet said is said";
  ASSERT_TRUE(delivered_in_time());
  EXPECT_EQ(copies(room, "mogelijk dubbel"), 0U);
}

TEST_F(MatrixIntake, KeepsTheOrderOfEachRoom) {  // T8, M12
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  auto before = heard(noor);
  for (int number = 0; number < 130; ++number) {
    homeserver.text(room, noor.user(), "regel " + std::to_string(number));
    homeserver.text(other, samir.user(), "regel " + std::to_string(number));
    if (number % 40 == 39) push_news();
    before.push_back("regel " + std::to_string(number));
  }
  push_news();
  EXPECT_EQ(heard(noor), before);
  EXPECT_EQ(heard(samir), before);
}

TEST_F(MatrixIntake, ItsOwnWordsAreNotHeard) {  // T11, M4
  const auto room = greeted(noor);
  const auto before = lines(noor);
  const auto shown = homeserver.shown(room).size();
  push_news();  // The greeting comes back.
  EXPECT_EQ(town->push({homeserver.text(room, FakeHomeserver::bot, "ik wil iets melden")}).status, 200);
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(lines(noor), before);
  EXPECT_EQ(homeserver.shown(room).size(), shown + 1);
}

TEST_F(MatrixIntake, OnlyPeopleOfAServerOfOursAreHeard) {  // M4, M8
  const auto room = greeted(noor);
  const auto before = lines(noor);
  for (const std::string& user :
       {std::string("@medewerker:elsewhere.example"), std::string("@medewerker:zandrecht.example.evil.example"),
        std::string("@medewerker:evil.example:zandrecht.example"), std::string("medewerker:zandrecht.example"),
        std::string("@medewerker"), std::string("@medewerker:"), std::string("@mede\nwerker:zandrecht.example"),
        std::string("@medewerker:zandrecht.example:8448"), "@" + std::string(255, 'm') + ":zandrecht.example"}) {
    EXPECT_EQ(town->push({homeserver.text(room, user, "ik wil iets melden")}).status, 200) << user;
  }
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_EQ(lines(noor), before);
  EXPECT_EQ(homeserver.membership(room, FakeHomeserver::bot), "join") << "nor do they drive the bot out";
}

TEST_F(MatrixIntake, ARoomItKnowsNothingOfIsLookedInto) {  // M4
  FakeHomeserver::Wish wish;
  const auto room = homeserver.make_room(noor.user(), wish);
  homeserver.join(room, FakeHomeserver::bot);  // By hand, or of an older database: the bot never saw an invitation.
  static_cast<void>(homeserver.take_news());
  say(noor, room, "ik wil iets melden");
  EXPECT_TRUE(town->shows(room, "op dit moment gevaar"));
  EXPECT_EQ(heard(noor), std::vector<std::string>{"ik wil iets melden"});
  EXPECT_GT(homeserver.count("/members"), 0U) << "who is there was seen first";
}

TEST_F(MatrixIntake, SomebodyUnknownGetsGeneralHelpOnly) {  // M9, D10
  const MatrixPerson guest{"onbekend"};
  const auto room = homeserver.make_room(guest.user());
  push_news();
  EXPECT_TRUE(town->shows(room, "Ik weet niet wie u bent"));
  auto member = homeserver.join(room, guest.user());
  member["content"]["displayname"] = "Fatima Helmgras";
  EXPECT_EQ(town->push({member}).status, 200);
  const auto before = copies(room, "Ik weet niet wie u bent");
  say(guest, room, "ik ben bedreigd");
  EXPECT_TRUE(town->until([&] { return copies(room, "Ik weet niet wie u bent") > before; })) << "a name is no proof";
  EXPECT_EQ(town->look([](Store& store) { return store.free_number(2026).str(); }), "2026-0001");
}

TEST_F(MatrixIntake, TwoPeopleOfOneNameAreTwoPeople) {  // D10, M9
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  for (const auto& [place, who] : {std::pair{room, noor}, std::pair{other, samir}}) {
    homeserver.add(place, who.user(),
                   {{"type", "m.room.member"},
                    {"state_key", who.user()},
                    {"content", {{"membership", "join"}, {"displayname", "Meldmaat"}}}});
  }
  push_news();
  say(noor, room, "ik wil iets melden");
  EXPECT_TRUE(town->shows(room, "op dit moment gevaar"));
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_EQ(copies(other, "op dit moment gevaar"), 0U);
  EXPECT_EQ(homeserver.membership(room, FakeHomeserver::bot), "join");
}

TEST_F(MatrixIntake, TheBodyIsWhatWasSaid) {  // M1, M7
  const auto room = greeted(noor);
  homeserver.message(room, noor.user(),
                     {{"msgtype", "m.text"},
                      {"body", "hallo"},
                      {"format", "org.matrix.custom.html"},
                      {"formatted_body", "<b>ik wil iets melden</b>"}});
  homeserver.message(room, noor.user(), {{"msgtype", "m.emote"}, {"body", "help"}});
  homeserver.message(room, noor.user(),
                     {{"msgtype", "m.text"},
                      {"body", "> <@kim:zandrecht.example> versturen\n\nhulpnummers"},
                      {"m.relates_to", {{"m.in_reply_to", {{"event_id", "$earlier"}}}}}});
  push_news();
  const auto texts = heard(noor);
  ASSERT_EQ(texts.size(), 3U);
  EXPECT_EQ(texts, (std::vector<std::string>{"hallo", "help", "hulpnummers"}));
}

TEST_F(MatrixIntake, OtherBotsAndWhatIsNoMessageAreNotAnswered) {  // M10, M13
  const auto room = greeted(noor);
  const auto before = lines(noor);
  homeserver.message(room, noor.user(), {{"msgtype", "m.notice"}, {"body", "ik wil iets melden"}});
  homeserver.add(room, noor.user(), {{"type", "m.call.invite"}, {"content", {{"call_id", "1"}}}});
  homeserver.add(room, noor.user(), {{"type", "m.room.topic"}, {"state_key", ""}, {"content", {{"topic", "x"}}}});
  homeserver.add(room, noor.user(), {{"type", "org.matrix.msc3672.beacon"}, {"content", {{"x", 1}}}});
  push_news();
  EXPECT_EQ(lines(noor), before);
}

TEST_F(MatrixIntake, AKindThatItDoesNotKnowIsAnsweredAndNotHeard) {  // M9, M13
  const auto room = greeted(noor);
  const auto texts = heard(noor);
  homeserver.add(room, noor.user(), {{"type", "m.sticker"}, {"content", {{"body", "kat"}, {"url", "mxc://a/b"}}}});
  homeserver.message(room, noor.user(), {{"msgtype", "nl.zandrecht.nieuw"}, {"body", "ik wil iets melden"}});
  push_news();
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(copies(room, "kan ik niet openen"), 2U) << "nobody waits for an answer that never comes";
  EXPECT_EQ(heard(noor), texts);
}

TEST_F(MatrixIntake, ATextThatIsTooLongIsRefusedWhole) {
  const auto room = greeted(noor);
  const auto before = state(noor);
  const auto texts = heard(noor);
  say(noor, room, std::string(most_text_characters + 1, 'x'));
  EXPECT_TRUE(town->shows(room, "te lang"));
  EXPECT_EQ(state(noor), before);
  EXPECT_EQ(heard(noor), texts);
}

TEST_F(MatrixIntake, ANumberTypedPressesTheButtonThatBearsIt) {
  const auto room = greeted(noor);
  report(noor, room);
  const auto of_anouk = made_for(anouk);
  ASSERT_TRUE(town->shows(of_anouk, "2026-0001"));
  homeserver.join(of_anouk, anouk.user());
  ASSERT_TRUE(town->delivered());
  const auto notice = town->look([&](Store& store) {
    Message found;
    for (const auto& line : store.transcript(anouk.key(), 0, 1000)) {
      if (!line.from_person && !line.message.options.empty()) found = line.message;
    }
    return found;
  });
  ASSERT_FALSE(notice.options.empty());
  const auto chosen = notice.options.front().label;
  EXPECT_TRUE(town->shows(of_anouk, "1. " + chosen));
  const auto history = town->look([](Store& store) { return store.entries(CaseNumber{"2026-0001"}).size(); });
  say(anouk, of_anouk, "1.");
  EXPECT_EQ(heard(anouk).back(), chosen) << "a press, not a text";
  const auto after = town->look([](Store& store) { return store.entries(CaseNumber{"2026-0001"}).size(); });
  EXPECT_GE(after, history);
  say(anouk, of_anouk, "99");
  EXPECT_EQ(heard(anouk).back(), "99") << "there is no such button";
}

TEST_F(MatrixIntake, SaysWhoCanReadAlongBeforeTheFirstFreeText) {
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  say(noor, room, "nee");
  say(noor, room, "nee");
  EXPECT_TRUE(town->shows(room, "De beheerder van deze chat kan het lezen"));
}

}  // namespace
}  // namespace meldmaat
