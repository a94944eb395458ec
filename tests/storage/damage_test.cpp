// SPDX-License-Identifier: EUPL-1.2
// A file that is not what it should be is refused with its cause, and never taken for an empty memory (plan P15, fault
// F30). Each test spoils a database that holds rows and opens it again.
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "storage/verify.hpp"
#include "tests/storage/store_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct DamageTest : StoreFixture {
  DamageTest() {
    const auto store = open();
    write_some(*store);
  }

  void overwrite(std::uint64_t at, const std::string& bytes) const {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(at));
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] char byte_at(std::uint64_t at) const {
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(at));
    return static_cast<char>(stream.get());
  }
  void run_sql(const std::string& sql) const {
    sqlite3* direct = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &direct), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(direct, sql.c_str(), nullptr, nullptr, &error), SQLITE_OK) << (error ? error : "");
    sqlite3_free(error);
    sqlite3_close(direct);
  }
  [[nodiscard]] std::string why_refused() const {
    EXPECT_THROW(SqliteStore store(options()), StoreBroken);
    return refusal([&] { SqliteStore store(options()); });
  }
  void expect_found(const std::string& where, const std::string& what) const {
    const auto findings = verify(file).findings;
    const auto found = std::ranges::find_if(
        findings, [&](const Finding& one) { return one.where == where && one.what.find(what) != std::string::npos; });
    EXPECT_NE(found, findings.end()) << where << ": " << what;
  }
};

TEST_F(DamageTest, AnUntouchedFileHasNoFindings) {
  const auto verified = verify(file);
  EXPECT_TRUE(verified.findings.empty());
  EXPECT_EQ(verified.rows.at("line"), 3);
  EXPECT_EQ(verified.rows.at("task"), 1);
}

TEST_F(DamageTest, RefusesADamagedHeader) {
  overwrite(0, "Not SQLite");
  EXPECT_NE(why_refused().find("not a database"), std::string::npos);
  EXPECT_FALSE(verify(file).findings.empty());
}

TEST_F(DamageTest, RefusesAnEmptyFile) {
  fs::resize_file(file, 0);
  EXPECT_NE(why_refused().find("is empty"), std::string::npos);
  EXPECT_EQ(fs::file_size(file), 0U) << "nothing was made in its place";
}

TEST_F(DamageTest, RefusesAFileThatWasCutOff) {
  const auto size = fs::file_size(file);
  for (const auto left : {size - 4096, size / 2, std::uintmax_t{4096}, std::uintmax_t{512}, std::uintmax_t{50}}) {
    fs::resize_file(file, left);
    EXPECT_FALSE(why_refused().empty()) << left;
  }
}

TEST_F(DamageTest, RefusesADatabaseOfAnotherProgram) {
  run_sql("PRAGMA application_id = 7");
  EXPECT_NE(why_refused().find("another program"), std::string::npos);
  EXPECT_EQ(verify(file).findings.at(0).where, "file");
}

TEST_F(DamageTest, RefusesASchemaOfTheFuture) {
  run_sql("PRAGMA user_version = 99");
  const auto said = why_refused();
  EXPECT_NE(said.find("newer meldmaat"), std::string::npos);
  EXPECT_NE(said.find("99"), std::string::npos);
}

TEST_F(DamageTest, RefusesAMissingDatabaseWhoseWalIsThere) {
  fs::rename(file, file.string() + "-wal");
  EXPECT_NE(why_refused().find("-wal"), std::string::npos);
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(DamageTest, RefusesAFolderThatIsNotThere) {
  fs::remove_all(folder.path());
  EXPECT_FALSE(why_refused().empty());
}

TEST_F(DamageTest, RefusesAFolderInItsPlace) {
  fs::remove(file);
  fs::create_directory(file);
  EXPECT_FALSE(why_refused().empty());
}

TEST_F(DamageTest, RefusesRowsThatPointToNothing) {
  run_sql("PRAGMA foreign_keys = OFF; DELETE FROM case_file");
  EXPECT_NE(why_refused().find("points to nothing"), std::string::npos);
  expect_found("task", "points to nothing");
}

TEST_F(DamageTest, RefusesARowItCannotRead) {
  run_sql("UPDATE conversation SET state = x'01'");
  const auto store = open();
  EXPECT_THROW((void)store->state_of(anna), StoreBroken);
}

TEST_F(DamageTest, NeverTakesADamagedFileForAnEmptyOne) {
  std::mt19937 chance(1);
  const auto size = fs::file_size(file);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    const auto at = round < 100 ? static_cast<std::uint64_t>(round) : chance() % size;
    const char before = byte_at(at);
    overwrite(at, std::string(1, static_cast<char>(before ^ static_cast<char>(1U << (chance() % 8)))));
    try {
      const auto store = open();
      // What opens still has its rows: a bit in free space, or inside a text.
      EXPECT_EQ(store->connection().ask_number("SELECT count(*) FROM line"), 3) << at;
      EXPECT_EQ(store->connection().ask_number("SELECT count(*) FROM case_file"), 1) << at;
    } catch (const StoreBroken&) {
      ++refused;
    } catch (const KeyRefused&) {
      ++refused;  // the id of the key is what was changed
    }
    overwrite(at, std::string(1, before));
    fs::remove(file.string() + "-wal");
    fs::remove(file.string() + "-shm");
  }
  EXPECT_GT(refused, 20);
}

TEST_F(DamageTest, FindsRowsThatCannotBeRead) {
  run_sql("UPDATE conversation SET state = x'00'; UPDATE line SET message = x'01'; UPDATE task SET body = x''");
  expect_found("conversation", "does not open");
  expect_found("line", "does not open");
  expect_found("task", "does not open");
}

TEST_F(DamageTest, FindsRowsThatDifferFromTheirValue) {
  run_sql("UPDATE task SET due = 5; UPDATE case_file SET status = 2; UPDATE line SET slot = 'q9'");
  expect_found("task", "differ");
  expect_found("case_file", "differ");
  expect_found("line", "differ");
}

TEST_F(DamageTest, FindsGapsAndOrphans) {
  run_sql(
      "DROP TRIGGER entry_stays; UPDATE entry SET sequence = 2; "
      "DELETE FROM line WHERE place & 4294967295 = 1; UPDATE line SET revises = 9; "
      "UPDATE task SET status = 1; DELETE FROM reader; "
      "INSERT INTO line VALUES (99 << 32, 1, 0, 0, 0, '', x'01')");
  expect_found("entry", "gap");
  expect_found("line", "gap");
  expect_found("line", "is not there");
  expect_found("line", "not marked as replaced");
  expect_found("delivery", "no line");
  expect_found("task", "still rings");
  expect_found("reader", "nobody's list");
}

TEST_F(DamageTest, FindsAFileThatWasChanged) {
  run_sql("UPDATE blob SET content = x'616264'");
  expect_found("blob", "does not open");
}

TEST_F(DamageTest, SaysThatAnOlderSchemaMustFirstBeBroughtUp) {
  run_sql("PRAGMA user_version = 0");
  expect_found("schema", "older");
}

TEST_F(DamageTest, DoesNotVerifyWhatAProcessUses) {
  const auto store = open();
  EXPECT_THROW((void)verify(file), StoreBusy);
}

}  // namespace
}  // namespace meldmaat
