// SPDX-License-Identifier: EUPL-1.2
// What a store promises about the configuration that is in force.
#include <stdexcept>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

TEST_P(StoreContract, KeepsTheAcceptedFilesUntilOthersAre) {
  const ConfigurationFile first{"organisation.toml", "name = \"Zandrecht\"\n"};
  const ConfigurationFile second{"protocols/zandrecht.toml", ""};
  EXPECT_TRUE(store->accepted_files().empty());
  commit([&] { store->accept_files({second, first}); });
  EXPECT_EQ(store->accepted_files(), (std::vector{first, second})) << "in order of their names, empty ones too";
  commit([&] { store->accept_files({{"organisation.toml", "name = \"Kleindorp\"\n"}}); });
  EXPECT_EQ(store->accepted_files(), (std::vector<ConfigurationFile>{{"organisation.toml", "name = \"Kleindorp\"\n"}}));
}

TEST_P(StoreContract, AcceptsNothingOutsideABatch) {
  EXPECT_THROW(store->accept_files({{"organisation.toml", ""}}), std::logic_error);
  EXPECT_TRUE(store->accepted_files().empty());
}

}  // namespace meldmaat::contract
