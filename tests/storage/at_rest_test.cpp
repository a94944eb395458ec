// SPDX-License-Identifier: EUPL-1.2
// Whoever has the file has no word of what is in it (threat C13, V19): a row of every kind is written through the port,
// and no text, person or address of it lies in the bytes in any usual form. A value opens in its own place only, any
// changed byte is found, and whoever destroys the key of a case destroys the case.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <random>
#include <sstream>

#include "storage/backup.hpp"
#include "storage/sealed_columns.hpp"
#include "storage/verify.hpp"
#include "tests/storage/sealed_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct AtRest : SealedFixture {
  /// What does not open, for a connection on which somebody changed something.
  static std::size_t unopened(Connection& connection, Vault& vault) {
    std::size_t count = 0;
    find_unopened(connection, vault, [&](const std::string&, const std::string&) { ++count; });
    return count;
  }
  struct Cell {
    std::string table;
    std::string column;
    std::string any_value;  ///< SQL
  };
  static std::vector<Cell> every_cell() {
    std::vector<std::string> places{"key.wrapped"};
    for (const auto& column : sealed_columns()) places.emplace_back(column.place);
    std::vector<Cell> cells;
    for (const auto& place : places) {
      const auto table = place.substr(0, place.find('.'));
      const auto column = place.substr(place.find('.') + 1);
      std::ostringstream any_value;
      any_value << "SELECT " << column << " FROM " << table << " WHERE " << column
                << " IS NOT NULL ORDER BY random() LIMIT 1";
      cells.push_back({table, column, any_value.str()});
    }
    return cells;
  }
  /// So that values can be changed that the schema protects.
  static void drop_triggers(Connection& connection) {
    connection.execute(
        "DROP TRIGGER entry_stays; DROP TRIGGER entry_remains; DROP TRIGGER evidence_stays; DROP TRIGGER audit_stays");
  }
};

TEST_F(AtRest, EverythingCanBeReadBack) {
  fill();
  everything.expect_in(*open());
  EXPECT_TRUE(verify(file).findings.empty());
}

TEST_F(AtRest, TheCanariesAreFoundWhereTheyLie) {
  EXPECT_FALSE(canaries_in("x kanarie-les").empty());
  EXPECT_FALSE(canaries_in("aa6b616e617269652d6c6573").empty());
  EXPECT_FALSE(canaries_in("eHgga2FuYXJpZS1sZXM=").empty());
  EXPECT_FALSE(canaries_in(std::string_view("\0k\0a\0n\0a\0r\0i\0e\0-\0l", 18)).empty());
  fill_schema_9();
  EXPECT_FALSE(canaries_in_files(file).empty()) << "schema 9 held them";
}

TEST_F(AtRest, NoTextPersonOrAddressIsInTheFile) {
  const auto store = open();
  commit(*store, [&] { everything.write(*store); });
  EXPECT_GT(bytes_of(file.string() + "-wal").size(), 10'000U);
  EXPECT_EQ(canaries_in_files(file), std::vector<std::string>{}) << "while it is in use";
  commit(*store, [&] {
    store->blank_lines(everything.web, 1);
    store->rewrite_line(everything.room_key, 2, everything.heard);
    store->remove_blob(everything.unkept.id);
  });
  EXPECT_EQ(canaries_in_files(file), std::vector<std::string>{});
}

TEST_F(AtRest, NorAfterAKill) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto store = open();
    commit(*store, [&] { everything.write(*store); });
    store->begin_batch();
    store->hear(everything.web, minute(1), everything.heard);
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(canaries_in_files(file), std::vector<std::string>{});
  everything.expect_in(*open());
}

TEST_F(AtRest, NorInABackup) {
  fill();
  const fs::path copy = folder / "copy.db";
  back_up(*open(), copy);
  EXPECT_EQ(canaries_in_files(copy), std::vector<std::string>{});
  const fs::path restored = folder / "restored.db";
  restore(copy, restored, Existing::refuse);
  SqliteStore store({restored, {"web"}, "", 0});
  EXPECT_EQ(store.read_blob(everything.kept.id), everything.evidence);
}

TEST_F(AtRest, EveryChangedByteIsFound) {
  fill();
  const auto master = key();
  Connection connection(file, "", Connection::Missing::refuse);
  drop_triggers(connection);
  Vault vault(connection, master);
  ASSERT_EQ(unopened(connection, vault), 0U);
  const auto cells = every_cell();
  std::mt19937 chance(7);
  int found = 0;
  constexpr int flips = 2000;
  for (int flip = 0; flip < flips; ++flip) {
    const auto& cell = cells[chance() % cells.size()];
    connection.execute("BEGIN");
    const auto was = [&] {
      Query any(connection, cell.any_value.c_str());
      EXPECT_TRUE(any.next());
      return any.text(0);
    }();
    auto is = was;
    flip_bit(is, chance() % is.size(), chance() % 8);
    connection.execute("UPDATE " + cell.table + " SET " + cell.column + " = x'" + hexadecimal(is) + "' WHERE " +
                       cell.column + " = x'" + hexadecimal(was) + "'");
    if (unopened(connection, vault) > 0) ++found;
    connection.execute("ROLLBACK");
  }
  EXPECT_EQ(found, flips);
  EXPECT_EQ(unopened(connection, vault), 0U) << "and what was put back opens again";
}

TEST_F(AtRest, UntouchedCopiesHaveNoFindings) {
  fill();
  const fs::path copy = folder / "copy.db";
  for (int round = 0; round < 500; ++round) {
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    ASSERT_TRUE(verify(copy).findings.empty()) << round;
  }
}

TEST_F(AtRest, AValueOpensInItsOwnPlaceOnly) {
  fill();
  const auto expect_closed = [&](const std::string& moved) {
    const auto master = key();
    Connection connection(file, "", Connection::Missing::refuse);
    Vault vault(connection, master);
    connection.execute("BEGIN");
    drop_triggers(connection);
    connection.execute(moved);
    EXPECT_GT(unopened(connection, vault), 0U) << moved;
    connection.execute("ROLLBACK");
  };
  for (const auto* const moved :
       {"UPDATE line SET message = (SELECT message FROM line ORDER BY place DESC LIMIT 1) WHERE place = (2 << 32) + 1",
        "UPDATE line SET message = (SELECT message FROM line WHERE place = (2 << 32) + 1) WHERE place = (1 << 32) + 1",
        "UPDATE entry SET what = detail", "UPDATE blob SET name = media_type",
        "UPDATE blob SET content = (SELECT content FROM blob WHERE id = 'b2') WHERE id = 'b1'",
        "UPDATE conversation SET address = (SELECT address FROM conversation WHERE id = 1) WHERE id = 2",
        "UPDATE key SET wrapped = (SELECT wrapped FROM key WHERE owner = 'common') WHERE owner = 'index'",
        "UPDATE lesson SET text = person", "UPDATE task SET round = 2"}) {
    expect_closed(moved);
  }
}

TEST_F(AtRest, WhoReadsAMovedValueHearsOnlyWhereItLay) {
  fill();
  {
    Connection connection(file, "", Connection::Missing::refuse);
    connection.execute("UPDATE lesson SET text = person");
  }
  const auto said = refusal([&] { static_cast<void>(open()->lessons(9)); });
  EXPECT_EQ(said, "a value does not open: lesson.text, row 1");
}

TEST_F(AtRest, WithItsKeyACaseAndItsEvidenceAreGone) {
  fill();
  {
    Connection connection(file, "", Connection::Missing::refuse);
    connection.execute("DELETE FROM key WHERE owner = 'case 2026-0001'");
  }
  const auto store = open();
  const CaseNumber number{"2026-0001"};
  EXPECT_THROW(static_cast<void>(store->read_case(number)), StoreBroken);
  EXPECT_THROW(static_cast<void>(store->entries(number)), StoreBroken);
  EXPECT_THROW(static_cast<void>(store->bans()), StoreBroken);
  EXPECT_THROW(static_cast<void>(store->read_blob(everything.kept.id)), StoreBroken) << "its key was handed over";
  EXPECT_EQ(store->read_blob(everything.unkept.id), everything.draft) << "of a draft, and no evidence";
  EXPECT_EQ(store->state_of(everything.web), everything.state);
}

TEST_F(AtRest, OfARemovedCaseNotEvenTheSealedBytesAreLeft) {
  fill();
  const CaseNumber number{"2026-0001"};
  std::vector<std::string> sealed;
  {
    Connection connection(file, "", Connection::Missing::refuse);
    for (const char* const sql : {"SELECT wrapped FROM key WHERE owner LIKE 'case %' OR under LIKE 'case %'",
                                  "SELECT body FROM case_file", "SELECT body FROM task", "SELECT body FROM ban",
                                  "SELECT what FROM entry", "SELECT content FROM blob WHERE kept = 1"}) {
      Query rows(connection, sql);
      while (rows.next()) sealed.push_back(rows.text(0));
    }
  }
  ASSERT_EQ(sealed.size(), 7U);
  const auto left = [&] {
    const auto bytes = bytes_of(file) + bytes_of(file.string() + "-wal");
    return std::ranges::count_if(sealed, [&](const std::string& one) { return bytes.find(one) != std::string::npos; });
  };
  ASSERT_EQ(left(), 7);
  {
    const auto store = open();
    commit(*store, [&] { store->remove_case(number); });
    store->tidy();
    EXPECT_EQ(left(), 0) << "while it is open";
    EXPECT_FALSE(store->read_case(number));
    EXPECT_FALSE(store->read_blob(everything.kept.id));
    EXPECT_EQ(store->read_blob(everything.unkept.id), everything.draft);
  }
  EXPECT_EQ(left(), 0);
  const auto unsaid = verify(file);
  ASSERT_EQ(unsaid.findings.size(), 1U);
  EXPECT_EQ(unsaid.findings.front().what, "2026-0001: the case is gone, and nothing says that it was removed");
  {
    const auto store = open();
    commit(*store, [&] { store->add_audit({minute(9), {}, std::string(audits::case_removed), {}, number.str()}); });
  }
  EXPECT_TRUE(verify(file).findings.empty());
}

TEST_F(AtRest, AKeyOfWhatWasUndoneIsNotUsedAgain) {
  auto store = open();
  store->begin_batch();
  {
    const auto part = store->open_part();
    store->hear(everything.web, minute(1), everything.heard);
  }  // undone, and the number of the conversation is free again
  store->hear(everything.room_key, minute(1), everything.heard);
  store->commit_batch();
  store->begin_batch();
  store->hear(anna, minute(1), everything.heard);
  store->roll_back_batch();
  commit(*store, [&] { store->hear(anna_by_chat, minute(1), everything.said); });
  store.reset();
  store = open();
  EXPECT_EQ(store->transcript(everything.room_key, 0, 9).at(0).message, everything.heard);
  EXPECT_EQ(store->transcript(anna_by_chat, 0, 9).at(0).message, everything.said);
}

}  // namespace
}  // namespace meldmaat
