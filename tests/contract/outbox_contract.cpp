// SPDX-License-Identifier: EUPL-1.2
// What a store promises about the outbox (plan M4): what may go, in which order, what a crash leaves behind, what the
// channel calls a line, and how a person is found there.
#include <stdexcept>

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

  auto uncertain = store->uncertain_deliveries(10);
  ASSERT_EQ(uncertain.size(), 1U);
  EXPECT_EQ(uncertain.front().message.text, "a1");
  EXPECT_EQ(uncertain.front().status, Delivery::Status::uncertain);
  uncertain.front().status = Delivery::Status::waiting;
  commit([&] { store->write_delivery(uncertain.front()); });
  EXPECT_TRUE(store->uncertain_deliveries(10).empty());
  EXPECT_EQ(store->waiting_deliveries(at(9), 10)[0].message.text, "a1") << "its place was kept";
}

TEST_P(StoreContract, GivesWhatIsUncertainUpToALimit) {
  commit([&] { say_four(*store); });
  for (int i = 0; i < 2; ++i) {
    auto next = store->waiting_deliveries(at(9), 10).front();
    next.status = Delivery::Status::uncertain;
    commit([&] { store->write_delivery(next); });
  }
  ASSERT_EQ(store->uncertain_deliveries(10).size(), 2U);
  ASSERT_EQ(store->uncertain_deliveries(1).size(), 1U);
  EXPECT_EQ(store->uncertain_deliveries(1).front().message.text, "a1");
}

TEST_P(StoreContract, GivesTheFirstOfAConversationWhenItWaits) {
  EXPECT_FALSE(store->first_waiting(anna_by_chat));
  commit([&] { say_four(*store); });
  auto first = store->first_waiting(anna_by_chat);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, store->waiting_deliveries(at(9), 10).front());
  first->status = Delivery::Status::under_way;
  commit([&] { store->write_delivery(*first); });
  EXPECT_FALSE(store->first_waiting(anna_by_chat)) << "what was said later waits behind it";
  EXPECT_TRUE(store->first_waiting(bram_by_chat));
  first->status = Delivery::Status::sent;
  commit([&] { store->write_delivery(*first); });
  EXPECT_EQ(store->first_waiting(anna_by_chat)->message.text, "a2");
}

TEST_P(StoreContract, GivesWhatWaitsInAConversationInOrder) {
  EXPECT_TRUE(store->waiting_of(anna_by_chat).empty());
  commit([&] { say_four(*store); });
  auto first = store->waiting_of(anna_by_chat).front();
  EXPECT_EQ(first.message.text, "a1");
  first.status = Delivery::Status::under_way;
  commit([&] { store->write_delivery(first); });
  const auto waiting = store->waiting_of(anna_by_chat);
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].message.text, "a2");
  EXPECT_EQ(waiting[1].message.text, "a3");
  EXPECT_EQ(store->waiting_of(bram_by_chat).size(), 1U);
}

TEST_P(StoreContract, CountsWhatIsOpen) {
  EXPECT_EQ(store->open_deliveries(), 0U);
  commit([&] { say_four(*store); });
  EXPECT_EQ(store->open_deliveries(), 4U);
  const auto settle = [&](Delivery::Status status) {
    auto next = store->waiting_deliveries(at(9), 10).front();
    next.status = status;
    commit([&] { store->write_delivery(next); });
    return store->open_deliveries();
  };
  EXPECT_EQ(settle(Delivery::Status::sent), 3U);
  EXPECT_EQ(settle(Delivery::Status::uncertain), 2U);
  EXPECT_EQ(settle(Delivery::Status::parked), 1U);
  EXPECT_EQ(settle(Delivery::Status::under_way), 1U);
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

TEST_P(StoreContract, ARevisionGoesByTheNameOfWhatItReplaces) {
  commit([&] {
    store->say(anna_by_chat, at(1), notice("vraag", "q1"), false);
    store->say(anna_by_chat, at(2), notice("antwoord", "q1"), true);
    store->say(anna_by_chat, at(3), notice("verbeterd", "q1"), true);
    store->say(bram_by_chat, at(3), notice("van bram", "q1"), false);
  });
  EXPECT_EQ(store->remote_id(anna_by_chat, 1), "");
  const auto send = [&](const std::string& remote_id) {
    auto next = store->waiting_deliveries(at(9), 10).front();
    next.status = Delivery::Status::sent;
    next.remote_id = remote_id;
    commit([&] { store->write_delivery(next); });
  };
  send("r-1");
  EXPECT_EQ(store->remote_id(anna_by_chat, 1), "r-1");
  EXPECT_EQ(store->remote_id(anna_by_chat, 2), "r-1") << "what is to be replaced, also before it is";
  send("");
  EXPECT_EQ(store->remote_id(anna_by_chat, 3), "r-1");
  send("r-9");
  EXPECT_EQ(store->remote_id(anna_by_chat, 3), "r-9") << "the channel gave it a name of its own";
  EXPECT_EQ(store->remote_id(anna_by_chat, 2), "r-1");
  EXPECT_EQ(store->remote_id(anna_by_chat, 4), "");
  EXPECT_EQ(store->remote_id(bram_by_chat, 1), "");
  EXPECT_EQ(store->remote_id({"teams", "nobody"}, 1), "");
}

TEST_P(StoreContract, RemembersHowAPersonIsFoundPerConversation) {
  EXPECT_FALSE(store->reach(anna_by_chat));
  Reach reach{anna_by_chat, R"({"url":"https://voorbeeld.nl/"})", false, at(1), std::nullopt};
  EXPECT_THROW(store->write_reach(reach), std::logic_error) << "outside a batch";
  commit([&] { store->write_reach(reach); });
  EXPECT_EQ(store->reach(anna_by_chat), reach);
  EXPECT_FALSE(store->reach(bram_by_chat));
  EXPECT_FALSE(store->reach({"web", anna_by_chat.address}));
  EXPECT_FALSE(store->state_of(anna_by_chat)) << "being found is no conversation yet";
  EXPECT_EQ(store->last_sequence(anna_by_chat), 0U);

  reach.dead = true;
  reach.at = at(2);
  reach.told = at(2);
  commit([&] { store->write_reach(reach); });
  EXPECT_EQ(store->reach(anna_by_chat), reach);
  store->begin_batch();
  reach.details = "weg";
  store->write_reach(reach);
  store->roll_back_batch();
  EXPECT_NE(store->reach(anna_by_chat), reach);
}

TEST_P(StoreContract, HearingFromAPersonMakesTheAddressLiveAndIsWrittenWhenItIsNews) {
  const auto hear_from = [&](int minute, const std::string& details) {
    commit([&] { heard_from(*store, at(minute), anna_by_chat, details); });
    return store->reach(anna_by_chat).value();
  };
  EXPECT_EQ(hear_from(1, "a"), (Reach{anna_by_chat, "a", false, at(1), std::nullopt}));
  EXPECT_EQ(hear_from(2, "a").at, at(1)) << "no news, nothing written";
  EXPECT_EQ(hear_from(3, "b"), (Reach{anna_by_chat, "b", false, at(3), std::nullopt}));
  commit([&] { store->write_reach({anna_by_chat, "b", true, at(4), at(4)}); });
  EXPECT_EQ(hear_from(5, "b"), (Reach{anna_by_chat, "b", false, at(5), std::nullopt}));
  commit([&] { store->write_reach({anna_by_chat, "b", false, at(6), at(6)}); });
  EXPECT_FALSE(hear_from(7, "b").told) << "what fails from now on is news again";
}

}  // namespace meldmaat::contract
