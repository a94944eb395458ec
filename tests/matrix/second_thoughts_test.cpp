// SPDX-License-Identifier: EUPL-1.2
// Checks what comes of a message that is changed or taken back after it was heard: nobody can do that for another; of a
// draft nothing stays that was taken back; a filed report keeps what it said, and its readers hear what is said
// otherwise; and what was taken back before it was heard is not heard at all (testcases M4, M5, R8; plan M5, T5).
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixSecondThoughts : public MatrixTest {
 protected:
  std::optional<State> state(const MatrixPerson& who) {
    return town->look([&](Store& store) { return store.state_of(who.key()); });
  }
  std::string open_question() {
    const auto now = state(noor);
    return now && now->open ? now->open->question : "";
  }
  std::vector<Entry> history() {
    return town->look([](Store& store) { return store.entries(CaseNumber{"2026-0001"}); });
  }
};

TEST_F(MatrixSecondThoughts, AChangedAnswerIsAskedAgainForEachChangeOnce) {  // M4
  const auto room = greeted(noor);
  say(noor, room, "ik wil iets melden");
  const auto said = say(noor, room, "nee");
  const auto texts = heard(noor);
  const auto first = homeserver.edit(room, noor.user(), said["event_id"], "ja");
  push_news();
  EXPECT_EQ(open_question(), "danger");
  const auto second = homeserver.edit(room, noor.user(), said["event_id"], "nee, gelukkig niet");
  push_news();
  for (const auto& change : {first, second, first}) EXPECT_EQ(town->push({change}).status, 200);
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(copies(room, "Daarom vraag ik het nog een keer"), 1U);
  EXPECT_EQ(copies(room, "Daar verandert verder niets door"), 1U) << "its question is open already";
  EXPECT_EQ(heard(noor).size(), texts.size()) << "what a change says is no new answer";
  EXPECT_EQ(heard(noor).back(), "nee, gelukkig niet");
}

TEST_F(MatrixSecondThoughts, WhatWasTakenBackIsGoneFromEverythingThatIsKept) {  // M5
  const auto room = greeted(noor);
  const std::string words = "Vanochtend ben ik door buurman Appelboom uitgescholden en bedreigd.";
  std::string story;
  for (const auto& text :
       {std::string("ik wil iets melden"), std::string("nee"), std::string("nee"), std::string("voor mijzelf"), words,
        std::string("ja"), std::string("een man"), std::string("nu versturen")}) {
    const auto said = say(noor, room, text);
    if (text == words) story = said["event_id"];
  }
  const auto everything = [&] {
    std::string all;
    for (const auto& line : town->look([&](Store& store) { return store.transcript(noor.key(), 0, 200); })) {
      all += line.message.text + "\n";
      for (const auto& part : line.message.lines) all += part.text + "\n";
    }
    const auto now = state(noor);
    for (const auto& frame : now->frames) {
      for (const auto& [id, answer] : frame.answers) all += answer.value + answer.said + "\n";
    }
    return all;
  };
  ASSERT_NE(everything().find("Appelboom"), std::string::npos);
  homeserver.redact(room, noor.user(), story);
  push_news();
  EXPECT_TRUE(town->shows(room, "Ik heb uw bericht gewist"));
  EXPECT_EQ(everything().find("Appelboom"), std::string::npos) << everything();
}

TEST_F(MatrixSecondThoughts, NobodyChangesOrTakesBackWhatAnotherSaid) {  // M4, M5
  const auto room = greeted(noor);
  const auto other = greeted(samir);
  const auto said = say(noor, room, "ik wil iets melden");
  const auto before = lines(noor);
  // In a room of his own: in hers he would be one too many.
  homeserver.edit(other, samir.user(), said["event_id"], "iets anders");
  homeserver.redact(other, samir.user(), said["event_id"]);
  const auto strange = homeserver.edit(room, "@kim:elsewhere.example", said["event_id"], "iets anders");
  push_news();
  EXPECT_EQ(town->push({strange}).status, 200);
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(lines(noor), before);
  EXPECT_EQ(copies(other, "U hebt een bericht") + copies(other, "Je hebt een bericht"), 0U);
}

TEST_F(MatrixSecondThoughts, WhatWasNeverHeardCannotChange) {  // M4, M5
  const auto room = greeted(noor);
  const auto before = lines(noor);
  homeserver.edit(room, noor.user(), "$nooit-gezien", "iets anders");
  homeserver.redact(room, noor.user(), "$nooit-gezien");
  homeserver.message(room, noor.user(),
                     {{"msgtype", "m.text"},
                      {"body", "* zonder inhoud"},
                      {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", "$nooit-gezien"}}}});
  push_news();
  EXPECT_EQ(lines(noor), before);
}

TEST_F(MatrixSecondThoughts, AFiledReportKeepsWhatItSaidAndItsReadersHearTheRest) {  // M4, M5, handbook §6
  const auto room = greeted(noor);
  std::string story;
  for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf",
                           "Vanochtend rond tien uur ben ik aan de telefoon uitgescholden en bedreigd.", "ja",
                           "een man die over zijn uitkering belde", "nu versturen", "versturen"}) {
    const auto said = say(noor, room, text);
    if (std::string_view(text).starts_with("Vanochtend")) story = said["event_id"];
  }
  const CaseNumber number{"2026-0001"};
  const auto filed = town->look([&](Store& store) { return store.read_case(number); });
  ASSERT_TRUE(filed);
  auto expected = history();
  town->pass(std::chrono::minutes{1});
  const auto change = homeserver.edit(room, noor.user(), story, "Er is niets gebeurd.");
  const auto removal = homeserver.redact(room, noor.user(), story);
  for (const auto& afterthought : {change, change, removal, removal}) {
    EXPECT_EQ(town->push({afterthought}).status, 200);
  }
  for (const auto* what : {"message_changed", "added", "message_removed"}) {
    expected.push_back({town->clock.now(), PersonId{noor.id}, what, ""});
  }
  EXPECT_EQ(history(), expected);
  auto now = town->look([&](Store& store) { return store.read_case(number); });
  ASSERT_TRUE(now);
  ASSERT_EQ(now->the_case.additions.size(), 1U);
  EXPECT_NE(now->the_case.additions.front().text.find("Er is niets gebeurd."), std::string::npos);
  now->the_case.additions.clear();
  EXPECT_EQ(now, filed) << "and nothing else of it changed";
  EXPECT_TRUE(town->shows(room, "Daarom heb ik erbij gezet"));
  EXPECT_TRUE(town->shows(room, "Daar blijft staan wat u schreef"));
}

TEST_F(MatrixSecondThoughts, WordsThatAreNoPartOfAReportAreNoneOfItsReadersBusiness) {
  const auto room = greeted(noor);
  std::string aside;
  for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf", "hulp",
                           "Vanochtend rond tien uur ben ik aan de telefoon uitgescholden en bedreigd.", "ja",
                           "een man die over zijn uitkering belde", "nu versturen", "versturen"}) {
    town->pass(std::chrono::minutes{1});
    const auto said = say(noor, room, text);
    if (std::string_view(text) == "hulp") aside = said["event_id"];
  }
  const auto before = history();
  ASSERT_FALSE(before.empty());
  homeserver.edit(room, noor.user(), aside, "help");
  push_news();
  EXPECT_TRUE(town->shows(room, "Daar verandert verder niets door"));
  homeserver.redact(room, noor.user(), aside);
  push_news();
  EXPECT_TRUE(town->shows(room, "Ik heb uw bericht gewist"));
  EXPECT_EQ(history(), before);
}

TEST_F(MatrixSecondThoughts, AChangeThatArrivesAfterTheRemovalBringsNothingBack) {  // M4, M5
  const auto room = greeted(noor);
  for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf"}) say(noor, room, text);
  const auto said = say(noor, room, "Vanochtend heeft de heer Appelboom mij aan de balie bedreigd.");
  const auto change = homeserver.edit(room, noor.user(), said["event_id"], "De heer Appelboom belde.");
  const auto removal = homeserver.redact(room, noor.user(), said["event_id"]);
  EXPECT_EQ(town->push({removal}).status, 200);
  const auto lines_then = lines(noor);
  EXPECT_EQ(town->push({change}).status, 200);
  EXPECT_EQ(lines(noor), lines_then);
  for (const auto& line : heard(noor)) EXPECT_EQ(line.find("Appelboom"), std::string::npos) << line;
}

TEST_F(MatrixSecondThoughts, WhatWasTakenBackBeforeItWasHeardIsNotHeard) {  // R8, M5
  const auto room = greeted(noor);
  const auto before = heard(noor);
  const auto said = homeserver.text(room, noor.user(), "dit had ik niet moeten zeggen");
  homeserver.redact(room, noor.user(), said["event_id"]);
  push_news();
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), before);
}

}  // namespace
}  // namespace meldmaat
