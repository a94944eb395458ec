// SPDX-License-Identifier: EUPL-1.2
// The postbox keeps what was acknowledged, shows it when its slot has come, and tells by nothing when or in which order
// it came (threat model §6.5). How: the real file, opened again after each step, and its bytes.
#include "storage/sqlite_postbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>

#include "bot/store.hpp"
#include "storage/migrate.hpp"
#include "storage/postbox_backup.hpp"
#include "tests/fakes/fault_vfs.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Moment now{std::chrono::hours{500'000}};
const Slot earlier{now - std::chrono::hours{5}, "2027-W02"};
const Slot later{now + std::chrono::hours{5}, "2027-W03"};

std::string id_of(int number, std::size_t size) {
  std::mt19937 generator(static_cast<unsigned>(number));
  std::string text;
  while (text.size() < size) text += "0123456789abcdef"[generator() % 16];
  return text;
}

Inbox inbox(int number) {
  return {InboxId{id_of(number, 64)}, id_of(number + 1000, 64), "key", "wrapped"};
}

Envelope envelope(int number, const std::string& to = "kim", Envelope::From from = Envelope::From::reporter) {
  return {EnvelopeId{id_of(number + 5000, 32)}, from, "body " + std::to_string(number), {{KeyId{to}, "sealed"}}, {}};
}

struct SqlitePostboxTest : testing::Test {
  fakes::TemporaryFolder folder;
  std::filesystem::path file = folder / "postbox.db";

  [[nodiscard]] std::unique_ptr<SqlitePostbox> open() const {
    return std::make_unique<SqlitePostbox>(SqlitePostboxOptions{file, {}});
  }
  [[nodiscard]] std::string bytes() const {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  static void two_counsellors(Postbox& box) {
    box.write_recipient({KeyId{"kim"}, PersonId{"kim"}, "public", "locked", true});
    box.write_recipient({KeyId{"mus"}, PersonId{"mus"}, "public", "locked", true});
  }
};

TEST_F(SqlitePostboxTest, KeepsWhatWasHandedIn) {
  {
    const auto box = open();
    EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
    EXPECT_EQ(box->add(inbox(1).id, envelope(2), earlier), Handed::kept);
  }
  const auto box = open();
  EXPECT_EQ(box->inbox(inbox(1).id), inbox(1));
  EXPECT_EQ(box->sent(inbox(1).id), 2U);
  EXPECT_EQ(box->inbox(inbox(2).id), std::nullopt);
}

TEST_F(SqlitePostboxTest, TakesTheSameOnce) {
  const auto box = open();
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), later), Handed::kept);
  EXPECT_EQ(box->sent(inbox(1).id), 1U);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(3), earlier), Handed::mismatch) << "a message is no first report";
  auto other = envelope(1);
  other.body = "another body";
  EXPECT_EQ(box->add(inbox(1).id, other, earlier), Handed::mismatch);
  auto taken = inbox(1);
  taken.token_hash = "of another code";
  EXPECT_EQ(box->open_inbox(taken, envelope(3), earlier), Handed::mismatch);
  EXPECT_EQ(box->add(inbox(7).id, envelope(4), earlier), Handed::unknown);
  EXPECT_EQ(box->sent(inbox(1).id), 1U);
}

TEST_F(SqlitePostboxTest, ShowsNothingBeforeItsSlot) {
  const auto box = open();
  two_counsellors(*box);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), later), Handed::kept);
  EXPECT_THAT(box->inboxes_for(PersonId{"kim"}, now), IsEmpty());
  const auto seen = box->inboxes_for(PersonId{"kim"}, later.at);
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_EQ(seen.front().envelopes.front().week, "2027-W03");
  EXPECT_EQ(box->add(inbox(1).id, envelope(2, "inbox", Envelope::From::counsellor), later), Handed::kept);
  EXPECT_THAT(box->replies(inbox(1).id, now), IsEmpty());
  EXPECT_THAT(box->replies(inbox(1).id, later.at), SizeIs(1));
}

TEST_F(SqlitePostboxTest, ShowsCounsellorsTheirAnswersAtOnce) {
  const auto box = open();
  two_counsellors(*box);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
  EXPECT_EQ(box->add(inbox(1).id, envelope(2, "mus", Envelope::From::counsellor), later), Handed::kept);
  EXPECT_EQ(box->add(inbox(1).id, envelope(3), later), Handed::kept);
  ASSERT_THAT(box->inboxes_for(PersonId{"kim"}, now), SizeIs(1));
  const auto seen = box->inboxes_for(PersonId{"kim"}, now).front().envelopes;
  ASSERT_THAT(seen, SizeIs(2)) << "not what the reporter added";
  EXPECT_EQ(seen.back().from, Envelope::From::counsellor);
  EXPECT_EQ(seen.back().week, "") << "the reporter cannot read it yet";
}

TEST_F(SqlitePostboxTest, ShowsACounsellorWhatTheyWereChosenFor) {
  const auto box = open();
  two_counsellors(*box);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1, "kim"), earlier), Handed::kept);
  EXPECT_THAT(box->inboxes_for(PersonId{"kim"}, now), SizeIs(1));
  EXPECT_THAT(box->inboxes_for(PersonId{"mus"}, now), IsEmpty());
  EXPECT_THAT(box->chosen(inbox(1).id), ElementsAre(PersonId{"kim"}));
  // A new key of the same person: what was sealed for the old one is still theirs to see.
  box->write_recipient({KeyId{"kim2"}, PersonId{"kim"}, "public", "locked", true});
  EXPECT_THAT(box->inboxes_for(PersonId{"kim"}, now), SizeIs(1));
  EXPECT_EQ(box->add_key(inbox(1).id, envelope(1).id, {KeyId{"kim2"}, "sealed again"}), Handed::kept);
  EXPECT_EQ(box->add_key(inbox(2).id, envelope(1).id, {KeyId{"kim2"}, "sealed"}), Handed::unknown);
  EXPECT_THAT(box->inboxes_for(PersonId{"kim"}, now).front().envelopes.front().keys, SizeIs(2));
}

TEST_F(SqlitePostboxTest, HasOneKeyAPersonAtATime) {
  const auto box = open();
  two_counsellors(*box);
  box->write_recipient({KeyId{"kim2"}, PersonId{"kim"}, "public", "locked", true});
  box->write_recipient({KeyId{"paper"}, PersonId{}, "public", "", true});
  std::vector<std::string> current;
  for (const auto& one : box->recipients()) {
    if (one.current) current.push_back(one.id.str());
  }
  EXPECT_THAT(current, ElementsAre("kim2", "mus", "paper"));
  EXPECT_THAT(box->recipients(), SizeIs(4));
}

TEST_F(SqlitePostboxTest, ClosesAndForgetsTheWayIn) {
  const auto box = open();
  two_counsellors(*box);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
  box->close(inbox(1).id);
  EXPECT_EQ(box->inbox(inbox(1).id), std::nullopt);
  EXPECT_EQ(box->add(inbox(1).id, envelope(2), earlier), Handed::unknown);
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(3), earlier), Handed::unknown) << "a closed code stays closed";
  ASSERT_THAT(box->inboxes_for(PersonId{"kim"}, now), SizeIs(1)) << "the report stays";
  EXPECT_EQ(box->inboxes_for(PersonId{"kim"}, now).front().public_key, "");
  EXPECT_EQ(bytes().find(inbox(1).token_hash), std::string::npos) << "nothing of it is left in the file";
}

TEST_F(SqlitePostboxTest, ClosesWhatNobodyWroteInForLong) {
  const auto box = open();
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), {now, "2026-W20"}), Handed::kept);
  EXPECT_EQ(box->open_inbox(inbox(2), envelope(2), {now, "2026-W20"}), Handed::kept);
  EXPECT_EQ(box->add(inbox(2).id, envelope(3), {now, "2026-W40"}), Handed::kept);
  box->keep(now, "");
  EXPECT_TRUE(box->inbox(inbox(1).id)) << "a clock that is not trusted ends nothing";
  box->keep(later.at, "2026-W21");
  EXPECT_FALSE(box->inbox(inbox(1).id));
  EXPECT_TRUE(box->inbox(inbox(2).id));
}

TEST_F(SqlitePostboxTest, RefusesOneMoreThanItHolds) {
  const auto box = open();
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(0), earlier), Handed::kept);
  for (int number = 1; number < static_cast<int>(Postbox::most_envelopes_per_inbox); ++number) {
    ASSERT_EQ(box->add(inbox(1).id, envelope(number), earlier), Handed::kept);
  }
  EXPECT_EQ(box->add(inbox(1).id, envelope(9999), earlier), Handed::full);
}

// Also of what came since the last slot: whoever hands in reports of their own would see between which of them another
// one came.
TEST_F(SqlitePostboxTest, TellsTheOrderByNothing) {
  const auto write = [&](const std::filesystem::path& to, std::vector<int> order) {
    SqlitePostbox box({to, {}});
    box.keep(now, "");
    for (const int number : order) EXPECT_EQ(box.open_inbox(inbox(number), envelope(number), later), Handed::kept);
    box.keep(now, "");
  };
  std::vector<int> order;
  for (int number = 1; number <= 60; ++number) order.push_back(number);
  write(file, order);
  std::shuffle(order.begin(), order.end(), std::mt19937(3));
  const auto other = folder / "other.db";
  write(other, order);
  // SQLite counts changes in two words of the header and how often the schema was read in a third; nothing else
  // differs.
  auto one = bytes();
  file = other;
  auto two = bytes();
  ASSERT_EQ(one.size(), two.size());
  EXPECT_TRUE(std::equal(one.begin() + 100, one.end(), two.begin() + 100)) << "pages lie in the order of their keys";
}

TEST_F(SqlitePostboxTest, WritesALargeFileAnewLessOften) {
  SqlitePostbox box({file, {}, 20});
  box.keep(now, "");
  const auto schema_of = [&] { return bytes().substr(40, 4); };  // counts how often the file was written anew
  std::string body(50 * 4096, 'x');
  auto large = envelope(1);
  large.body = body;
  EXPECT_EQ(box.open_inbox(inbox(1), large, later), Handed::kept);
  const auto before = schema_of();
  box.keep(now, "");
  box.keep(now, "");
  EXPECT_EQ(schema_of(), before) << "sixty pages, twenty a minute";
  box.keep(now, "");
  box.keep(now, "");
  const auto anew = schema_of();
  EXPECT_NE(anew, before);
  box.keep(now, "");
  EXPECT_EQ(schema_of(), anew) << "nothing changed since";
}

TEST_F(SqlitePostboxTest, KeepsOnlyTheWeekOnceTheSlotHasPassed) {
  const auto box = open();
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
  EXPECT_EQ(box->open_inbox(inbox(2), envelope(2), later), Handed::kept);
  box->keep(now, "");
  sqlite3* direct = nullptr;
  ASSERT_EQ(sqlite3_open_v2(file.c_str(), &direct, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  ASSERT_EQ(
      sqlite3_prepare_v2(direct, "SELECT count(*), min(hidden_until) FROM envelope WHERE hidden_until IS NOT NULL", -1,
                         &statement, nullptr),
      SQLITE_OK);
  ASSERT_EQ(sqlite3_step(statement), SQLITE_ROW);
  EXPECT_EQ(sqlite3_column_int(statement, 0), 1);
  EXPECT_EQ(sqlite3_column_int64(statement, 1), later.at.time_since_epoch().count());
  sqlite3_finalize(statement);
  sqlite3_close(direct);
}

TEST_F(SqlitePostboxTest, LeavesNoJournalBehind) {
  const auto box = open();
  EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
  box->keep(now, "");
  EXPECT_FALSE(std::filesystem::exists(file.string() + "-wal"));
  const auto journal = file.string() + "-journal";
  EXPECT_TRUE(!std::filesystem::exists(journal) || std::filesystem::file_size(journal) == 0);
}

TEST_F(SqlitePostboxTest, ChangesItsFileEveryMinute) {
  const auto box = open();
  const auto before = bytes();
  box->keep(Moment{}, "");
  EXPECT_NE(bytes(), before) << "also when nothing came in and no slot passed";
}

TEST_F(SqlitePostboxTest, IsCopiedWhole) {
  const auto copy = folder / "copy.db";
  {
    const auto box = open();
    EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
    box->copy_to(copy);
    EXPECT_THROW(box->copy_to(copy), StoreBusy) << "nothing is written over";
  }
  SqlitePostbox box({copy, {}});
  EXPECT_EQ(box.inbox(inbox(1).id), inbox(1));
}

TEST_F(SqlitePostboxTest, IsBackedUpAndRestored) {
  const auto backup = folder / "backup.postbox";
  {
    const auto box = open();
    EXPECT_EQ(box->open_inbox(inbox(1), envelope(1), earlier), Handed::kept);
    EXPECT_THROW(back_up_postbox(file, backup), StoreBusy) << "while somebody uses it";
  }
  back_up_postbox(file, backup);
  EXPECT_THROW(back_up_postbox(file, backup), BackupRefused);
  EXPECT_EQ(open()->open_inbox(inbox(2), envelope(2), earlier), Handed::kept);
  EXPECT_THROW(restore_postbox(backup, file, Existing::refuse), BackupRefused);
  EXPECT_TRUE(open()->inbox(inbox(2).id)) << "nothing was changed";
  restore_postbox(backup, file, Existing::set_aside);
  EXPECT_TRUE(open()->inbox(inbox(1).id));
  EXPECT_FALSE(open()->inbox(inbox(2).id));
  EXPECT_TRUE(std::filesystem::exists(file.string() + ".replaced"));
  std::ofstream(folder / "none.postbox") << "this is no backup";
  EXPECT_THROW(restore_postbox(folder / "none.postbox", file, Existing::set_aside), BackupRefused);
  EXPECT_TRUE(open()->inbox(inbox(1).id));
}

TEST_F(SqlitePostboxTest, RefusesAFileOfAnotherKind) {
  const auto& steps = schema_steps();
  create_when_missing(file, "", [&](Connection& fresh) { migrate(fresh, {steps.begin(), steps.begin() + 1}); });
  EXPECT_THROW(static_cast<void>(open()), StoreBroken) << "the main database is not a postbox";
}

// Every write and every sync that can fail does, one after the other: what was acknowledged is there afterwards, and
// what was refused is not there in part.
TEST_F(SqlitePostboxTest, LosesNothingThatItAcknowledgedWhenTheDiskFails) {
  fakes::FaultVfs disk;
  using Operation = fakes::Fault::Operation;
  for (const auto& [operation, code] :
       {std::pair{Operation::write, SQLITE_FULL}, std::pair{Operation::write, SQLITE_IOERR_WRITE},
        std::pair{Operation::sync, SQLITE_IOERR_FSYNC}}) {
    bool failed = true;
    for (std::uint64_t at = 1; failed; ++at) {
      const auto fresh = folder / (std::to_string(static_cast<int>(operation)) + std::to_string(code) + "-" +
                                   std::to_string(at) + ".db");
      std::vector<int> acknowledged;
      {
        SqlitePostbox box({fresh, disk.name()});
        disk.arm({operation, at, code, true});
        try {
          for (int number = 1; number <= 3; ++number) {
            if (box.open_inbox(inbox(number), envelope(number), earlier) == Handed::kept)
              acknowledged.push_back(number);
            box.keep(now + std::chrono::hours{number}, "");
          }
        } catch (const std::exception&) {
          // Whoever handed it in heard that it was not kept.
        }
        failed = disk.failures() > 0;
        disk.disarm();
      }
      SqlitePostbox again({fresh, {}});
      for (const int number : acknowledged) {
        EXPECT_TRUE(again.inbox(inbox(number).id)) << fresh << " " << number;
        EXPECT_EQ(again.sent(inbox(number).id), 1U);
      }
      for (int number = 1; number <= 3; ++number) {
        EXPECT_EQ(again.inbox(inbox(number).id).has_value(), again.sent(inbox(number).id) == 1) << fresh << " in part";
      }
    }
  }
}

}  // namespace
}  // namespace meldmaat
