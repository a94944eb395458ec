// SPDX-License-Identifier: EUPL-1.2
// What a store promises about files that are still to be fetched: oldest first, when the next is due, and gone when
// done.
#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

namespace {

Errand errand(const ConversationKey& key, const std::string& event, Moment when) {
  Errand made;
  made.conversation = key;
  made.event = EventId{event};
  made.details = R"({"url":"https://files.example/x"})";
  made.not_before = when;
  return made;
}

}  // namespace

TEST_P(StoreContract, GivesErrandsThatMayBeTriedOldestFirst) {
  EXPECT_FALSE(store->next_errand());
  commit([&] {
    store->add_errand(errand(anna_by_chat, "e1", at(5)));
    store->add_errand(errand(bram_by_chat, "e2", at(2)));
    store->add_errand(errand(anna_by_chat, "e3", at(2)));
  });
  EXPECT_EQ(store->next_errand(), at(2));
  EXPECT_TRUE(store->waiting_errands(at(1), 10).empty());
  EXPECT_EQ(store->waiting_errands(at(9), 10).size(), 3U);
  const auto waiting = store->waiting_errands(at(3), 1);
  ASSERT_EQ(waiting.size(), 1U);
  Errand expected = errand(bram_by_chat, "e2", at(2));
  expected.id = waiting.front().id;
  EXPECT_EQ(waiting.front(), expected);
}

TEST_P(StoreContract, AnErrandIsPutOffAndGoesWhenItIsDone) {
  commit([&] { store->add_errand(errand(anna_by_chat, "e1", at(1))); });
  auto first = store->waiting_errands(at(1), 10).front();
  first.attempts = 1;
  first.not_before = at(7);
  commit([&] { store->write_errand(first); });
  EXPECT_TRUE(store->waiting_errands(at(6), 10).empty());
  EXPECT_EQ(store->waiting_errands(at(7), 10), std::vector<Errand>{first});
  commit([&] { store->remove_errand(first.id); });
  EXPECT_FALSE(store->next_errand());
  commit([&] { store->write_errand(first); });
  EXPECT_FALSE(store->next_errand()) << "what is gone does not come back";
}

TEST_P(StoreContract, AnErrandIsCancelledForItsOwnConversationOnly) {
  commit([&] { store->add_errand(errand(anna_by_chat, "e1", at(1))); });
  commit([&] {
    EXPECT_FALSE(store->cancel_errand(bram_by_chat, EventId{"e1"}));
    EXPECT_FALSE(store->cancel_errand(anna_by_chat, EventId{"e2"}));
  });
  EXPECT_EQ(store->waiting_errands(at(1), 10).size(), 1U);
  commit([&] { EXPECT_TRUE(store->cancel_errand(anna_by_chat, EventId{"e1"})); });
  EXPECT_TRUE(store->waiting_errands(at(1), 10).empty());
}

}  // namespace meldmaat::contract
