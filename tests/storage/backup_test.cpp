// SPDX-License-Identifier: EUPL-1.2
// A backup is a whole database of one moment, made while turns go on; restoring gives exactly its rows, with the outbox
// uncertain and the epoch raised; nothing is ever overwritten unasked (plan M10, P16).
#include "storage/backup.hpp"

#include <sqlite3.h>

#include <fstream>
#include <set>

#include "tests/storage/store_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct BackupTest : StoreFixture {
  fs::path copy = folder / "copy.db";

  /// Every row of every table as text, without what a restore is meant to change.
  static std::multiset<std::string> rows(const fs::path& database) {
    std::multiset<std::string> found;
    Connection connection(database, "", Connection::Missing::refuse);
    for (const auto& [table, count] : count_rows(connection)) {
      const std::string sql = "SELECT * FROM " + table;
      Query query(connection, sql.c_str());
      while (query.next()) {
        std::string row = table;
        for (int column = 0; column < query.columns(); ++column) {
          row += '|' + (query.is_null(column) ? "NULL" : query.text(column));
        }
        found.insert(row);
      }
    }
    return found;
  }

  static void fill(Store& store, int first, int last) {
    commit(store, [&] {
      for (int i = first; i < last; ++i) {
        const ConversationKey key{"teams", "p" + std::to_string(i % 7)};
        store.hear(key, minute(i), line(std::string(2000, 'x') + std::to_string(i)));
        store.remember(key, EventId{std::to_string(i)}, minute(i), store.last_sequence(key));
      }
    });
  }
};

TEST_F(BackupTest, HoldsExactlyTheRowsOfTheStore) {
  {
    const auto store = open();
    write_some(*store);
    back_up(*store, copy);
  }
  EXPECT_EQ(rows(copy), rows(file));
  EXPECT_TRUE(verify(copy).findings.empty());
  EXPECT_FALSE(fs::exists(copy.string() + "-wal")) << "it stands by itself";
  EXPECT_FALSE(fs::exists(copy.string() + ".part"));
}

TEST_F(BackupTest, CarriesAlongWhatIsWrittenMeanwhile) {
  const auto store = open();
  fill(*store, 0, 400);
  Backup backup(*store, copy);
  int slices = 0;
  int written = 400;
  while (!backup.step()) {
    ++slices;
    fill(*store, written, written + 3);
    written += 3;
  }
  fill(*store, written, written + 5);  // after the last slice: not in the copy
  backup.finish();
  EXPECT_GT(slices, 1);
  Connection connection(copy, "", Connection::Missing::refuse);
  EXPECT_EQ(connection.ask_number("SELECT count(*) FROM seen"), written);
  EXPECT_EQ(connection.ask_number("SELECT count(*) FROM line"), written);
}

TEST_F(BackupTest, DoesNotCopyWhileABatchIsOpen) {
  const auto store = open();
  Backup backup(*store, copy);
  store->begin_batch();
  store->hear(anna, minute(1), line("x"));
  EXPECT_FALSE(backup.step());
  store->roll_back_batch();
  EXPECT_TRUE(backup.step());
  backup.finish();
}

TEST_F(BackupTest, AnUnfinishedCopyLeavesNothing) {
  const auto store = open();
  fill(*store, 0, 400);
  {
    Backup backup(*store, copy);
    EXPECT_FALSE(backup.step());
  }
  EXPECT_FALSE(fs::exists(copy));
  EXPECT_FALSE(fs::exists(copy.string() + ".part"));
}

TEST_F(BackupTest, OverwritesNothing) {
  const auto store = open();
  std::ofstream(copy) << "kostbaar";
  EXPECT_THROW(back_up(*store, copy), BackupRefused);
  EXPECT_THROW(back_up(*store, folder / "nowhere" / "copy.db"), BackupRefused);
  EXPECT_EQ(fs::file_size(copy), 8U);
}

TEST_F(BackupTest, ADamagedCopyGetsNoName) {
  const auto store = open();
  write_some(*store);
  {
    Backup backup(*store, copy);
    while (!backup.step()) {
    }
    sqlite3* direct = nullptr;
    ASSERT_EQ(sqlite3_open((copy.string() + ".part").c_str(), &direct), SQLITE_OK);
    sqlite3_exec(direct, "DELETE FROM seen", nullptr, nullptr, nullptr);
    sqlite3_close(direct);
    EXPECT_THROW(backup.finish(), BackupRefused);
  }
  {
    Backup backup(*store, copy);
    while (!backup.step()) {
    }
    sqlite3* direct = nullptr;
    ASSERT_EQ(sqlite3_open((copy.string() + ".part").c_str(), &direct), SQLITE_OK);
    sqlite3_exec(direct, "UPDATE blob SET content = x'00'", nullptr, nullptr, nullptr);
    sqlite3_close(direct);
    const auto said = refusal([&] { backup.finish(); });
    EXPECT_NE(said.find("does not open"), std::string::npos) << said;
  }
  EXPECT_FALSE(fs::exists(copy));
}

TEST_F(BackupTest, RestoringGivesTheRowsWithAnUncertainOutboxAndANewEpoch) {
  std::multiset<std::string> before;
  {
    const auto store = open();
    write_some(*store);
    auto first = store->waiting_deliveries(minute(9), 9).at(0);
    first.status = Delivery::Status::under_way;
    commit(*store, [&] { store->write_delivery(first); });
    back_up(*store, copy);
  }
  const fs::path restored = folder / "restored.db";
  restore(copy, restored, Existing::refuse);
  auto was = rows(copy);
  auto is = rows(restored);
  std::erase_if(was, [](const std::string& row) { return row.starts_with("delivery"); });
  std::erase_if(is,
                [](const std::string& row) { return row.starts_with("delivery") || row.starts_with("note|epoch"); });
  EXPECT_EQ(is, was);

  SqliteStore store({restored, {"web"}, "", 0});
  EXPECT_EQ(store.note("epoch"), "1");
  EXPECT_TRUE(store.waiting_deliveries(minute(99), 9).empty());
  EXPECT_EQ(store.connection().ask_number("SELECT count(*) FROM delivery WHERE status = 3"), 2);
  const fs::path again = folder / "again.db";
  back_up(store, folder / "copy2.db");
  restore(folder / "copy2.db", again, Existing::refuse);
  EXPECT_EQ(SqliteStore({again, {}, "", 0}).note("epoch"), "2");
}

TEST_F(BackupTest, RestoringRefusesToOverwriteUnlessAsked) {
  {
    const auto store = open();
    write_some(*store);
    back_up(*store, copy);
    EXPECT_THROW(restore(copy, file, Existing::set_aside), StoreBusy) << "it is in use";
    fill(*store, 0, 3);
  }
  EXPECT_THROW(restore(copy, file, Existing::refuse), BackupRefused);
  restore(copy, file, Existing::set_aside);
  EXPECT_TRUE(fs::exists(file.string() + ".replaced"));
  EXPECT_EQ(open()->transcript({"teams", "p0"}, 0, 9).size(), 0U);

  const fs::path elsewhere = folder / "elsewhere.db";
  std::ofstream(elsewhere.string() + "-wal") << "rest";
  EXPECT_THROW(restore(copy, elsewhere, Existing::refuse), BackupRefused) << "a WAL would be played into it";
  restore(copy, elsewhere, Existing::set_aside);
  EXPECT_FALSE(fs::exists(elsewhere.string() + "-wal"));
}

TEST_F(BackupTest, RestoringRefusesABackupThatIsNone) {
  std::ofstream(copy) << std::string(8192, 'x');
  const fs::path restored = folder / "restored.db";
  EXPECT_THROW(restore(copy, restored, Existing::refuse), BackupRefused);
  EXPECT_THROW(restore(folder / "nothing.db", restored, Existing::refuse), BackupRefused);
  EXPECT_FALSE(fs::exists(restored));
  EXPECT_FALSE(fs::exists(restored.string() + ".part"));
}

TEST_F(BackupTest, ACutOffBackupIsRefused) {
  {
    const auto store = open();
    fill(*store, 0, 100);
    back_up(*store, copy);
  }
  fs::resize_file(copy, fs::file_size(copy) / 2);
  EXPECT_THROW(restore(copy, folder / "restored.db", Existing::refuse), BackupRefused);
}

}  // namespace
}  // namespace meldmaat
