// SPDX-License-Identifier: EUPL-1.2
// Checks what can be pressed under a message in Matrix, and which button a vote or a reaction stands for (testcases M7
// and M8). What was said is in a memory store, as the courier leaves it.
#include "adapters/matrix/matrix_buttons.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/matrix/button_press.hpp"
#include "tests/fakes/memory_store.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;

const std::string yes_key = "\xE2\x9C\x85";
const std::string no_key = "\xE2\x9D\x8C";
const ConversationKey noor{"matrix", "@noor:zandrecht.example"};
const Moment now{std::chrono::seconds{1'792'000'000}};

MatrixFrame frame() {
  static const Texts texts({{"matrix.poll", "Kies een antwoord"}, {"matrix.poll_closed", "Gesloten"}}, {});
  return {.texts = texts,
          .language = Language::nl,
          .informal = false,
          .maybe_double = false,
          .quiet = false,
          .replaces = {},
          .own_address = {}};
}

Message question(const std::vector<std::string>& options) {
  Message made;
  made.kind = Message::Kind::question;
  made.text = "Waar was het?";
  made.expects = Expects::choice;
  for (const auto& option : options) made.options.push_back({option, "Label van " + option, {}});
  return made;
}

TEST(MatrixButtons, AChoiceIsAPollWithTheNumbersOfTheList) {
  const auto poll = poll_start(question({"q1/desk", "q1/street", "q1/.skip"}), frame());
  ASSERT_TRUE(poll);
  const auto content = json::parse(*poll);
  const auto& start = content.at("org.matrix.msc3381.poll.start");
  EXPECT_EQ(start.at("kind"), "org.matrix.msc3381.poll.disclosed");
  EXPECT_EQ(start.at("max_selections"), 1);
  EXPECT_EQ(start.at("question").at("org.matrix.msc1767.text"), "Kies een antwoord");
  ASSERT_EQ(start.at("answers").size(), 3U);
  EXPECT_EQ(start.at("answers")[1].at("id"), "2");
  EXPECT_EQ(start.at("answers")[1].at("org.matrix.msc1767.text"), "Label van q1/street");
  EXPECT_EQ(content.at("org.matrix.msc1767.text"), "Kies een antwoord") << "for clients without polls";
  EXPECT_EQ(content.at("m.mentions"), json::object());
  EXPECT_EQ(poll->find("Waar was het"), std::string::npos) << "a notification shows the poll: nothing of the content";
}

TEST(MatrixButtons, NoPollWhereAPollCannotSayIt) {
  auto several = question({"q1/a", "q1/b"});
  several.many = true;
  auto moment = question({"q1/now", "q1/today"});
  moment.expects = Expects::moment;
  std::vector<std::string> many;
  for (int i = 0; i < 21; ++i) many.push_back("q1/" + std::to_string(i));
  for (const auto& message : {several, moment, question({}), question({"q1/only"}), question({"menu/help", "q1/.back"}),
                              question({"q1/yes", "q1/no"}), question(many)}) {
    EXPECT_FALSE(poll_start(message, frame())) << message.options.size();
  }
  many.pop_back();
  EXPECT_TRUE(poll_start(question(many), frame()));
}

TEST(MatrixButtons, YesAndNoAreReactionsWhateverStandsBeside) {
  const std::vector<ReactionKey> expected{{yes_key, "q1/yes"}, {no_key, "q1/no"}};
  EXPECT_EQ(reaction_keys(question({"q1/no", "q1/yes", "q1/.skip", "menu/help"})), expected);
  EXPECT_TRUE(reaction_keys(question({"q1/yes", "q1/no", "q1/perhaps"})).empty());
  EXPECT_TRUE(reaction_keys(question({"q1/yes"})).empty());
  EXPECT_TRUE(reaction_keys(question({"q1/yes", "q1/yes", "q1/no"})).empty());
}

TEST(MatrixButtons, TheNamesOfTheEventsGoThereAndBack) {
  for (const auto& events :
       {SentEvents{"$a", "", {}}, SentEvents{"$a", "$p", {}}, SentEvents{"$a", "", {"$r", "$s"}}}) {
    EXPECT_EQ(read_remote_id(to_remote_id(events)), events);
  }
  EXPECT_EQ(read_remote_id(""), SentEvents{});
}

class ButtonPressTest : public testing::Test {
 protected:
  ButtonPressTest() { store_.begin_batch(); }

  std::uint64_t say(Message message, const std::string& remote_id) {
    const auto line = store_.say(noor, now, message, false);
    for (auto& delivery : store_.waiting_deliveries(now, 10)) {
      if (remote_id.empty() || delivery.sequence != line) continue;
      delivery.status = Delivery::Status::sent;
      delivery.remote_id = remote_id;
      store_.write_delivery(delivery);
    }
    return line;
  }
  template <class What>
  std::string pressed(const What& what) {
    const auto press = press_by(store_, noor, what);
    return press ? std::to_string(press->line) + ": " + press->what.options.front() : "";
  }

  fakes::MemoryStore store_{{"web"}};
};

TEST_F(ButtonPressTest, AVotePressesTheButtonOfItsPoll) {
  say(question({"q1/desk", "q1/street"}), "$m p$poll");
  say(question({"q2/a", "q2/b"}), "$n p$other");
  EXPECT_EQ(pressed(Voted{"$poll", {"2"}}), "1: q1/street");
  EXPECT_EQ(pressed(Voted{"$other", {"1"}}), "2: q2/a");
  for (const std::string answer : {"0", "3", "", "x", "1x", "-1", "99999999999999999999"}) {
    EXPECT_EQ(pressed(Voted{"$poll", {answer}}), "") << answer;
  }
  EXPECT_EQ(pressed(Voted{"$poll", {}}), "") << "spoiled";
  EXPECT_EQ(pressed(Voted{"$poll", {"1", "2"}}), "") << "one was allowed";
  EXPECT_EQ(pressed(Voted{"$unknown", {"1"}}), "");
}

TEST_F(ButtonPressTest, AReactionPressesYesOrNo) {
  say(question({"q1/yes", "q1/no"}), "$m r$r r$s");
  say(question({"q2/yes", "q2/no"}), "$n");
  EXPECT_EQ(pressed(Reacted{"$m", yes_key}), "1: q1/yes");
  EXPECT_EQ(pressed(Reacted{"$m", no_key}), "1: q1/no");
  EXPECT_EQ(pressed(Reacted{"$n", no_key}), "2: q2/no");
  EXPECT_EQ(pressed(Reacted{"$m", "\xF0\x9F\x91\x8D"}), "") << "a thumb is no answer";
  EXPECT_EQ(pressed(Reacted{"$unknown", yes_key}), "");
}

TEST_F(ButtonPressTest, WhoeverIsFasterThanOurOwnNotePressesAllTheSame) {
  say(question({"q1/desk", "q1/street"}), "");
  EXPECT_EQ(pressed(Voted{"$poll", {"1"}}), "1: q1/desk");
}

}  // namespace
}  // namespace meldmaat
