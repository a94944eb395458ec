// SPDX-License-Identifier: EUPL-1.2
// A key that is missing, wrong, no key, or readable for others is refused with words that say what to do, and nothing
// is changed: the files are compared byte by byte.
#include "storage/master_key.hpp"

#include <fstream>

#include "storage/backup.hpp"
#include "storage/verify.hpp"
#include "tests/storage/sealed_fixture.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

struct MasterKeyTest : SealedFixture {
  fs::path beside = folder / "master.key";
  fs::path copy = folder / "copies" / "copy.db";

  MasterKeyTest() {
    fs::create_directory(folder / "copies");
    fill();
    back_up(*open(), copy);
  }
  /// What a start, a proof and a restore of the backup say; nothing is changed by any.
  void expect_refused(const std::string& words) const {
    const auto before = bytes_of(file);
    const auto expect = [&](const char* command, const std::string& said) {
      EXPECT_NE(said.find(words), std::string::npos) << command << ": " << said;
      EXPECT_EQ(bytes_of(file), before) << command;
    };
    EXPECT_THROW(SqliteStore store(options()), KeyRefused);
    expect("start", refusal([&] { SqliteStore store(options()); }));
    EXPECT_THROW(static_cast<void>(verify(file)), KeyRefused);
    expect("verify", refusal([&] { static_cast<void>(verify(file)); }));
    expect("restore", refusal([&] { restore(copy, file, Existing::set_aside); }));
  }
  void write_key(const std::string& text) const { std::ofstream(beside, std::ios::binary | std::ios::trunc) << text; }
};

TEST_F(MasterKeyTest, IsMadeAtTheFirstStartForItsOwnerAlone) {
  EXPECT_EQ(fs::status(beside).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(bytes_of(beside).size(), 65U);
  EXPECT_EQ(key().id().size(), 16U);
  EXPECT_EQ(bytes_of(file).find(bytes_of(beside).substr(0, 64)), std::string::npos);
}

TEST_F(MasterKeyTest, ThatIsGoneIsNotMadeAgain) {
  const auto id = key().id();
  fs::remove(beside);
  expect_refused(id);
  EXPECT_FALSE(fs::exists(beside));
}

TEST_F(MasterKeyTest, OfAnotherDatabaseOpensNothing) {
  const auto id = key().id();
  fs::remove(beside);
  MasterKey::make(beside);
  expect_refused("opens with the master key " + id);
}

TEST_F(MasterKeyTest, ThatOthersCanReadIsRefused) {
  for (const auto others : {fs::perms::group_read, fs::perms::others_read}) {
    fs::permissions(beside, fs::perms::owner_all | others);
    expect_refused("others can read the master key " + beside.string());
  }
}

TEST_F(MasterKeyTest, ThatTheServiceManagerHandsOverMayBelongToItsGroup) {
  fs::permissions(beside, fs::perms::owner_read | fs::perms::group_read);
  auto chosen = options();
  chosen.key = {.path = beside, .handed_over = true};
  {
    SqliteStore store(chosen);
    everything.expect_in(store);
  }
  fs::permissions(beside, fs::perms::others_read, fs::perm_options::add);
  EXPECT_THROW(SqliteStore store(chosen), KeyRefused);
}

TEST_F(MasterKeyTest, ThatIsNoKeyIsRefused) {
  const auto whole = bytes_of(beside);
  for (const auto& text : {std::string{}, std::string("geheim\n"), whole.substr(1), whole + "00", "x" + whole.substr(1),
                           whole.substr(0, 63) + " \n"}) {
    write_key(text);
    expect_refused("is no master key");
  }
  write_key(whole.substr(0, 64));  // an editor that ends no line
  everything.expect_in(*open());
}

TEST_F(MasterKeyTest, OfTheSettingsIsNeverMade) {
  auto chosen = options();
  chosen.file = folder / "new.db";
  chosen.key.path = folder / "elsewhere.key";
  const auto said = refusal([&] { SqliteStore store(chosen); });
  EXPECT_NE(said.find("openssl rand -hex 32 > " + chosen.key.path.string()), std::string::npos) << said;
  EXPECT_FALSE(fs::exists(chosen.file));
  MasterKey::make(chosen.key.path);
  const SqliteStore store(chosen);
}

TEST_F(MasterKeyTest, OfABackupIsNamedWhenItIsNotThere) {
  const auto id = key().id();
  const fs::path elsewhere = folder / "copies" / "restored.db";
  const auto said = refusal([&] { restore(copy, elsewhere, Existing::refuse); });
  EXPECT_NE(said.find("needs the key " + id), std::string::npos) << said;
  EXPECT_FALSE(fs::exists(elsewhere));
  restore(copy, elsewhere, Existing::refuse, {.path = beside});
  EXPECT_TRUE(verify(elsewhere, KeyFile{.path = beside}).findings.empty());
}

TEST_F(MasterKeyTest, IsNotAskedForWhereNothingIsSealedYet) {
  fs::remove(beside);
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
  fill_schema_9();
  fs::remove(beside);
  EXPECT_EQ(verify(file).findings.at(0).where, "schema");
  EXPECT_FALSE(fs::exists(beside));
  everything.expect_in(*open());
  EXPECT_TRUE(fs::exists(beside));
}

}  // namespace
}  // namespace meldmaat
