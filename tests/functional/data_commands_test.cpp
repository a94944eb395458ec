// SPDX-License-Identifier: EUPL-1.2
// The commands on a database at rest, as an operator gives them: a key in [keys] or among the credentials, a backup
// that names its key, another key, and words instead of a start when the key is not the right one. The database is the
// one that the demo makes.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>

#include "bot/removal_round.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

namespace fs = std::filesystem;

class DataCommands : public testing::Test {
 protected:
  DataCommands() {
    fs::create_directory(folder_ / "config");
    fs::copy_file(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml",
                  folder_ / "config/organisation.toml");
    settings("");
    Program demo({"demo", "--port", "0", "--data", path("data")});
    EXPECT_EQ(demo.terminate(), 0);
  }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void settings(const std::string& keys) const {
    std::ofstream(folder_ / "config/meldmaat.toml") << "data = \"" << path("data") << "\"\n" << keys;
  }
  [[nodiscard]] Ended run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", path("config")});
    return run_to_end(arguments);
  }
  static void expect(const Ended& ended, int code, const std::string& words) {
    EXPECT_EQ(ended.code, code) << ended.words;
    EXPECT_NE(ended.words.find(words), std::string::npos) << ended.words;
  }

 private:
  fakes::TemporaryFolder folder_;
};

TEST_F(DataCommands, WarnOfAKeyThatLiesBesideTheData) {
  const auto checked = run_to_end({"check-config", path("config")});
  expect(checked, 0, "the master key lies beside the database");
  expect(checked, 0, "1 warning");
  fs::rename(path("data/master.key"), path("key"));
  settings("[keys]\nmaster = \"" + path("key") + "\"\n");
  EXPECT_EQ(run_to_end({"check-config", path("config")}).words.find("master key"), std::string::npos);
  expect(run({"verify"}), 0, "the database is whole");
}

TEST_F(DataCommands, TakeTheKeyThatTheServiceManagerHandsOver) {
  fs::create_directory(path("credentials"));
  fs::rename(path("data/master.key"), path("credentials/meldmaat-master-key"));
  expect(run({"verify"}), 1, "there is no master key at " + path("data/master.key"));
  expect(run({"verify", "--credentials-directory", path("credentials")}), 0, "the database is whole");
}

TEST_F(DataCommands, RefuseToStartWithTheWrongKey) {
  std::ofstream(path("data/master.key"), std::ios::trunc) << std::string(64, 'a') << '\n';
  for (const auto* const command : {"serve", "verify"}) expect(run({command}), 1, "opens with the master key");
  expect(run({"backup", path("copy.db")}), 1, "opens with the master key");
  EXPECT_FALSE(fs::exists(path("copy.db")));
}

TEST_F(DataCommands, ChangeTheKeyAndKeepTheBackupsReadable) {
  const auto made = run({"backup", path("copy.db")});
  expect(made, 0, "keep a copy of that key");
  std::ofstream(path("next.key")) << std::string(64, 'b') << '\n';
  fs::permissions(path("next.key"), fs::perms::owner_read | fs::perms::owner_write);
  expect(run({"rotate-key", "--to", path("next.key")}), 0, "keys wrapped");
  expect(run({"verify"}), 1, "opens with the master key");
  fs::rename(path("data/master.key"), path("old.key"));
  fs::rename(path("next.key"), path("data/master.key"));
  expect(run({"verify"}), 0, "the database is whole");
  const auto refused = run({"restore", "--replace", path("copy.db")});
  expect(refused, 1, "needs the key ");
  const auto named = made.words.substr(made.words.find("master key ") + 11, 16);
  expect(refused, 1, named);
  settings("[keys]\nmaster = \"" + path("old.key") + "\"\n");
  expect(run({"restore", "--replace", path("copy.db")}), 0, "restored");
  expect(run({"verify"}), 0, "the database is whole");
}

TEST_F(DataCommands, SealABackupForAKeyThatIsKeptElsewhere) {
  const auto key = run_to_end({"backup-key", "--to", path("backup.key")});
  expect(key, 0, "keep it twice");
  expect(run_to_end({"backup-key", "--to", path("backup.key")}), 1, "cannot be written");
  EXPECT_EQ(fs::status(path("backup.key")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  settings(key.words.substr(key.words.find("[keys]")));
  expect(run({"backup", path("copy.db")}), 0, "restore asks for --backup-key");
  for (const auto* const name : {"copy.db", "copy.db.postbox"}) {
    std::ifstream file(path(name), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find("SQLite format"), std::string::npos) << name;
  }
  const auto left = [&] {
    std::size_t files = 0;
    for (const auto& file : fs::directory_iterator(path("data")))
      files += file.path().extension() == ".opened" ? 1U : 0U;
    return files + (fs::exists(path("data/meldmaat.db.backup")) ? 1U : 0U);
  };
  EXPECT_EQ(left(), 0U) << "no copy stays that is not sealed";

  expect(run({"restore", "--replace", path("copy.db")}), 1, "is sealed: say where its key is");
  expect(run_to_end({"backup-key", "--to", path("other.key")}), 0, "[keys]");
  expect(run({"restore", "--replace", path("copy.db"), "--backup-key", path("other.key")}), 1, "for another key");
  expect(run({"verify"}), 0, "the database is whole");
  expect(run({"restore", "--replace", path("copy.db"), "--backup-key", path("backup.key")}), 0,
         "the postbox: restored");
  expect(run({"verify"}), 0, "the database is whole");
  EXPECT_EQ(left(), 0U);
}

TEST_F(DataCommands, TakeThePostboxAlong) {
  expect(run({"backup", path("copy.db")}), 0, "the postbox: copied to " + path("copy.db.postbox"));
  fs::remove(path("copy.db.postbox"));
  expect(run({"backup", path("copy.db")}), 1, "is there already");
  EXPECT_FALSE(fs::exists(path("copy.db.postbox"))) << "both or neither";
  expect(run({"backup", path("other.db")}), 0, "copied to");
  fs::remove(path("data/meldmaat.db"));
  expect(run({"restore", path("other.db")}), 1, path("data/postbox.db") + " is there already");
  EXPECT_FALSE(fs::exists(path("data/meldmaat.db"))) << "both or neither";
  expect(run({"restore", "--replace", path("other.db")}), 0, "the postbox: restored");
  std::ofstream(path("data/postbox.db"), std::ios::trunc) << "no postbox";
  expect(run({"verify"}), 70, "postbox.db");
}

TEST_F(DataCommands, StandOnTheAuditTrail) {
  expect(run({"backup", path("copy.db")}), 0, "copied to");
  expect(run({"restore", "--replace", path("copy.db")}), 0, "restored");
  std::ofstream(path("next.key")) << std::string(64, 'b') << '\n';
  fs::permissions(path("next.key"), fs::perms::owner_read | fs::perms::owner_write);
  expect(run({"rotate-key", "--to", path("next.key")}), 0, "keys wrapped");
  fs::rename(path("next.key"), path("data/master.key"));
  const auto trail = run({"audit"});
  EXPECT_EQ(trail.code, 0) << trail.words;
  std::vector<std::size_t> places;
  for (const auto* const what : {";backup;", ";restored;", ";key_changed;"}) places.push_back(trail.words.find(what));
  EXPECT_LT(places.back(), trail.words.size()) << trail.words;
  EXPECT_TRUE(std::ranges::is_sorted(places)) << trail.words;
  EXPECT_EQ(run({"audit", "--case", "2026-0001"}).words.find("backup"), std::string::npos);
}

TEST_F(DataCommands, HoldTheAuditTrailAgainstWhatTheServiceTold) {
  settings("[web]\nport = " + std::to_string(free_port()) + "\n[metrics]\nport = " + std::to_string(free_port()) +
           "\n");
  const auto serve = [&] {
    const auto ended = run_until({"serve", "--config", path("config")}, R"("event":"audit_head")");
    EXPECT_EQ(ended.code, 0) << ended.words;
    std::ofstream(path("log"), std::ios::app) << ended.words;
  };
  serve();
  fs::copy_file(path("data/meldmaat.db"), path("before.db"));
  std::ofstream(path("config/organisation.toml"), std::ios::app) << "# somebody was here\n";
  serve();
  expect(run({"verify", "--anchors", path("log")}), 0, "of which 2 ends were kept");
  const auto trail = run({"audit"}).words;
  EXPECT_NE(trail.find(";configuration;;organisation.toml"), trail.rfind(";configuration;;organisation.toml")) << trail;
  EXPECT_EQ(trail.find(";configuration;;meldmaat.toml"), trail.rfind(";configuration;;meldmaat.toml")) << trail;

  fs::rename(path("before.db"), path("data/meldmaat.db"));
  expect(run({"verify"}), 0, "the database is whole");
  expect(run({"verify", "--anchors", path("log")}), 70, "the trail was longer");
  std::ofstream(path("log"), std::ios::trunc) << "nothing\n";
  expect(run({"verify", "--anchors", path("log")}), 1, "there is no line of audit_head");
}

TEST_F(DataCommands, BringNothingBackThatWasRemoved) {
  const CaseNumber number{"2026-0001"};
  const auto in_store = [&](const std::function<void(SqliteStore&)>& work) {
    SqliteStore store({.file = path("data/meldmaat.db"), .delivered_by_writing = {"web"}, .vfs = {}});
    store.begin_batch();
    work(store);
    store.commit_batch();
  };
  in_store([&](SqliteStore& store) {
    Case report;
    report.number = number;
    report.reporter = PersonId{"sanne"};
    store.write_case(report);
  });
  expect(run({"backup", path("copy.db")}), 0, "copied to");
  in_store([&](SqliteStore& store) { erase_case(store, Municipality{}, number, Moment{}); });
  expect(run({"restore", "--replace", path("copy.db")}), 0, "removed again: 1 cases");
  expect(run({"verify"}), 0, "the database is whole");
  in_store([&](SqliteStore& store) { EXPECT_FALSE(store.read_case(number)); });
  // Whoever loses the whole machine loses the list with it.
  fs::remove(path("data/meldmaat.db"));
  fs::remove(path("data/postbox.db"));
  expect(run({"restore", path("copy.db")}), 0, "restored");
  in_store([&](SqliteStore& store) { EXPECT_TRUE(store.read_case(number)) << "until its term is looked at"; });
}

}  // namespace
}  // namespace meldmaat::functional
