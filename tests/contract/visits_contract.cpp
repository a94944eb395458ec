// SPDX-License-Identifier: EUPL-1.2
// What a store promises about home visits.
#include <stdexcept>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

namespace {

Visit a_visit(const std::string& visitor, int minute) {
  Visit visit;
  visit.visitor = PersonId{visitor};
  visit.colleague = PersonId{"bram"};
  visit.place = "Dorpsstraat 1";
  visit.place_said = at(1);
  visit.halfway = at(minute - 1);
  visit.back = at(minute);
  visit.next = at(minute);
  return visit;
}

}  // namespace

TEST_P(StoreContract, KeepsAVisitUntilItIsRemoved) {
  Visit first = a_visit("anna", 30);
  Visit second = a_visit("bram", 20);
  commit([&] {
    first.id = store->add_visit(first);
    second.id = store->add_visit(second);
  });
  EXPECT_EQ(store->visits(), (std::vector{first, second}));
  EXPECT_EQ(store->next_alarm(), at(20));
  second.help = true;
  second.since = at(20);
  second.told_until = at(21);
  second.told = {{PersonId{"anna"}, VisitStair::security, true}, {PersonId{"chef"}, VisitStair::colleague, false}};
  second.halfway.reset();
  second.next = at(40);
  commit([&] { store->write_visit(second); });
  EXPECT_EQ(store->visits(), (std::vector{first, second}));
  EXPECT_EQ(store->next_alarm(), at(30));
  commit([&] { store->remove_visit(first.id); });
  EXPECT_EQ(store->visits(), std::vector{second});
  commit([&] { store->write_visit(first); });
  EXPECT_EQ(store->visits(), std::vector{second}) << "one that is gone does not come back";
}

TEST_P(StoreContract, NeverGivesTheNumberOfAVisitTwice) {
  VisitId first;
  VisitId second;
  commit([&] { first = store->add_visit(a_visit("anna", 30)); });
  commit([&] { store->remove_visit(first); });
  commit([&] { second = store->add_visit(a_visit("anna", 30)); });
  EXPECT_NE(first, second);
  EXPECT_FALSE(first.empty());
}

TEST_P(StoreContract, TakesNoVisitOutsideABatchAndNoneThatIsUndone) {
  EXPECT_THROW((void)store->add_visit(a_visit("anna", 30)), std::logic_error);
  store->begin_batch();
  {
    const auto part = store->open_part();
    (void)store->add_visit(a_visit("anna", 30));
  }
  store->commit_batch();
  EXPECT_TRUE(store->visits().empty());
  EXPECT_EQ(store->next_alarm(), std::nullopt);
}

}  // namespace meldmaat::contract
