// SPDX-License-Identifier: EUPL-1.2
// What a store promises about rooms: each is kept as it was last written, and those that wait come in their turn.
#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

TEST_P(StoreContract, KeepsARoomAsItWasLastWritten) {
  EXPECT_FALSE(store->room("matrix", "!a"));
  Room room{"matrix", "!a", "{}", at(3)};
  commit([&] { store->write_room(room); });
  EXPECT_EQ(store->room("matrix", "!a"), room);
  EXPECT_FALSE(store->room("other", "!a"));
  room.details = R"({"with":"@anna:a.example"})";
  room.not_before.reset();
  commit([&] { store->write_room(room); });
  EXPECT_EQ(store->room("matrix", "!a"), room);
}

TEST_P(StoreContract, GivesTheRoomsInWhichSomethingIsToBeDoneLongestWaitingFirst) {
  EXPECT_FALSE(store->next_room("matrix"));
  commit([&] {
    store->write_room({"matrix", "!a", "a", at(5)});
    store->write_room({"matrix", "!b", "b", at(2)});
    store->write_room({"matrix", "!c", "c", std::nullopt});
    store->write_room({"other", "!d", "d", at(1)});
  });
  EXPECT_EQ(store->next_room("matrix"), at(2));
  EXPECT_TRUE(store->waiting_rooms("matrix", at(1), 10).empty());
  EXPECT_EQ(store->waiting_rooms("matrix", at(9), 1), (std::vector<Room>{{"matrix", "!b", "b", at(2)}}));
  const std::vector<Room> all{{"matrix", "!b", "b", at(2)}, {"matrix", "!a", "a", at(5)}};
  EXPECT_EQ(store->waiting_rooms("matrix", at(5), 10), all);
}

}  // namespace meldmaat::contract
