// SPDX-License-Identifier: EUPL-1.2
// Steps of the schema: all or none, whatever happens half-way (plan P17, fault F32). A migration is broken off at every
// write, by a disk that fails from there on; what is left on disk is then opened as after a kill.
#include "storage/migrate.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "storage/verify.hpp"
#include "tests/fakes/fault_vfs.hpp"
#include "tests/storage/store_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct MigrateTest : StoreFixture {
  /// The shipped steps and two that follow.
  std::vector<const char*> later_steps = [] {
    auto steps = schema_steps();
    steps.push_back("CREATE TABLE later (id INTEGER PRIMARY KEY, text TEXT) STRICT; INSERT INTO later VALUES (1, 'x')");
    steps.push_back("ALTER TABLE note ADD COLUMN more TEXT; UPDATE line SET at = at + 1");
    return steps;
  }();
  std::int64_t present = static_cast<std::int64_t>(schema_steps().size());
};

TEST_F(MigrateTest, ANewDatabaseHasTheNewestSchemaAndOurName) {
  create_sealed_when_missing(file, key(), "");
  Connection connection(file, "", Connection::Missing::refuse);
  EXPECT_EQ(identify(connection), present);
  EXPECT_EQ(connection.ask_number("PRAGMA application_id"), application_id);
  EXPECT_FALSE(fs::exists(file.string() + ".new"));
}

TEST_F(MigrateTest, TakesTheStepsThatAreStillToComeOnce) {
  create_sealed_when_missing(file, key(), "");
  Connection connection(file, "", Connection::Missing::refuse);
  take_steps(connection, later_steps);
  EXPECT_EQ(identify(connection, later_steps), present + 2);
  take_steps(connection, later_steps);
  EXPECT_EQ(connection.ask_number("SELECT count(*) FROM later"), 1);
  EXPECT_THROW(identify(connection), StoreBroken) << "the program of before does not touch it";
}

TEST_F(MigrateTest, AStepThatFailsLeavesTheSchemaOfBefore) {
  create_sealed_when_missing(file, key(), "");
  Connection connection(file, "", Connection::Missing::refuse);
  later_steps.back() = "CREATE TABLE half (id); CREATE TABLE line (id)";
  EXPECT_THROW(take_steps(connection, later_steps), StoreBroken);
  Connection again(file, "", Connection::Missing::refuse);
  EXPECT_EQ(identify(again), present);
  EXPECT_EQ(again.ask_number("SELECT count(*) FROM sqlite_schema WHERE name IN ('later', 'half')"), 0);
}

TEST_F(MigrateTest, AFileThatWaitsInADatabaseOfBeforeIsStillFetched) {  // 0004
  {
    Connection before(file, "", Connection::Missing::create);
    const auto steps = schema_steps();
    take_steps(before, {steps.begin(), steps.begin() + 3});
    before.execute("PRAGMA application_id = " + std::to_string(application_id) +
                   "; INSERT INTO conversation (id, channel, address) VALUES (1, 'teams', 'a-1'); INSERT INTO errand "
                   "(conversation, event, details, created, not_before, attempts) VALUES (1, 'file:1', '{}', 5, 7, 2)");
  }
  Connection connection(file, "", Connection::Missing::refuse);
  take_steps(connection, schema_steps());
  EXPECT_EQ(connection.ask_number("SELECT not_before * 10 + attempts FROM errand"), 72);
}

TEST_F(MigrateTest, ADatabaseOfBeforeHasNoVisitsAndTakesThem) {  // 0009
  {
    Connection before(file, "", Connection::Missing::create);
    const auto steps = schema_steps();
    take_steps(before, {steps.begin(), steps.begin() + 8});
    before.execute("PRAGMA application_id = " + std::to_string(application_id));
  }
  const auto store = open();
  EXPECT_TRUE(store->visits().empty());
  Visit visit;
  visit.place = "Dorpsstraat 1";
  visit.next = minute(5);
  commit(*store, [&] { visit.id = store->add_visit(visit); });
  EXPECT_EQ(store->visits(), std::vector{visit});
}

TEST_F(MigrateTest, ADatabaseIsNeverHalfMade) {
  fakes::FaultVfs disk;
  int broken_off = 0;
  for (std::uint64_t at = 1;; ++at) {
    disk.arm({fakes::Fault::Operation::write, at, SQLITE_IOERR_WRITE, true});
    const auto said = refusal([&] { create_sealed_when_missing(file, key(), disk.name()); });
    if (said.empty()) break;
    ++broken_off;
    EXPECT_FALSE(fs::exists(file)) << at;
    disk.disarm();
    create_sealed_when_missing(file, key(), "");
    EXPECT_TRUE(verify(file).findings.empty()) << at;
    fs::remove(file);
  }
  EXPECT_GT(broken_off, 20);
}

TEST_F(MigrateTest, ADatabaseIsNeverHalfMigrated) {
  {
    const auto store = open();
    write_some(*store);
  }
  const fs::path untouched = folder / "untouched.db";
  fs::copy_file(file, untouched);
  fakes::FaultVfs disk;
  int broken_off = 0;
  for (const int code : {SQLITE_IOERR_WRITE, SQLITE_FULL}) {
    for (std::uint64_t at = 1;; ++at) {
      for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
      fs::copy_file(untouched, file);
      disk.arm({fakes::Fault::Operation::write, at, code, true});
      const auto said = refusal([&] {
        Connection connection(file, disk.name(), Connection::Missing::refuse);
        connection.apply_settings();
        take_steps(connection, later_steps);
      });
      disk.disarm();
      Connection connection(file, "", Connection::Missing::refuse);
      const auto version = identify(connection, later_steps);
      EXPECT_TRUE(version == present || version == present + 2) << at;
      EXPECT_EQ(connection.ask_number("SELECT count(*) FROM sqlite_schema WHERE name = 'later'"), version > present);
      EXPECT_EQ(connection.ask_number("SELECT count(*) FROM line"), 3) << at;
      check_integrity(connection);
      if (said.empty()) break;
      ++broken_off;
    }
  }
  EXPECT_GT(broken_off, 10);
}

}  // namespace
}  // namespace meldmaat
