// SPDX-License-Identifier: EUPL-1.2
// Checks buttons of Matrix, from the event in the room to the next question: votes in a poll and reactions, by whom, on
// what, and when they come twice, late or odd (testcases M7, M8, M11).
#include <algorithm>

#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

const std::string yes = "\xE2\x9C\x85";
const std::string no = "\xE2\x9D\x8C";
const std::string variation_selector = "\xEF\xB8\x8F";

class MatrixPresses : public MatrixTest {
 protected:
  void SetUp() override {
    MatrixTest::SetUp();
    room = greeted(noor);
  }
  void react(const MatrixPerson& who, const std::string& to, const std::string& key) {
    homeserver.add(room, who.user(),
                   {{"type", "m.reaction"},
                    {"content", {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", to}, {"key", key}}}}}});
    push_news();
  }
  void vote(const std::string& poll, const nlohmann::json& answers) {
    homeserver.add(room, noor.user(),
                   {{"type", "org.matrix.msc3381.poll.response"},
                    {"content",
                     {{"m.relates_to", {{"rel_type", "m.reference"}, {"event_id", poll}}},
                      {"org.matrix.msc3381.poll.response", {{"answers", answers}}}}}});
    push_news();
  }
  /// As the stable form of the spec has it.
  void vote_stably(const std::string& poll, const nlohmann::json& answers) {
    homeserver.add(
        room, noor.user(),
        {{"type", "m.poll.response"},
         {"content",
          {{"m.relates_to", {{"rel_type", "m.reference"}, {"event_id", poll}}}, {"m.selections", answers}}}});
    push_news();
  }
  /// What became of the question that was asked last, in the room.
  SentEvents question() {
    EXPECT_TRUE(town->delivered());
    return town->look([&](Store& store) {
      SentEvents events;
      for (const auto& line : store.transcript(noor.key(), 0, 100'000)) {
        if (line.from_person || line.revises != 0 || line.message.kind != Message::Kind::question) continue;
        events = read_remote_id(store.remote_id(noor.key(), line.sequence));
      }
      return events;
    });
  }
  /// A question that is answered with yes or no.
  SentEvents danger_asked() {
    say(noor, room, "ik wil iets melden");
    return question();
  }
  /// A question with a poll: for whom it is.
  SentEvents whom_asked() {
    for (const auto* text : {"ik wil iets melden", "nee", "nee"}) say(noor, room, text);
    return question();
  }
  std::optional<State> state() {
    return town->look([&](Store& store) { return store.state_of(noor.key()); });
  }
  std::size_t refusals() {
    EXPECT_TRUE(town->delivered());
    return copies(room, "al beantwoord");
  }

  std::string room;
};

TEST_F(MatrixPresses, AReactionAnswersTheOpenQuestionHoweverItIsWritten) {  // M7
  react(noor, danger_asked().message, no + variation_selector);
  EXPECT_EQ(heard(noor).back(), "Nee, nu niet");
}

TEST_F(MatrixPresses, AReactionThatIsNoButtonAnswersNothing) {  // M7
  const auto asked = danger_asked();
  const auto before = state();
  const auto count = lines(noor);
  for (const std::string& key : {std::string("\xF0\x9F\x91\x8D"), std::string("ja"), yes + yes, std::string("1"),
                                 std::string("x"), variation_selector}) {
    react(noor, asked.message, key);
  }
  react(noor, "$nooit-gezien", no);
  react(noor, asked.reactions.front(), no);  // On the bot's own reaction.
  react(MatrixPerson{"kim"}, asked.message, no);
  EXPECT_EQ(lines(noor), count);
  EXPECT_EQ(state(), before);
}

TEST_F(MatrixPresses, NobodyElseReactsForHer) {  // M7, D3
  const auto asked = danger_asked();
  const auto before = state();
  react(samir, asked.message, no);
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_EQ(state(), before);
  EXPECT_TRUE(heard(samir).empty());
  EXPECT_EQ(homeserver.membership(room, FakeHomeserver::bot), "leave") << "somebody else is there";
}

TEST_F(MatrixPresses, AReactionOnAnAnsweredQuestionChangesNothingAndIsTold) {  // M7
  const auto asked = danger_asked();
  react(noor, asked.message, no);
  const auto before = state();
  react(noor, asked.message, yes);
  EXPECT_EQ(refusals(), 1U);
  EXPECT_EQ(state()->frames, before->frames);
  EXPECT_EQ(state()->open->question, before->open->question) << "and it is no answer to the next one";
}

TEST_F(MatrixPresses, AReactionThatIsTakenBackTakesNoAnswerBack) {  // M7
  const auto asked = danger_asked();
  react(noor, asked.message, no);
  const auto before = state();
  const auto again = homeserver.add(
      room, noor.user(),
      {{"type", "m.reaction"},
       {"content", {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", "$weg"}, {"key", no}}}}}});
  homeserver.redact(room, noor.user(), again["event_id"]);
  push_news();
  EXPECT_EQ(state(), before);
}

TEST_F(MatrixPresses, AVoteAnswersInBothForms) {  // M8
  for (const bool stable : {false, true}) {
    if (stable) say(noor, room, "terug");
    const auto asked = stable ? question() : whom_asked();
    ASSERT_FALSE(asked.poll.empty());
    stable ? vote_stably(asked.poll, {"1"}) : vote(asked.poll, {"1"});
    EXPECT_EQ(heard(noor).back(), "Voor mijzelf") << stable;
  }
}

TEST_F(MatrixPresses, AVoteThatNamesNoAnswerAnswersNothing) {  // M8
  const auto asked = whom_asked();
  const auto before = state();
  const auto count = lines(noor);
  vote("$nooit-gezien", {"1"});
  vote(asked.message, {"1"});  // The question, and not its poll.
  for (const char* odd : {"0", "99", "-1", "1.", " 1", "een", "18446744073709551617"}) vote(asked.poll, {odd});
  vote(asked.poll, nlohmann::json::array());  // Taken back.
  vote(asked.poll, {"1", "2"});               // One is allowed.
  vote(asked.poll, {1});
  vote(asked.poll, "1");
  EXPECT_EQ(lines(noor), count);
  EXPECT_EQ(state(), before);
}

TEST_F(MatrixPresses, AChangedVoteAndOneAfterTheEndChangeNothingAndAreTold) {  // M8
  const auto asked = whom_asked();
  vote(asked.poll, {"1"});
  const auto before = state();
  vote(asked.poll, {"2"});
  EXPECT_EQ(refusals(), 1U);
  EXPECT_EQ(state()->frames, before->frames);
  ASSERT_TRUE(std::ranges::any_of(homeserver.calls(), [&](const HomeserverCall& call) {
    return call.path.find("poll.end/") != std::string::npos && call.body["m.relates_to"]["event_id"] == asked.poll;
  })) << "it was closed";
  vote(asked.poll, {"1"});
  EXPECT_EQ(refusals(), 2U);
  EXPECT_EQ(state()->frames, before->frames);
  EXPECT_EQ(state()->open->question, before->open->question);
}

TEST_F(MatrixPresses, NobodyElseVotesForHer) {  // M8, D3
  const auto asked = whom_asked();
  const auto before = state();
  const auto other = greeted(samir);
  const auto count = lines(samir);
  homeserver.add(
      other, samir.user(),
      {{"type", "m.poll.response"},
       {"content",
        {{"m.relates_to", {{"rel_type", "m.reference"}, {"event_id", asked.poll}}}, {"m.selections", {"1"}}}}});
  push_news();
  EXPECT_EQ(state(), before);
  EXPECT_EQ(lines(samir), count);
}

TEST_F(MatrixPresses, APollOfHerOwnIsAnsweredAsWhatCannotBeRead) {  // M8
  const auto count = heard(noor).size();
  homeserver.add(room, noor.user(), {{"type", "m.poll.start"}, {"content", {{"m.poll", nlohmann::json::object()}}}});
  push_news();
  EXPECT_TRUE(town->shows(room, "kan ik niet openen"));
  EXPECT_EQ(heard(noor).size(), count);
}

TEST_F(MatrixPresses, APressThatComesTwiceCountsOnce) {  // T1, M7, M8
  const auto asked = danger_asked();
  const auto reaction = homeserver.add(
      room, noor.user(),
      {{"type", "m.reaction"},
       {"content", {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", asked.message}, {"key", no}}}}}});
  EXPECT_EQ(town->push({reaction, reaction}).status, 200);
  EXPECT_EQ(town->push({reaction}).status, 200);
  EXPECT_EQ(refusals(), 0U);
  EXPECT_EQ(heard(noor), (std::vector<std::string>{"ik wil iets melden", "Nee, nu niet"}));
}

TEST_F(MatrixPresses, ANumberALabelAVoteAndAWordAreOneAnswer) {  // M11
  std::vector<Answer> given;
  for (const std::string said : {"1", " 1. ", "voor mijzelf", "VOOR  MIJZELF!", "mijzelf", "vote"}) {
    if (given.empty()) static_cast<void>(whom_asked());
    const auto asked = question();
    const auto key = state()->open->question;
    said == "vote" ? vote(asked.poll, {"1"}) : static_cast<void>(say(noor, room, said));
    const auto answers = state()->frames.back().answers;
    ASSERT_TRUE(answers.contains(key)) << said;
    given.push_back(answers.at(key));
    EXPECT_EQ(given.back().value, given.front().value) << said;
    say(noor, room, "terug");
  }
}

}  // namespace
}  // namespace meldmaat
