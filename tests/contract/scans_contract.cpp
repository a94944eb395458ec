// SPDX-License-Identifier: EUPL-1.2
// What a store promises about self-scans.
#include <stdexcept>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

TEST_P(StoreContract, KeepsSelfScansNewestFirst) {
  Scan first{at(10), PersonId{"anna"}, RoleId{"coordinator"}, {}};
  first.ticks[0] = true;
  first.ticks[9] = true;
  const Scan second{at(20), PersonId{"bram"}, RoleId{"director"}, {}};
  Scan third{at(20), PersonId{"anna"}, RoleId{"coordinator"}, {}};
  third.ticks.fill(true);
  EXPECT_TRUE(store->scans(10).empty());
  commit([&] { store->add_scan(first); });
  commit([&] {
    store->add_scan(second);
    store->add_scan(third);
  });
  EXPECT_EQ(store->scans(10), (std::vector{third, second, first}));
  EXPECT_EQ(store->scans(1), std::vector{third});
}

TEST_P(StoreContract, TakesNoSelfScanOutsideABatch) {
  EXPECT_THROW(store->add_scan({at(10), PersonId{"anna"}, RoleId{"coordinator"}, {}}), std::logic_error);
  EXPECT_TRUE(store->scans(10).empty());
}

}  // namespace meldmaat::contract
