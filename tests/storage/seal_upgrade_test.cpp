// SPDX-License-Identifier: EUPL-1.2
// A database of before, with a row of every kind in plain text, is sealed by the first start: it reads back equal, and
// nothing of the plain text stays in the file. Broken off at any write, by a disk that fails from there on, it is as it
// was or sealed, and the next start finishes.
#include <sqlite3.h>

#include "storage/backup.hpp"
#include "storage/verify.hpp"
#include "tests/fakes/fault_vfs.hpp"
#include "tests/storage/sealed_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct SealUpgrade : SealedFixture {
  SealUpgrade() { fill_schema_9(); }

  [[nodiscard]] std::string wrapped_by(const std::string& owner) const {
    Connection connection(file, "", Connection::Missing::refuse);
    Query query(connection, "SELECT under FROM key WHERE owner = ?", owner);
    return query.next() ? query.text(0) : "";
  }
};

TEST_F(SealUpgrade, ReadsBackEqualAndLeavesNoPlainText) {
  {
    const auto store = open();
    EXPECT_EQ(canaries_in_files(file), std::vector<std::string>{}) << "while it runs";
    everything.expect_in(*store);
  }
  EXPECT_EQ(canaries_in_files(file), std::vector<std::string>{});
  EXPECT_TRUE(verify(file).findings.empty());
  EXPECT_EQ(wrapped_by("blob b1"), "case 2026-0001") << "evidence goes with its case";
  EXPECT_EQ(wrapped_by("blob b2"), key().id());
}

TEST_F(SealUpgrade, GoesOnAsBefore) {
  const auto store = open();
  commit(*store, [&] {
    store->hear(everything.web, minute(3), everything.heard);
    EXPECT_EQ(store->say(everything.room_key, minute(3), everything.said, true), 3U) << "in the place of before";
    store->write_case(everything.the_case);
    store->add_entry(CaseNumber{"2026-0001"}, everything.entry);
  });
  EXPECT_EQ(store->last_sequence(everything.web), 2U);
  EXPECT_TRUE(store->transcript(everything.room_key, 0, 9).at(1).replaced);
  EXPECT_EQ(store->entries(CaseNumber{"2026-0001"}).size(), 2U);
  EXPECT_THROW(store->connection().execute("DELETE FROM entry"), std::logic_error) << "the schema still guards it";
  EXPECT_THROW(store->connection().execute("UPDATE blob SET content = x'00'"), std::logic_error);
  EXPECT_FALSE(store->note("plain_text_left"));
}

TEST_F(SealUpgrade, ABackupOfBeforeIsSealedWhenItIsRestored) {
  const fs::path restored = folder / "restored.db";
  restore(file, restored, Existing::refuse);
  EXPECT_EQ(canaries_in_files(restored), std::vector<std::string>{});
  SqliteStore store({restored, {"web"}, "", 0});
  EXPECT_EQ(store.read_case(CaseNumber{"2026-0001"}).value().the_case, everything.the_case);
}

TEST_F(SealUpgrade, BrokenOffAnywhereTheNextStartFinishes) {
  {
    Connection connection(file, "", Connection::Missing::refuse);  // into one file
    EXPECT_EQ(connection.ask_number("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
  }
  const fs::path untouched = folder / "untouched.db";
  fs::copy_file(file, untouched);
  fakes::FaultVfs disk;
  int broken_off = 0;
  for (std::uint64_t at = 1; !HasFailure(); at += 5) {
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
    fs::copy_file(untouched, file);
    disk.arm({fakes::Fault::Operation::write, at, SQLITE_IOERR_WRITE, true});
    auto on_bad_disk = options();
    on_bad_disk.vfs = disk.name();
    const auto said = refusal([&] { SqliteStore store(on_bad_disk); });
    disk.disarm();
    everything.expect_in(*open());
    EXPECT_EQ(canaries_in_files(file), std::vector<std::string>{}) << at;
    if (said.empty()) break;
    ++broken_off;
  }
  EXPECT_GT(broken_off, 10);
}

}  // namespace
}  // namespace meldmaat
