// SPDX-License-Identifier: EUPL-1.2
// What a store promises about the audit trail.
#include <stdexcept>
#include <string>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

namespace {
const AuditLine looked{at(1), PersonId{"bram"}, std::string(audits::desk), CaseNumber{}, ""};
const AuditLine changed{at(2), PersonId{}, std::string(audits::configuration), CaseNumber{}, "organisation.toml"};
}  // namespace

TEST_P(StoreContract, KeepsTheAuditTrailInTheOrderOfWriting) {
  EXPECT_TRUE(store->audit(0, 10).empty());
  commit([&] {
    store->add_audit(looked);
    store->add_audit(changed);
  });
  EXPECT_EQ(store->audit(0, 10), (std::vector{looked, changed}));
  EXPECT_EQ(store->audit(0, 1), std::vector{looked});
  EXPECT_EQ(store->audit(1, 10), std::vector{changed});
  EXPECT_TRUE(store->audit(2, 10).empty());
}

TEST_P(StoreContract, PutsTheHistoryOfACaseOnTheAuditTrail) {
  const auto own = a_case("2026-0001");
  commit([&] {
    store->write_case(own);
    store->add_entry(own.number, {at(3), PersonId{"bram"}, "opened", ""});
    store->add_audit({at(4), PersonId{"bram"}, std::string(audits::file), own.number, ""});
  });
  const AuditLine opened{at(3), PersonId{"bram"}, "opened", own.number, ""};
  const AuditLine fetched{at(4), PersonId{"bram"}, std::string(audits::file), own.number, ""};
  EXPECT_EQ(store->audit(0, 10), (std::vector{opened, fetched}));
}

TEST_P(StoreContract, MovesTheHeadOfTheTrailWithEveryLineThatStands) {
  EXPECT_EQ(store->audit_head(), (AuditHead{}));
  commit([&] { store->add_audit(looked); });
  const auto first = store->audit_head();
  EXPECT_EQ(first.lines, 1U);
  EXPECT_FALSE(first.link.empty());

  store->begin_batch();
  {
    const auto undone = store->open_part();
    store->add_audit(changed);
    EXPECT_EQ(store->audit_head().lines, 2U);
  }
  EXPECT_EQ(store->audit_head(), first);
  store->add_audit(changed);
  store->roll_back_batch();
  EXPECT_EQ(store->audit_head(), first);

  commit([&] { store->add_audit(changed); });
  EXPECT_EQ(store->audit_head().lines, 2U);
  EXPECT_NE(store->audit_head().link, first.link);
}

TEST_P(StoreContract, TakesNoAuditLineOutsideABatch) {
  EXPECT_THROW(store->add_audit(looked), std::logic_error);
  EXPECT_TRUE(store->audit(0, 10).empty());
}

}  // namespace meldmaat::contract
