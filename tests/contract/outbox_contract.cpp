// SPDX-License-Identifier: EUPL-1.2
// What a store promises about the outbox (plan M4): what may go, in which order, and what a crash leaves behind.
#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

namespace {

/// Says three things to Anna and one to Bram, on a channel that needs the outbox.
void say_four(Store& store) {
  store.say(anna_by_chat, at(1), notice("a1"), false);
  store.say(anna_by_chat, at(2), notice("a2"), false);
  store.say(bram_by_chat, at(3), notice("b1"), false);
  store.say(anna_by_chat, at(4), notice("a3"), false);
}

}  // namespace

TEST_P(StoreContract, PutsNothingInTheOutboxForAChannelThatDeliversByWriting) {
  commit([&] {
    store->say(anna, at(1), notice("staat er"), false);
    store->hear(anna_by_chat, at(1), notice("gehoord"));
  });
  EXPECT_TRUE(store->waiting_deliveries(at(9), 10).empty());
  EXPECT_FALSE(store->next_delivery());
}

TEST_P(StoreContract, GivesTheOldestDeliveryOfEachConversation) {
  commit([&] { say_four(*store); });
  const auto waiting = store->waiting_deliveries(at(9), 10);
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].conversation, anna_by_chat);
  EXPECT_EQ(waiting[0].message.text, "a1");
  EXPECT_EQ(waiting[0].sequence, 1U);
  EXPECT_EQ(waiting[0].created, at(1));
  EXPECT_EQ(waiting[0].not_before, at(1));
  EXPECT_EQ(waiting[0].status, Delivery::Status::waiting);
  EXPECT_EQ(waiting[1].message.text, "b1");
  EXPECT_EQ(store->waiting_deliveries(at(9), 1).size(), 1U);
  EXPECT_TRUE(store->waiting_deliveries(at(0), 10).empty());
  EXPECT_EQ(store->next_delivery(), at(1));
}

TEST_P(StoreContract, HoldsTheConversationWhileOneIsUnderWay) {
  commit([&] { say_four(*store); });
  auto first = store->waiting_deliveries(at(9), 10).front();
  first.status = Delivery::Status::under_way;
  first.attempts = 1;
  commit([&] { store->write_delivery(first); });
  const auto meanwhile = store->waiting_deliveries(at(9), 10);
  ASSERT_EQ(meanwhile.size(), 1U);
  EXPECT_EQ(meanwhile.front().conversation, bram_by_chat);
  EXPECT_EQ(store->next_delivery(), at(3));

  first.status = Delivery::Status::sent;
  first.remote_id = "r-1";
  commit([&] { store->write_delivery(first); });
  EXPECT_EQ(store->waiting_deliveries(at(9), 10).front().message.text, "a2");
}

TEST_P(StoreContract, HoldsTheConversationWhileItsOldestWaitsForARetry) {
  commit([&] { say_four(*store); });
  auto first = store->waiting_deliveries(at(9), 10).front();
  first.not_before = at(60);
  first.attempts = 2;
  first.maybe_double = true;
  commit([&] { store->write_delivery(first); });
  EXPECT_EQ(store->waiting_deliveries(at(59), 10).size(), 1U);
  const auto again = store->waiting_deliveries(at(60), 10).front();
  EXPECT_EQ(again.message.text, "a1");
  EXPECT_EQ(again.attempts, 2);
  EXPECT_TRUE(again.maybe_double);

  auto brams = store->waiting_deliveries(at(9), 10).front();
  brams.status = Delivery::Status::parked;
  commit([&] { store->write_delivery(brams); });
  EXPECT_EQ(store->next_delivery(), at(60));
}

TEST_P(StoreContract, SettledDeliveriesNeverComeBack) {
  for (const auto status : {Delivery::Status::sent, Delivery::Status::parked, Delivery::Status::uncertain}) {
    commit([&] { store->say(anna_by_chat, at(1), notice("x"), false); });
    auto delivery = store->waiting_deliveries(at(9), 10).front();
    delivery.status = status;
    commit([&] { store->write_delivery(delivery); });
    EXPECT_TRUE(store->waiting_deliveries(at(9), 10).empty());
    EXPECT_FALSE(store->next_delivery());
  }
}

TEST_P(StoreContract, AtStartWhateverWasUnderWayIsUncertain) {
  commit([&] { say_four(*store); });
  auto first = store->waiting_deliveries(at(9), 10).front();
  first.status = Delivery::Status::under_way;
  commit([&] { store->write_delivery(first); });
  commit([&] { store->mark_interrupted_deliveries(); });
  const auto next = store->waiting_deliveries(at(9), 10);
  ASSERT_EQ(next.size(), 2U);
  EXPECT_EQ(next[0].message.text, "a2") << "the uncertain one does not go again by itself";
  EXPECT_EQ(next[1].message.text, "b1");
}

TEST_P(StoreContract, ARevisionIsDeliveredAsSuch) {
  commit([&] {
    store->say(anna_by_chat, at(1), notice("vraag", "q1"), false);
    store->say(anna_by_chat, at(2), notice("antwoord", "q1"), true);
  });
  auto first = store->waiting_deliveries(at(9), 10).front();
  EXPECT_EQ(first.revises, 0U);
  first.status = Delivery::Status::sent;
  commit([&] { store->write_delivery(first); });
  EXPECT_EQ(store->waiting_deliveries(at(9), 10).front().revises, 1U);
}

}  // namespace meldmaat::contract
