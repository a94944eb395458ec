// SPDX-License-Identifier: EUPL-1.2
// V11, the linking game: nobody can tell from what the anonymous postbox leaves behind who handed a report in, also not
// with the keys at rest, although the reporter was in the chat minutes before. How: the real store and the real postbox
// with their files, copied every night; a dozen strategies name somebody for every report; and the same strategies must
// win against postboxes that were made worse.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "config/municipality_loader.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/linking/strategies.hpp"

namespace meldmaat::linking {
namespace {

/// In memory where the system has such a folder: nothing of this has to survive the test.
class GameFolder {
 public:
  GameFolder() {
    auto name = (std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                           : std::filesystem::temp_directory_path()) /
                "meldmaat-linking-XXXXXX";
    auto text = name.string();
    if (::mkdtemp(text.data()) == nullptr) throw std::runtime_error("no folder for the game");
    path_ = text;
  }
  GameFolder(const GameFolder&) = delete;
  GameFolder& operator=(const GameFolder&) = delete;
  ~GameFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What an attacker is given.
struct Level {
  const char* name;
  Sight sight;
  bool knows_log;
};
const Level files_alone{"L1: daily copies", {true, false}, false};
const Level with_log{"L2: and the log", {true, false}, true};
const Level keys_and_one_copy{"L3: keys, one copy", {false, true}, true};
const Level keys_and_copies{"L3: keys, daily copies", {true, true}, true};

class Tally {
 public:
  void add(const std::string& strategy, bool right) {
    auto& [links, all] = counts_[strategy];
    links += right ? 1 : 0;
    all += 1;
  }
  [[nodiscard]] double share(const std::string& strategy) const {
    const auto& [links, all] = counts_.at(strategy);
    return static_cast<double>(links) / static_cast<double>(all);
  }
  [[nodiscard]] std::size_t tries() const { return counts_.begin()->second.second; }
  [[nodiscard]] const auto& counts() const { return counts_; }
  void print(const std::string& title) const {
    std::printf("%s\n", title.c_str());
    for (const auto& [name, count] : counts_) {
      std::printf("  %-22s %6zu of %6zu  %6.2f %%\n", name.c_str(), count.first, count.second, 100 * share(name));
    }
  }

 private:
  std::map<std::string, std::pair<std::size_t, std::size_t>> counts_;
};

/// So much more than `share` may come of chance alone.
double three_sigma(double share, std::size_t tries) {
  return 3 * std::sqrt(share * (1 - share) / static_cast<double>(tries));
}

class Game {
 public:
  Game() : dialog_(every_dialog()) {
    town_.postbox = true;
    for (std::size_t number = 0; number < Setting{}.staff; ++number) {
      Person person;
      person.id = PersonId{staff_name(number)};
      person.name = staff_name(number);
      person.team = town_.organisation.teams.front().id;
      person.channels = {{"web", staff_name(number)}};
      town_.organisation.people.add(std::move(person));
    }
  }

  /// Plays seeds 1, 2, ... and lets the attackers of each level name somebody for each report.
  [[nodiscard]] std::map<std::string, Tally> play(const Setting& setting, const Weakness& weakness, std::uint64_t seeds,
                                                  const std::vector<Level>& levels) {
    std::map<std::string, Tally> tallies;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      const GameFolder folder;
      const auto history = draw_history(setting, seed, town_);
      Referee referee(town_, *dialog_, history, weakness, folder.path(), seed);
      referee.play();
      for (const auto& level : levels) attack(referee, level, tallies[level.name]);
    }
    return tallies;
  }
  [[nodiscard]] std::size_t in_common() const { return in_common_; }

 private:
  void attack(const Referee& referee, const Level& level, Tally& tally) {
    auto loot = referee.loot();
    for (std::size_t person = 0; person < Setting{}.staff; ++person) loot.staff.push_back(staff_name(person));
    if (!level.knows_log) loot.restarts.clear();
    const Investigation at_work(loot, town_, level.sight);
    EXPECT_EQ(at_work.targets().size(), referee.truth().size());
    for (const auto& strategy : every_strategy()) {
      const auto names = strategy.name_all(at_work);
      for (const auto& target : at_work.targets()) {
        tally.add(std::string(strategy.name), names[target.place] == referee.truth().at(target.inbox));
      }
    }
    in_common_ += strings_in_common(at_work);
  }

  Municipality town_ = std::get<Loaded>(load_demo()).municipality;
  std::unique_ptr<Dialog> dialog_;
  std::size_t in_common_ = 0;
};

constexpr double chance = 1.0 / 300;

constexpr Setting one_week{.working_days = 5, .restarts = 1};

Setting with_probes(Setting setting) {
  setting.probes = true;
  return setting;
}

/// A postbox with one weakness, and the strategy that must win against it.
struct Control {
  const char* name;
  Weakness weakness;
  bool probes;
  const char* strategy;
};
const std::vector<Control> controls{
    {"rows with numbers", {.row_numbers = true}, true, "row order"},
    {"exact times", {.exact_times = true}, false, "exact time"},
    {"pseudonyms", {.pseudonyms = true}, false, "keyed values"},
    {"deleted, and not written anew", {.deleted_times = true}, false, "free pages and slack"},
    {"never written anew", {.never_written_anew = true}, true, "page order"},
};

void expect_controls_lost(Game& game, const Setting& setting, std::uint64_t seeds, double at_least) {
  for (const auto& control : controls) {
    const auto tallies =
        game.play(control.probes ? with_probes(setting) : setting, control.weakness, seeds, {keys_and_copies});
    const auto share = tallies.at(keys_and_copies.name).share(control.strategy);
    std::printf("%-32s %6.2f %% by %s\n", control.name, 100 * share, control.strategy);
    EXPECT_GT(share, at_least) << control.name;
  }
}

void print(const std::map<std::string, Tally>& tallies) {
  for (const auto& [level, tally] : tallies) tally.print(level);
}

/// No strategy does better than `share` but by chance.
void expect_no_better(const Tally& tally, double share, const std::string& level) {
  for (const auto& [strategy, count] : tally.counts()) {
    EXPECT_LE(tally.share(strategy), share + three_sigma(share, tally.tries())) << level << ", " << strategy;
  }
}

// A little of the long games below, so that they work when they are wanted.
TEST(Linking, IsPlayedInSmall) {
  Game game;
  constexpr Setting two_days{.working_days = 2, .reports = 15, .restarts = 1};
  constexpr double some = 0.1;
  const auto tallies = game.play(two_days, {}, 1, {files_alone, with_log, keys_and_one_copy, keys_and_copies});
  for (const auto& [level, tally] : tallies) expect_no_better(tally, some, level);
  expect_controls_lost(game, two_days, 1, some);
  EXPECT_EQ(game.in_common(), 0U);
}

// Without keys nothing is better than a guess. With them the chat can be read: then one copy tells no more than the
// week that stands in it, and copies of every night tell the day and something of the slot.
TEST(LinkingLong, NamesNobody) {
  constexpr std::uint64_t seeds = 300;
  constexpr double by_day = 0.03;
  // The slot that was drawn tells a little of the hour too: 3.0 % as measured, where the day alone gives 2.1 %.
  constexpr double by_day_and_slot = 0.035;
  Game game;
  const auto tallies = game.play({}, {}, seeds, {files_alone, with_log, keys_and_one_copy, keys_and_copies});
  print(tallies);
  for (const auto& level : {files_alone, with_log}) expect_no_better(tallies.at(level.name), chance, level.name);
  const auto& one_copy = tallies.at(keys_and_one_copy.name);
  expect_no_better(one_copy, one_copy.share("week"), keys_and_one_copy.name);
  const auto& copies = tallies.at(keys_and_copies.name);
  EXPECT_LT(copies.share("day of growth"), by_day);
  for (const auto& [strategy, count] : copies.counts()) EXPECT_LT(copies.share(strategy), by_day_and_slot) << strategy;
  EXPECT_EQ(game.in_common(), 0U);
}

// Whoever hands in a report every minute knows when each of those came, and learns nothing of those of others from it.
TEST(LinkingLong, LearnsNothingFromReportsOfItsOwn) {
  constexpr std::uint64_t seeds = 40;
  Game game;
  const auto tallies = game.play(with_probes(one_week), {}, seeds, {keys_and_one_copy, keys_and_copies});
  print(tallies);
  const auto& one_copy = tallies.at(keys_and_one_copy.name);
  expect_no_better(one_copy, one_copy.share("week"), keys_and_one_copy.name);
  const auto& copies = tallies.at(keys_and_copies.name);
  expect_no_better(copies, copies.share("growth"), keys_and_copies.name);
}

TEST(LinkingLong, WinsAgainstWeakenedPostboxes) {
  constexpr std::uint64_t seeds = 10;
  Game game;
  expect_controls_lost(game, one_week, seeds, 0.5);
}

}  // namespace
}  // namespace meldmaat::linking
