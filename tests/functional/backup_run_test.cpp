// SPDX-License-Identifier: EUPL-1.2
// V18 of the plan: a case is told, a backup is made at a random moment of it, the case goes on and is sometimes
// removed, the backup is put back, and everybody sees what they saw at that moment, nothing twice and nothing removed.
// Backup and restore are killed at random moments before they are done whole. Every second backup is sealed for a key.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <random>

#include "bot/removal_round.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/story.hpp"

namespace meldmaat::functional {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const CaseNumber number{"2026-0001"};

class BackupRun {
 public:
  BackupRun(unsigned seed, bool sealed) : chance_(seed), sealed_(sealed) {
    fs::create_directory(folder_ / "config");
    fs::copy_file(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml",
                  folder_ / "config/organisation.toml");
    std::ofstream settings(folder_ / "config/meldmaat.toml");
    settings << "data = \"" << data().string() << "\"\n";
    if (!sealed_) return;
    const auto key = run_to_end({"backup-key", "--to", (folder_ / "backup.key").string()});
    EXPECT_EQ(key.code, 0) << key.words;
    settings << key.words.substr(key.words.find("[keys]"));
  }

  void run() {
    start();
    tell();
    stop();
    const bool removed = draw(0, 1) == 1 && remove();
    put_back();
    expect_command({"verify"}, "the database is whole");
    if (removed) return expect_removed();
    start();
    EXPECT_EQ(seen(at_backup_), at_backup_);
    EXPECT_EQ(program_->terminate(), 0);
  }

 private:
  [[nodiscard]] fs::path data() const { return folder_ / "data"; }
  [[nodiscard]] std::string copy() const { return (folder_ / "copy.db").string(); }
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(chance_); }

  void start() {
    program_ = std::make_unique<Program>(
        std::vector<std::string>{"demo", "--port", "0", "--data", data().string(), "--at", "2026-11-17 14:00"});
    wire_ = std::make_unique<Wire>(program_->port());
  }
  void stop() {
    wire_.reset();
    if (draw(0, 1) == 1) {
      program_->kill();
    } else {
      EXPECT_EQ(program_->terminate(), 0);
    }
  }

  void tell() {
    const auto story = read_story("k03.txt");
    int left = draw(1, posts_in(story) - 1);
    const auto post = [&](const std::string& target, const Json& body, const std::string& key) {
      if (left-- == 0) back_up();
      const auto answer = wire_->post(target, body, key);
      EXPECT_EQ(answer.status, 200) << target << answer.body;
      return answer.body;
    };
    const auto played = Story(story).play({.post = post, .get = [&](const auto& target) { return get(target); }});
    EXPECT_EQ(played, story) << "a backup is no part of the story";
  }
  static int posts_in(const std::string& story) {
    int posts = 0;
    for (std::size_t at = 0; at != std::string::npos; at = story.find('\n', at + 1)) {
      const auto begin = story.substr(at == 0 ? 0 : at + 1, 2);
      posts += begin == "> " || begin == "[ " || begin == "+ " ? 1 : 0;
    }
    return posts;
  }
  Json get(const std::string& target) {
    const auto answer = wire_->get(target);
    EXPECT_EQ(answer.status, 200) << target;
    opened_[target];
    return answer.body;
  }
  /// What stands in these conversations, by their address. Looking into one that nobody opened would begin it.
  std::map<std::string, Json> seen(std::map<std::string, Json> all) {
    for (auto& [target, messages] : all) messages = wire_->get(target).body["messages"];
    return all;
  }

  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const {
    words.insert(words.end(), {"--config", (folder_ / "config").string()});
    return words;
  }
  void expect_command(const std::vector<std::string>& words, const std::string& said) const {
    const auto ended = run_to_end(command(words));
    EXPECT_EQ(ended.code, 0) << words.front() << ": " << ended.words;
    EXPECT_NE(ended.words.find(said), std::string::npos) << ended.words;
  }
  void kill_while(const std::vector<std::string>& words) {
    constexpr int most_us = 150'000;
    run_and_kill(command(words), std::chrono::microseconds{draw(0, most_us)});
  }

  void back_up() {
    at_backup_ = seen(opened_);
    stop();
    kill_while({"backup", copy()});
    // Each of the two files got its name when it was whole; one alone is no backup.
    fs::remove(copy());
    fs::remove(copy() + ".postbox");
    expect_command({"verify"}, "the database is whole");
    expect_command({"backup", copy()}, "copied to");
    start();
  }
  bool remove() {
    SqliteStore store({.file = data() / "meldmaat.db", .delivered_by_writing = {"web"}, .vfs = {}});
    if (!store.read_case(number)) return false;
    store.begin_batch();
    erase_case(store, Municipality{}, number, Moment{});
    store.commit_batch();
    return true;
  }
  void put_back() {
    std::vector<std::string> words{"restore", "--replace", copy()};
    if (sealed_) words.insert(words.end(), {"--backup-key", (folder_ / "backup.key").string()});
    kill_while(words);
    expect_command({"verify"}, "the database is whole");
    expect_command(words, "restored to");
  }
  void expect_removed() const {
    SqliteStore store({.file = data() / "meldmaat.db", .delivered_by_writing = {"web"}, .vfs = {}});
    EXPECT_FALSE(store.read_case(number)) << "a backup brought it back";
  }

  fakes::TemporaryFolder folder_;
  std::mt19937 chance_;
  bool sealed_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<Wire> wire_;
  std::map<std::string, Json> opened_;  ///< by their address; empty ones
  std::map<std::string, Json> at_backup_;
};

void run(unsigned first, unsigned count) {
  for (unsigned seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    BackupRun(seed, seed % 2 == 0).run();
  }
}

TEST(BackupRuns, GiveBackWhatWasThereAtThatMoment) {
  run(0, 6);
}

TEST(BackupRunsLong, GiveBackWhatWasThereAtThatMomentFiftyTimes) {
  run(100, 50);
}

}  // namespace
}  // namespace meldmaat::functional
