// SPDX-License-Identifier: EUPL-1.2
// Another master key (fault F34): broken off after any slice and at any write it goes on where it was; half-way nobody
// starts; in the end the new key opens everything and the old one nothing.
#include "storage/key_rotation.hpp"

#include <sqlite3.h>

#include "storage/verify.hpp"
#include "tests/fakes/fault_vfs.hpp"
#include "tests/storage/sealed_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct KeyRotationTest : SealedFixture {
  fs::path next_key = folder / "next.key";

  KeyRotationTest() {
    fill();
    MasterKey::make(next_key);
  }
  [[nodiscard]] MasterKey next() const { return MasterKey::read({.path = next_key}); }
  [[nodiscard]] SqliteStoreOptions with_next() const {
    auto chosen = options();
    chosen.key.path = next_key;
    return chosen;
  }
  /// Enough conversations for several slices.
  void fill_slices() const {
    const auto store = open();
    commit(*store, [&] {
      for (int i = 0; i < 3 * KeyRotation::keys_a_slice; ++i) {
        store->hear({"web", "persoon " + std::to_string(i)}, minute(1), line("x"));
      }
    });
  }
  void expect_done() const {
    EXPECT_THROW(SqliteStore store(options()), KeyRefused) << "the old key opens nothing";
    SqliteStore store(with_next());
    everything.expect_in(store);
  }
};

TEST_F(KeyRotationTest, TheNewKeyOpensEverythingAndTheOldOneNothing) {
  {
    KeyRotation rotation(file, key(), next());
    while (!rotation.step()) {
    }
    EXPECT_EQ(rotation.wrapped(), 6U) << "common, index, two conversations, the case and a draft; not the evidence";
  }
  expect_done();
  EXPECT_TRUE(verify(file, next()).findings.empty());
  fs::remove(folder / "master.key");
  SqliteStore store(with_next());
  EXPECT_EQ(store.read_blob(everything.kept.id), everything.evidence);
}

TEST_F(KeyRotationTest, BrokenOffAfterAnySliceItGoesOn) {
  fill_slices();
  int slices = 0;
  for (bool done = false; !done; ++slices) {
    KeyRotation rotation(file, key(), next());
    done = rotation.step();
  }
  EXPECT_GE(slices, 3);
  expect_done();
}

TEST_F(KeyRotationTest, HalfWayNobodyStartsAndHearsWhatToDo) {
  fill_slices();
  {
    KeyRotation rotation(file, key(), next());
    EXPECT_FALSE(rotation.step());
  }
  for (const auto& chosen : {options(), with_next()}) {
    const auto said = refusal([&] { SqliteStore store(chosen); });
    EXPECT_NE(said.find("half-way"), std::string::npos) << said;
    EXPECT_NE(said.find("rotate-key"), std::string::npos) << said;
  }
  EXPECT_THROW(static_cast<void>(verify(file)), KeyRefused);
}

TEST_F(KeyRotationTest, BrokenOffAtAnyWriteItGoesOn) {
  fill_slices();
  const fs::path untouched = folder / "untouched.db";
  fs::copy_file(file, untouched);
  fakes::FaultVfs disk;
  int broken_off = 0;
  for (std::uint64_t at = 1; !HasFailure(); at += 3) {
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
    fs::copy_file(untouched, file);
    disk.arm({fakes::Fault::Operation::write, at, SQLITE_IOERR_WRITE, true});
    const auto turn_all = [&](const std::string& vfs) {
      KeyRotation rotation(file, key(), next(), vfs);
      while (!rotation.step()) {
      }
    };
    const auto said = refusal([&] { turn_all(disk.name()); });
    disk.disarm();
    turn_all("");
    expect_done();
    if (said.empty()) break;
    ++broken_off;
  }
  EXPECT_GT(broken_off, 10);
}

TEST_F(KeyRotationTest, OnceMoreDoesNothing) {
  for (int round = 0; round < 2; ++round) {
    KeyRotation rotation(file, key(), next());
    while (!rotation.step()) {
    }
    EXPECT_EQ(rotation.wrapped() == 0, round == 1);
  }
  expect_done();
}

TEST_F(KeyRotationTest, RefusesAKeyThatIsNotTheDatabases) {
  const auto other = folder / "other.key";
  MasterKey::make(other);
  const auto before = bytes_of(file);
  const auto said = refusal([&] { KeyRotation rotation(file, MasterKey::read({.path = other}), next()); });
  EXPECT_NE(said.find(key().id()), std::string::npos) << said;
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(KeyRotationTest, RefusesWhatAProcessUses) {
  const auto store = open();
  EXPECT_THROW(KeyRotation rotation(file, key(), next()), StoreBusy);
}

}  // namespace
}  // namespace meldmaat
