// SPDX-License-Identifier: EUPL-1.2
// Checks what comes of a message that is changed or taken back after it was heard: nobody can do that for another, a
// report never changes by it, its case notes it once, and what was taken back before it was heard is not heard at all
// (testcases M4, M5, R8; plan M5, T5).
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

class MatrixSecondThoughts : public MatrixTest {
 protected:
  std::optional<State> state(const MatrixPerson& who) {
    return town->look([&](Store& store) { return store.state_of(who.key()); });
  }
  std::vector<Entry> history() {
    return town->look([](Store& store) { return store.entries(CaseNumber{"2026-0001"}); });
  }
};

TEST_F(MatrixSecondThoughts, AChangeIsToldOnceAndChangesNothing) {  // M4
  const auto room = greeted(noor);
  const auto said = say(noor, room, "ik wil iets melden");
  const auto before = state(noor);
  const auto texts = heard(noor);
  for (const auto* text : {"iets anders", "weer iets anders"}) {
    homeserver.edit(room, noor.user(), said["event_id"], text);
    push_news();
  }
  EXPECT_TRUE(town->shows(room, "U hebt een bericht veranderd"));
  ASSERT_TRUE(town->delivered());
  EXPECT_EQ(copies(room, "U hebt een bericht veranderd"), 1U);
  EXPECT_EQ(state(noor), before);
  EXPECT_EQ(heard(noor), texts) << "and what the change says is no new answer";
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

TEST_F(MatrixSecondThoughts, AFiledReportKeepsWhatItSaidAndItsCaseNotesIt) {  // M4, M5, handbook §6
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
  expected.push_back({town->clock.now(), PersonId{noor.id}, "message_changed", ""});
  expected.push_back({town->clock.now(), PersonId{noor.id}, "message_removed", ""});
  EXPECT_EQ(history(), expected);
  EXPECT_EQ(town->look([&](Store& store) { return store.read_case(number); }), filed);
  EXPECT_TRUE(town->shows(room, "U hebt een bericht veranderd"));
  EXPECT_TRUE(town->shows(room, "U hebt een bericht verwijderd"));
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
