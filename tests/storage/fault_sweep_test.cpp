// SPDX-License-Identifier: EUPL-1.2
// A disk that fails at the n-th write or sync, for every n (plan V2, V3, faults F1-F3). A script of turns runs against
// it; then the program starts again on a sound disk. The oracle is the list of turns whose commit returned: each is
// there whole; every other turn is there whole or not at all; and after trying again everything is there once.
#include <sqlite3.h>

#include <map>
#include <set>

#include "storage/verify.hpp"
#include "tests/fakes/fault_vfs.hpp"
#include "tests/storage/store_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

constexpr int batches = 12;
constexpr int turns_a_batch = 2;
constexpr int turns = batches * turns_a_batch;

EventId event_of(int turn) {
  return EventId{"event-" + std::to_string(turn)};
}
std::string words_of(int turn) {
  return "woorden van beurt " + std::to_string(turn) + std::string(700, '.');
}
ConversationKey talk_of(int turn) {
  return {"teams", "persoon-" + std::to_string(turn % 5)};
}

/// One turn, as take_turn writes it: three lines' worth of rows that belong together.
void take(Store& store, int turn) {
  const auto key = talk_of(turn);
  if (store.seen(key, event_of(turn))) return;
  State state = store.state_of(key).value_or(State{});
  ++state.turn;
  store.hear(key, minute(turn), line(words_of(turn)));
  store.say(key, minute(turn), line("gehoord: " + std::to_string(turn)), false);
  store.write_state(key, state, minute(turn));
  store.set_reminder(key, ReminderId{"draft"}, minute(turn + 60));
  store.remember(key, event_of(turn), minute(turn), store.last_sequence(key));
}

struct FaultSweep : StoreFixture {
  fakes::FaultVfs disk;
  fs::path empty = folder / "empty.db";
  std::set<int> acknowledged;
  std::string complaint;  ///< what the store said last of its disk

  FaultSweep() {
    {
      const auto store = open();
    }
    fs::rename(file, empty);
  }

  [[nodiscard]] std::unique_ptr<SqliteStore> open_on_bad_disk() const {
    auto chosen = options();
    chosen.vfs = disk.name();
    return std::make_unique<SqliteStore>(chosen);
  }

  void begin_again() {
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + ending);
    fs::copy_file(empty, file);
    acknowledged.clear();
    complaint.clear();
  }

  /// One batch; its turns are acknowledged when the commit returned.
  void run_batch(Store& store, int first) {
    try {
      store.begin_batch();
      for (int turn = first; turn < first + turns_a_batch; ++turn) {
        const auto part = store.open_part();
        take(store, turn);
        part->keep();
      }
      store.commit_batch();
    } catch (const StoreBusy&) {
      store.roll_back_batch();
      return;
    }
    for (int turn = first; turn < first + turns_a_batch; ++turn) acknowledged.insert(turn);
    try {
      store.tidy();
    } catch (const StoreBusy& error) {
      complaint = error.what();  // the answers are out; the next batch will tell
    }
  }

  /// The script until its end, or until the store says that the house must stop.
  void run_script() {
    try {
      const auto store = open_on_bad_disk();
      for (int first = 0; first < turns; first += turns_a_batch) run_batch(*store, first);
    } catch (const StoreBroken& error) {
      complaint = error.what();
    } catch (const StoreBusy& error) {
      complaint = error.what();  // at opening: the supervisor would try again
    }
  }

  /// What is on disk about a turn, as one word: "all", "none", or what is wrong.
  static std::string stored(Store& store, int turn) {
    const auto key = talk_of(turn);
    std::size_t heard = 0;
    std::size_t answered = 0;
    for (const auto& one : store.transcript(key, 0, 1000)) {
      if (one.message.text == words_of(turn)) ++heard;
      if (one.message.text == "gehoord: " + std::to_string(turn)) ++answered;
    }
    const bool seen = store.seen(key, event_of(turn)).has_value();
    if (seen && heard == 1 && answered == 1) return "all";
    if (!seen && heard == 0 && answered == 0) return "none";
    return "part: " + std::to_string(heard) + std::to_string(answered) + (seen ? " seen" : "");
  }

  /// The restart on a sound disk. \param about for messages
  void check(const std::string& about) {
    disk.disarm();
    {
      const auto store = open();
      std::map<ConversationKey, std::uint64_t> taken;
      for (int turn = 0; turn < turns; ++turn) {
        const auto found = stored(*store, turn);
        if (acknowledged.contains(turn)) {
          EXPECT_EQ(found, "all") << about << " turn " << turn << " was acknowledged";
        } else {
          EXPECT_TRUE(found == "all" || found == "none") << about << " turn " << turn << ": " << found;
        }
        if (found == "all") ++taken[talk_of(turn)];
      }
      for (const auto& [key, count] : taken) EXPECT_EQ(store->state_of(key).value().turn, count) << about;
      for (int first = 0; first < turns; first += turns_a_batch) run_batch(*store, first);
      for (int turn = 0; turn < turns; ++turn) EXPECT_EQ(stored(*store, turn), "all") << about << " in the end";
    }
    const auto findings = verify(file).findings;
    EXPECT_TRUE(findings.empty()) << about << ": " << (findings.empty() ? "" : findings[0].where + findings[0].what);
  }

  /// \return at how many points the disk failed
  int sweep(fakes::Fault fault) {
    int points = 0;
    for (fault.at = 1; !HasFatalFailure() && !HasNonfatalFailure(); ++fault.at) {
      begin_again();
      disk.arm(fault);
      run_script();
      if (disk.failures() == 0) break;
      ++points;
      check("point " + std::to_string(fault.at) + " (" + complaint + ")");
    }
    EXPECT_EQ(acknowledged.size(), static_cast<std::size_t>(turns)) << "the last run met no fault";
    return points;
  }
};

using enum fakes::Fault::Operation;

TEST_F(FaultSweep, AWriteThatFailsOnce) {
  EXPECT_GE(sweep({write, 1, SQLITE_IOERR_WRITE, false}), 200);
}
TEST_F(FaultSweep, WritesThatFailFromThereOn) {
  EXPECT_GE(sweep({write, 1, SQLITE_IOERR_WRITE, true}), 200);
}
TEST_F(FaultSweep, ADiskThatIsFullOnce) {
  EXPECT_GE(sweep({write, 1, SQLITE_FULL, false}), 200);
}
TEST_F(FaultSweep, ADiskThatIsFullFromThereOn) {
  EXPECT_GE(sweep({write, 1, SQLITE_FULL, true}), 200);
}
TEST_F(FaultSweep, ADiskThatBecomesReadOnly) {
  EXPECT_GE(sweep({write, 1, SQLITE_READONLY, true}), 200);
}
TEST_F(FaultSweep, ASyncThatFailsOnce) {
  EXPECT_GE(sweep({sync, 1, SQLITE_IOERR_FSYNC, false}), batches);
}
TEST_F(FaultSweep, SyncsThatFailFromThereOn) {
  EXPECT_GE(sweep({sync, 1, SQLITE_IOERR_FSYNC, true}), batches);
}

struct HealthTest : FaultSweep {
  HealthTest() { begin_again(); }
};

TEST_F(HealthTest, AFullDiskStopsWritingNotReadingAndHealsByItself) {
  auto chosen = options();
  chosen.vfs = disk.name();
  chosen.reserve_bytes = 1U << 20U;
  SqliteStore store(chosen);
  run_batch(store, 0);
  disk.arm({write, 1, SQLITE_FULL, true});
  run_batch(store, 2);
  EXPECT_EQ(store.health(), Health::full);
  EXPECT_EQ(acknowledged, (std::set<int>{0, 1}));
  EXPECT_EQ(stored(store, 0), "all") << "reading goes on";
  EXPECT_FALSE(fs::exists(file.string() + ".reserve")) << "the reserve was given back";
  EXPECT_EQ(store.probe(), Health::full);
  disk.disarm();
  EXPECT_EQ(store.probe(), Health::healthy);
  EXPECT_TRUE(fs::exists(file.string() + ".reserve"));
  run_batch(store, 2);
  EXPECT_EQ(stored(store, 2), "all");
}

TEST_F(HealthTest, AReadOnlyDiskStopsWritingAndHealsByItself) {
  const auto store = open_on_bad_disk();
  disk.arm({write, 1, SQLITE_READONLY, true});
  run_batch(*store, 0);
  EXPECT_EQ(store->health(), Health::read_only);
  disk.disarm();
  EXPECT_EQ(store->probe(), Health::healthy);
  EXPECT_TRUE(acknowledged.empty());
}

TEST_F(HealthTest, AFailedSyncEndsEverything) {
  const auto store = open_on_bad_disk();
  disk.arm({sync, 1, SQLITE_IOERR_FSYNC, false});
  EXPECT_THROW(run_batch(*store, 0), StoreBroken);
  EXPECT_EQ(store->health(), Health::broken);
  EXPECT_THROW(store->begin_batch(), StoreBroken);
  EXPECT_THROW((void)store->seen(anna, EventId{"e"}), StoreBroken);
  EXPECT_EQ(store->probe(), Health::broken);
}

TEST_F(HealthTest, ADiskThatFailsThreeTimesInARowIsNotTrustedAnyMore) {
  const auto store = open_on_bad_disk();
  disk.arm({write, 1, SQLITE_IOERR_WRITE, true});
  run_batch(*store, 0);
  EXPECT_EQ(store->health(), Health::healthy);
  run_batch(*store, 0);
  EXPECT_THROW(run_batch(*store, 0), StoreBroken);
  EXPECT_EQ(store->health(), Health::broken);
}

TEST_F(HealthTest, AnErrorInTheMiddleOfABatchUndoesAllOfIt) {
  const auto store = open_on_bad_disk();
  store->begin_batch();
  {
    const auto part = store->open_part();
    take(*store, 0);
    part->keep();
  }
  // The cache is made too small for the batch, so that SQLite writes before the commit.
  store->connection().execute("PRAGMA cache_size = 1");
  disk.arm({write, 1, SQLITE_FULL, true});
  EXPECT_THROW(
      {
        for (int turn = 1; turn < 200; ++turn) {
          const auto part = store->open_part();
          take(*store, turn);
          part->keep();
        }
      },
      StoreBusy);
  EXPECT_THROW(store->hear(anna, minute(1), line("x")), StoreBusy) << "the batch is gone";
  EXPECT_THROW(store->commit_batch(), StoreBusy);
  disk.disarm();
  EXPECT_EQ(stored(*store, 0), "none");
  run_batch(*store, 0);
  EXPECT_EQ(stored(*store, 0), "all");
}

}  // namespace
}  // namespace meldmaat
