// SPDX-License-Identifier: EUPL-1.2
// Checks which button a typed number presses, and when it presses none. The transcript is that of a memory store.
#include "adapters/matrix/typed_press.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/fakes/memory_store.hpp"

namespace meldmaat {
namespace {

const ConversationKey noor{"matrix", "@noor:zandrecht.example"};
const Moment now{std::chrono::seconds{1'792'000'000}};

class TypedPressTest : public testing::Test {
 protected:
  TypedPressTest() { store_.begin_batch(); }

  /// A slot that was said before is revised.
  std::uint64_t say(const std::string& first, const std::string& second = {}, const std::string& slot = {}) {
    Message message;
    message.text = "x";
    message.slot = slot;
    if (!first.empty()) message.options.push_back({first, "Een", {}});
    if (!second.empty()) message.options.push_back({second, "Twee", {}});
    const bool revises = !slot.empty() && slots_.contains(slot);
    slots_.insert(slot);
    return store_.say(noor, now, message, revises);
  }
  /// What is pressed, as "line: option"; empty for nothing.
  std::string pressed(const std::string& text) {
    const auto press = typed_press(store_, noor, text);
    if (!press) return "";
    EXPECT_EQ(press->what.options.size(), 1U);
    return std::to_string(press->line) + ": " + press->what.options.front();
  }

  fakes::MemoryStore store_;
  std::set<std::string> slots_;
};

TEST_F(TypedPressTest, ANumberPressesTheButtonThatBearsIt) {
  say("case/2026-0001/read", "case/2026-0001/talked");
  EXPECT_EQ(pressed("1"), "1: case/2026-0001/read");
  EXPECT_EQ(pressed("2"), "1: case/2026-0001/talked");
  for (const std::string text : {" 2", "2.", "2)", "2.\r\n", "02"}) EXPECT_EQ(pressed(text), pressed("2")) << text;
}

TEST_F(TypedPressTest, TheLinesThatCanBeChosenAreNumberedBeforeTheOptions) {
  Message steps;
  steps.lines = {{"Voer een gesprek", "vandaag", Option{"case/2026-0001/talk", "Kies", {}}},
                 {"Maak foto’s", "van een ander", {}},
                 {"Reageer", "morgen", Option{"case/2026-0001/react", "Kies", {}}}};
  steps.options = {{"case/2026-0001/ask", "Stel een vraag", {}}};
  store_.say(noor, now, steps, false);
  EXPECT_EQ(pressed("1"), "1: case/2026-0001/talk");
  EXPECT_EQ(pressed("2"), "1: case/2026-0001/react");
  EXPECT_EQ(pressed("3"), "1: case/2026-0001/ask");
  EXPECT_EQ(pressed("4"), "");
}

TEST_F(TypedPressTest, AnythingElsePressesNothing) {
  say("a", "b");
  for (const std::string text : {"", " ", "0", "3", "-1", "+1", "1 2", "1,2", "een", "1e", "1a", "a1", "1.5", ".",
                                 "99999999999999999999999", "\xEF\xBC\x91"}) {
    EXPECT_EQ(pressed(text), "") << text;
  }
}

TEST_F(TypedPressTest, NothingWasEverSaid) {
  EXPECT_EQ(pressed("1"), "");
}

TEST_F(TypedPressTest, ItAnswersAnOpenQuestionThatStandsBelow) {
  say("case/2026-0001/read");
  State state;
  state.open = OpenQuestion{};
  state.open->slot = "q1";
  Message question;
  question.text = "Hoeveel mensen waren erbij?";
  question.slot = "q1";
  store_.say(noor, now, question, false);
  store_.write_state(noor, state, now);
  EXPECT_EQ(pressed("1"), "") << "a question without buttons too";
}

TEST_F(TypedPressTest, ItPressesWhatStandsBelowAnOpenQuestion) {
  State state;
  state.open = OpenQuestion{};
  state.open->slot = "q1";
  Message menu;
  menu.text = "Wat wilt u doen?";
  menu.slot = "q1";
  menu.options.push_back({"menu/report", "Iets melden", {}});
  store_.say(noor, now, menu, false);
  store_.write_state(noor, state, now);
  EXPECT_EQ(pressed("1"), "") << "the dialog counts its own options";
  say("case/2026-0001/read");
  EXPECT_EQ(pressed("1"), "2: case/2026-0001/read");
}

TEST_F(TypedPressTest, TheNewestMessageWithButtonsCounts) {
  say("older", "older/2");
  say("newer");
  say("");
  Message own;
  own.text = "7";
  store_.hear(noor, now, own);
  EXPECT_EQ(pressed("1"), "2: newer");
  EXPECT_EQ(pressed("2"), "") << "and no other";
}

TEST_F(TypedPressTest, AMessageThatWasReplacedIsNotThereAnyMore) {
  say("first", "first/2", "s");
  say("second", "", "s");
  EXPECT_EQ(pressed("1"), "2: second");
  EXPECT_EQ(pressed("2"), "");
}

TEST_F(TypedPressTest, ARevisionStandsWhereTheFirstStoodAndNotBelowWhatCameAfter) {
  say("case/2026-0001/read", "", "a");
  say("case/2026-0002/read", "", "b");
  say("case/2026-0001/talked", "", "a");
  EXPECT_EQ(pressed("1"), "2: case/2026-0002/read");
  say("case/2026-0001/called", "", "a");
  EXPECT_EQ(pressed("1"), "2: case/2026-0002/read");
  say("case/2026-0002/talked", "", "b");
  EXPECT_EQ(pressed("1"), "5: case/2026-0002/talked");
}

TEST_F(TypedPressTest, ButtonsOfAMessageReplacedByOneWithoutAreGone) {
  say("older");
  say("first", "", "s");
  say("", "", "s");
  EXPECT_EQ(pressed("1"), "1: older");
}

TEST_F(TypedPressTest, WhatStandsFarUpIsOutOfSight) {
  say("a");
  for (int i = 0; i < 19; ++i) say("");
  EXPECT_EQ(pressed("1"), "1: a");
  say("");
  EXPECT_EQ(pressed("1"), "");
}

}  // namespace
}  // namespace meldmaat
