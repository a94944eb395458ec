// SPDX-License-Identifier: EUPL-1.2
// What a store promises about batches, parts, conversations and the outbox: writes through the port, reads back.
#include <stdexcept>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

TEST_P(StoreContract, WritesNothingWithoutABatch) {
  EXPECT_THROW(store->hear(anna, at(0), notice("hallo")), std::logic_error);
  EXPECT_THROW(store->say(anna, at(0), notice("hallo"), false), std::logic_error);
  EXPECT_THROW(store->write_state(anna, State{}, at(0)), std::logic_error);
  EXPECT_THROW(store->write_note("a", "b"), std::logic_error);
  EXPECT_THROW(store->drop_reminder(anna, ReminderId{"r"}), std::logic_error);
  EXPECT_THROW(store->write_case(a_case("2026-0001")), std::logic_error);
  EXPECT_THROW((void)store->open_part(), std::logic_error);
  EXPECT_THROW(store->commit_batch(), std::logic_error);
  EXPECT_TRUE(lines(anna).empty());
}

TEST_P(StoreContract, OpensOneBatchAtATime) {
  store->begin_batch();
  EXPECT_THROW(store->begin_batch(), std::logic_error);
  store->roll_back_batch();
  store->roll_back_batch();  // harmless
  store->tidy();
}

TEST_P(StoreContract, ShowsWhatWasCommittedAndNothingOfWhatWasRolledBack) {
  commit([&] { store->hear(anna, at(1), notice("blijft")); });
  store->begin_batch();
  store->hear(anna, at(2), notice("weg"));
  EXPECT_EQ(store->last_sequence(anna), 2U);
  store->roll_back_batch();
  EXPECT_EQ(store->last_sequence(anna), 1U);
  ASSERT_EQ(lines(anna).size(), 1U);
  EXPECT_EQ(lines(anna).front().message.text, "blijft");
}

TEST_P(StoreContract, UndoesThePartThatWasNotKeptAndLeavesTheOthers) {
  store->begin_batch();
  {
    const auto part = store->open_part();
    store->hear(anna, at(1), notice("een"));
    part->keep();
  }
  {
    const auto part = store->open_part();
    store->hear(anna, at(2), notice("mislukt"));
    store->write_state(bram, State{}, at(2));
    store->remember(bram, EventId{"e"}, at(2), 1);
    store->write_case(a_case("2026-0001"));
  }
  {
    const auto part = store->open_part();
    EXPECT_EQ(store->hear(anna, at(3), notice("twee")), 2U);
    EXPECT_EQ(store->hear(bram, at(3), notice("ook")), 1U);
    part->keep();
  }
  store->commit_batch();
  EXPECT_EQ(lines(anna).size(), 2U);
  EXPECT_EQ(lines(anna).back().message.text, "twee");
  EXPECT_FALSE(store->state_of(bram));
  EXPECT_FALSE(store->seen(bram, EventId{"e"}));
  EXPECT_FALSE(store->read_case(CaseNumber{"2026-0001"}));
}

TEST_P(StoreContract, RemembersAnEventPerConversationOnce) {
  EXPECT_FALSE(store->seen(anna, EventId{"e1"}));
  commit([&] { store->remember(anna, EventId{"e1"}, at(1), 7); });
  EXPECT_EQ(store->seen(anna, EventId{"e1"}), 7U);
  EXPECT_FALSE(store->seen(anna, EventId{"e2"}));
  EXPECT_FALSE(store->seen(bram, EventId{"e1"}));
  EXPECT_FALSE(store->seen({"teams", "anna"}, EventId{"e1"}));
  store->begin_batch();
  EXPECT_THROW(store->remember(anna, EventId{"e1"}, at(2), 9), std::logic_error);
  store->roll_back_batch();
  EXPECT_EQ(store->seen(anna, EventId{"e1"}), 7U);
}

TEST_P(StoreContract, ForgetsEventsSeenBeforeAMoment) {
  commit([&] {
    store->remember(anna, EventId{"old"}, at(1), 1);
    store->remember(anna, EventId{"young"}, at(2), 2);
    store->remember(bram, EventId{"old"}, at(0), 3);
  });
  commit([&] { store->purge_seen(at(2)); });
  EXPECT_FALSE(store->seen(anna, EventId{"old"}));
  EXPECT_FALSE(store->seen(bram, EventId{"old"}));
  EXPECT_EQ(store->seen(anna, EventId{"young"}), 2U);
}

TEST_P(StoreContract, KeepsTheStateOfEachConversation) {
  State state;
  state.language = Language::en;
  state.turn = 3;
  state.frames.push_back({"intake", 2, "who", {{"who", Answer{}}}, {"danger"}, {}, {}});
  EXPECT_FALSE(store->state_of(anna));
  commit([&] { store->write_state(anna, state, at(1)); });
  EXPECT_EQ(store->state_of(anna), state);
  EXPECT_FALSE(store->state_of(bram));
  commit([&] { store->write_state(anna, State{}, at(2)); });
  EXPECT_EQ(store->state_of(anna), State{});
}

TEST_P(StoreContract, NumbersTheLinesOfEachConversationFromOneWithoutGaps) {
  commit([&] {
    EXPECT_EQ(store->last_sequence(anna), 0U);
    EXPECT_EQ(store->hear(anna, at(1), notice("a1")), 1U);
    EXPECT_EQ(store->hear(bram, at(1), notice("b1")), 1U);
    EXPECT_EQ(store->say(anna, at(2), notice("a2"), false), 2U);
    EXPECT_EQ(store->say(bram, at(2), notice("b2"), false), 2U);
    EXPECT_EQ(store->say(anna, at(2), notice("a3"), false), 3U);
  });
  const std::vector<TranscriptLine> expected{{1, at(1), true, notice("a1"), 0, false},
                                             {2, at(2), false, notice("a2"), 0, false},
                                             {3, at(2), false, notice("a3"), 0, false}};
  EXPECT_EQ(lines(anna), expected);
  EXPECT_EQ(store->last_sequence(anna), 3U);
  EXPECT_EQ(store->last_sequence({"web", "nobody"}), 0U);
}

TEST_P(StoreContract, ReadsATranscriptInPages) {
  commit([&] {
    for (int i = 1; i <= 5; ++i) store->hear(anna, at(i), notice(std::to_string(i)));
  });
  const auto page = store->transcript(anna, 2, 2);
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page.front().sequence, 3U);
  EXPECT_EQ(page.back().sequence, 4U);
  EXPECT_TRUE(store->transcript(anna, 5, 10).empty());
  EXPECT_TRUE(store->transcript(anna, ~std::uint64_t{0}, 10).empty());
  EXPECT_TRUE(store->transcript(anna, 0, 0).empty());
}

TEST_P(StoreContract, ReplacesTheLatestLineOfTheSameSlot) {
  commit([&] {
    store->say(anna, at(1), notice("vraag", "q1"), false);
    store->say(anna, at(1), notice("iets anders", "q2"), false);
    EXPECT_EQ(store->say(anna, at(2), notice("beantwoord", "q1"), true), 3U);
    EXPECT_EQ(store->say(anna, at(3), notice("nog eens", "q1"), true), 4U);
  });
  const auto all = lines(anna);
  EXPECT_TRUE(all[0].replaced);
  EXPECT_FALSE(all[1].replaced);
  EXPECT_TRUE(all[2].replaced);
  EXPECT_EQ(all[2].revises, 1U);
  EXPECT_FALSE(all[3].replaced);
  EXPECT_EQ(all[3].revises, 3U);
}

TEST_P(StoreContract, SaysNoRevisionOfWhatWasNeverSaid) {
  commit([&] {
    store->hear(anna, at(1), notice("mijn", "q1"));
    store->say(bram, at(1), notice("zijn", "q1"), false);
    store->say(anna, at(1), notice("zonder plaats"), false);
    EXPECT_EQ(store->say(anna, at(2), notice("x", "q1"), true), 0U);
    EXPECT_EQ(store->say(anna, at(2), notice("y"), true), 0U);
  });
  EXPECT_EQ(lines(anna).size(), 2U);
  EXPECT_FALSE(lines(anna).front().replaced);
}

TEST_P(StoreContract, RewritesOneLineAndNoOther) {
  commit([&] {
    store->hear(anna_by_chat, at(1), notice("eerst"));
    store->hear(anna_by_chat, at(2), notice("blijft"));
    store->hear(bram_by_chat, at(2), notice("van bram"));
  });
  commit([&] {
    store->rewrite_line(anna_by_chat, 1, notice("anders"));
    store->rewrite_line(anna_by_chat, 7, notice("bestaat niet"));
  });
  const auto all = lines(anna_by_chat);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].message.text, "anders");
  EXPECT_EQ(all[0].at, at(1));
  EXPECT_TRUE(all[0].from_person);
  EXPECT_EQ(all[1].message.text, "blijft");
  EXPECT_EQ(lines(bram_by_chat).front().message.text, "van bram");
}

TEST_P(StoreContract, BlanksTheLinesFromOneOnAndKeepsTheirNumbers) {
  Message file = notice("foto.jpg");
  file.kind = Message::Kind::file;
  file.attachment = Attachment{BlobId{"b"}, "foto.jpg", "image/jpeg", 3, "aa"};
  commit([&] {
    store->hear(anna_by_chat, at(1), notice("blijft"));
    store->hear(anna_by_chat, at(2), file);
    store->say(anna_by_chat, at(2), notice("vraag", "q1"), false);
    store->hear(bram_by_chat, at(2), notice("van bram"));
  });
  commit([&] { store->blank_lines(anna_by_chat, 2); });
  const auto all = lines(anna_by_chat);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].message.text, "blijft");
  EXPECT_EQ(all[1].message.kind, Message::Kind::file);
  EXPECT_EQ(all[1].message.text, "");
  EXPECT_FALSE(all[1].message.attachment);
  EXPECT_EQ(all[2].message, Message{});
  EXPECT_EQ(lines(bram_by_chat).front().message.text, "van bram");
  EXPECT_TRUE(store->waiting_deliveries(at(9), 10).empty());
  commit([&] {
    EXPECT_EQ(store->say(anna_by_chat, at(3), notice("x", "q1"), true), 0U);
    EXPECT_EQ(store->say(anna_by_chat, at(3), notice("verder"), false), 4U);
  });
}

TEST_P(StoreContract, WakesAConversationWhenItsReminderIsDue) {
  commit([&] {
    store->set_reminder(anna, ReminderId{"late"}, at(30));
    store->set_reminder(anna, ReminderId{"early"}, at(10));
    store->set_reminder(bram, ReminderId{"early"}, at(10));
  });
  EXPECT_EQ(store->next_alarm(), at(10));
  EXPECT_TRUE(store->due_reminders(at(10) - Milliseconds{1}, 9).empty());
  const std::vector<DueReminder> both{{anna, ReminderId{"early"}, at(10)}, {bram, ReminderId{"early"}, at(10)}};
  EXPECT_EQ(store->due_reminders(at(10), 9), both);
  EXPECT_EQ(store->due_reminders(at(99), 1).size(), 1U);
  EXPECT_EQ(store->due_reminders(at(99), 9).back().id, ReminderId{"late"});
}

TEST_P(StoreContract, MovesAReminderThatIsSetAgainAndForgetsADroppedOne) {
  commit([&] { store->set_reminder(anna, ReminderId{"r"}, at(10)); });
  commit([&] { store->set_reminder(anna, ReminderId{"r"}, at(20)); });
  EXPECT_TRUE(store->due_reminders(at(10), 9).empty());
  EXPECT_EQ(store->next_alarm(), at(20));
  commit([&] {
    store->drop_reminder(anna, ReminderId{"r"});
    store->drop_reminder(bram, ReminderId{"never"});
  });
  EXPECT_FALSE(store->next_alarm());
}

TEST_P(StoreContract, KeepsNotes) {
  EXPECT_FALSE(store->note("clock"));
  commit([&] { store->write_note("clock", "1"); });
  commit([&] { store->write_note("clock", "2"); });
  EXPECT_EQ(store->note("clock"), "2");
}

}  // namespace meldmaat::contract
