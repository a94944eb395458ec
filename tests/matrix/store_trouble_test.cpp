// SPDX-License-Identifier: EUPL-1.2
// Checks a database that takes no writing: the homeserver hears that it must come again, nothing of a transaction is
// half stored, and what was refused is heard once when the disk is well again, whether it is pushed again or found by a
// sync (testcases T5; plan F2). How: the disk fails at each write that a transaction needs, one after the other.
#include <sqlite3.h>

#include "tests/fakes/fault_vfs.hpp"
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

using fakes::Fault;

class MatrixStoreTrouble : public MatrixTest {
 protected:
  void SetUp() override {
    town = std::make_unique<MatrixTown>(folder, homeserver, friday, disk.name());
    room = greeted(noor);
    ASSERT_TRUE(town->sync());
  }
  void TearDown() override { town.reset(); }

  /// No write works from this one on, counted from now.
  void fill(std::uint64_t at) {
    disk.arm({.operation = Fault::Operation::write, .at = at, .code = SQLITE_FULL, .forever = true});
  }
  void mend() {
    disk.disarm();
    town->probe_store();
  }
  /// What is on disk about her, as far as anything a transaction writes.
  auto stored() {
    return town->look([&](Store& store) {
      return std::tuple(store.state_of(noor.key()), store.transcript(noor.key(), 0, 100'000).size(),
                        store.open_deliveries());
    });
  }

  fakes::FaultVfs disk;
  std::string room;
};

TEST_F(MatrixStoreTrouble, WhatIsNotStoredIsNotTakenAndTheNextTimeItIs) {  // T5
  const std::vector<nlohmann::json> events{homeserver.text(room, noor.user(), "ik wil iets melden"),
                                           homeserver.text(room, noor.user(), "nee")};
  const auto before = stored();
  std::uint64_t write = 1;
  for (int status = 0; status != 200; ++write) {
    ASSERT_LT(write, 1000U);
    fill(write);
    status = town->push(events, "1").status;
    const bool failed = disk.failures() > 0;
    mend();
    if (status == 200) break;
    ASSERT_EQ(status, 503) << write;
    ASSERT_TRUE(failed);
    ASSERT_EQ(stored(), before) << "half of it stands there, at write " << write;
  }
  EXPECT_GT(write, 3U) << "it did fail";
  EXPECT_EQ(heard(noor), (std::vector<std::string>{"ik wil iets melden", "nee"}));
  EXPECT_EQ(town->push(events, "1").status, 200);
  EXPECT_EQ(heard(noor).size(), 2U);
  EXPECT_TRUE(town->shows(room, "gewond"));
}

TEST_F(MatrixStoreTrouble, ASyncThatIsNotStoredBringsItAgain) {  // T5, R3
  homeserver.text(room, noor.user(), "ik wil iets melden");
  static_cast<void>(homeserver.take_news());
  const auto before = stored();
  const auto token = [&] { return town->look([](Store& store) { return store.note("matrix_sync_token"); }); };
  const auto known = token();
  fill(1);
  ASSERT_TRUE(town->try_to_sync());
  ASSERT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "0"; }));
  mend();
  EXPECT_EQ(stored(), before);
  EXPECT_EQ(token(), known) << "else it is never asked for again";
  ASSERT_TRUE(town->sync());
  EXPECT_EQ(heard(noor), std::vector<std::string>{"ik wil iets melden"});
  EXPECT_TRUE(town->until([&] { return town->figure("meldmaat_matrix_ready") == "1"; }));
}

}  // namespace
}  // namespace meldmaat
