// SPDX-License-Identifier: EUPL-1.2
// The store on SQLite beyond the contract: what is on disk after a restart or a kill, one process at a time, the
// settings of plan M1, and rules that the schema itself keeps.
#include "storage/sqlite_store.hpp"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "tests/storage/store_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct SqliteStoreTest : StoreFixture {
  /// Runs `work` in a child process, which then kills itself.
  template <class Work>
  void in_killed_process(Work work) {
    const pid_t child = ::fork();
    if (child == 0) {
      work();
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
  }
};

TEST_F(SqliteStoreTest, RemembersEverythingAfterARestart) {
  {
    const auto store = open();
    write_some(*store);
  }
  const auto store = open();
  EXPECT_EQ(store->transcript(anna, 0, 9).at(0).message.text, "hallo");
  EXPECT_EQ(store->state_of(anna).value().turn, 2U);
  EXPECT_EQ(store->seen(anna, EventId{"e1"}), 1U);
  EXPECT_EQ(store->waiting_deliveries(minute(9), 9).size(), 1U);
  EXPECT_EQ(store->read_case(CaseNumber{"2026-0001"}).value().tasks.size(), 1U);
  EXPECT_EQ(store->entries(CaseNumber{"2026-0001"}).size(), 1U);
  EXPECT_EQ(store->read_blob(BlobId{"b"}), "abc");
  EXPECT_EQ(store->next_alarm(), minute(60));
}

TEST_F(SqliteStoreTest, AKilledProcessLosesWhatWasNotCommittedWholeAndNothingElse) {
  in_killed_process([&] {
    const auto store = open();
    write_some(*store);
    store->begin_batch();
    const auto part = store->open_part();
    store->hear(anna, minute(3), line("nog niet vast"));
    store->remember(anna, EventId{"e2"}, minute(3), 2);
    part->keep();
    ::kill(::getpid(), SIGKILL);
  });
  const auto store = open();
  EXPECT_EQ(store->last_sequence(anna), 1U);
  EXPECT_FALSE(store->seen(anna, EventId{"e2"}));
  EXPECT_EQ(store->seen(anna, EventId{"e1"}), 1U);
}

TEST_F(SqliteStoreTest, AProcessKilledRightAfterTheCommitLosesNothing) {
  in_killed_process([&] {
    const auto store = open();
    write_some(*store);
    ::kill(::getpid(), SIGKILL);
  });
  EXPECT_EQ(open()->seen(anna, EventId{"e1"}), 1U);
}

TEST_F(SqliteStoreTest, RefusesASecondProcess) {
  const auto store = open();
  const auto said = refusal([&] { SqliteStore second(options()); });
  EXPECT_NE(said.find("in use by another process"), std::string::npos) << said;
  EXPECT_THROW(SqliteStore second(options()), StoreBusy);
}

TEST_F(SqliteStoreTest, HoldsTheSettingsOfPlanM1) {
  const auto store = open();
  auto& connection = store->connection();
  EXPECT_EQ(connection.ask_number("PRAGMA synchronous"), 2);
  EXPECT_EQ(connection.ask_number("PRAGMA secure_delete"), 1);
  EXPECT_EQ(connection.ask_number("PRAGMA temp_store"), 2);
  EXPECT_EQ(connection.ask_number("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(connection.ask_number("PRAGMA trusted_schema"), 0);
  EXPECT_EQ(connection.ask_number("PRAGMA cell_size_check"), 1);
  EXPECT_EQ(connection.ask_number("PRAGMA mmap_size"), 0);
  EXPECT_EQ(connection.ask_number("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
  int defensive = 0;
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  EXPECT_EQ(defensive, 1);
  EXPECT_THROW(connection.execute("PRAGMA writable_schema = 1; DELETE FROM sqlite_schema"), StoreBroken);
}

TEST_F(SqliteStoreTest, StopsWhenAnotherProgramWroteToTheFile) {
  const auto store = open();
  write_some(*store);
  sqlite3* intruder = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &intruder), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(intruder, "DELETE FROM seen", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(intruder);
  EXPECT_THROW(store->begin_batch(), StoreBroken);
  EXPECT_EQ(store->health(), Health::broken);
  EXPECT_THROW((void)store->state_of(anna), StoreBroken);
  EXPECT_EQ(store->probe(), Health::broken);
}

TEST_F(SqliteStoreTest, AsksToTryAgainWhileAnotherProgramHoldsTheFile) {
  const auto store = open();
  sqlite3* intruder = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &intruder), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(intruder, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_THROW(store->begin_batch(), StoreBusy);
  EXPECT_EQ(store->health(), Health::healthy);
  EXPECT_EQ(store->last_sequence(anna), 0U) << "reading goes on";
  sqlite3_exec(intruder, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(intruder);
  write_some(*store);
  EXPECT_EQ(store->last_sequence(anna), 1U);
}

TEST_F(SqliteStoreTest, TheSchemaItselfRefusesToChangeHistoryAndEvidence) {
  const auto store = open();
  write_some(*store);
  auto& connection = store->connection();
  EXPECT_THROW(connection.execute("UPDATE entry SET what = 'x'"), std::logic_error);
  EXPECT_THROW(connection.execute("DELETE FROM entry"), std::logic_error);
  commit(*store, [&] {
    auto the_case = store->read_case(CaseNumber{"2026-0001"}).value().the_case;
    the_case.evidence = {{BlobId{"b"}, "a.pdf", "application/pdf", 3, ""}};
    store->write_case(the_case);
  });
  EXPECT_THROW(connection.execute("DELETE FROM blob"), std::logic_error);
  EXPECT_THROW(connection.execute("UPDATE blob SET content = x'00'"), std::logic_error);
}

TEST_F(SqliteStoreTest, CopiesALongWalIntoTheDatabase) {
  const auto store = open();
  const std::string big(4000, 'x');
  for (int i = 0; i < Connection::checkpoint_pages + 50; ++i) {
    commit(*store, [&] { store->hear(anna, minute(i), line(big)); });
    store->tidy();
  }
  const auto wal = fs::file_size(file.string() + "-wal");
  EXPECT_LT(wal, std::uint64_t{4200} * (Connection::checkpoint_pages + 10));
  EXPECT_GT(fs::file_size(file), std::uint64_t{1'000'000});
}

TEST_F(SqliteStoreTest, SetsSpaceAsideAndKeepsIt) {
  auto chosen = options();
  chosen.reserve_bytes = 1U << 20U;
  const SqliteStore store(chosen);
  EXPECT_EQ(fs::file_size(file.string() + ".reserve"), 1U << 20U);
}

TEST_F(SqliteStoreTest, AFileTooBigForSqliteIsAFaultOfThatPartAlone) {
  const auto store = open();
  sqlite3_limit(store->connection().handle(), SQLITE_LIMIT_LENGTH, 10'000);
  store->begin_batch();
  store->hear(anna, minute(1), line("blijft"));
  {
    const auto part = store->open_part();
    EXPECT_ANY_THROW(store->write_blob({BlobId{"b"}, "", "", 0, ""}, std::string(20'000, 'x'), {}, minute(1)));
  }
  store->commit_batch();
  EXPECT_EQ(store->last_sequence(anna), 1U);
}

}  // namespace
}  // namespace meldmaat
