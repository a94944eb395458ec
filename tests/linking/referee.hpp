// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Plays a history on the real parts: the chat's store with real turns, the postbox with its slots and upkeep, each in
/// its own file. What an attacker may have of it is the Loot; who it really was is the Truth.
#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/take_turn.hpp"
#include "storage/sqlite_postbox.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/linking/history.hpp"

namespace meldmaat::linking {

/// Ways to make the postbox worse than it is, each of which an attacker must be able to use.
struct Weakness {
  bool row_numbers = false;         ///< its tables keep the order in which rows came
  bool exact_times = false;         ///< beside an envelope stands when it came
  bool pseudonyms = false;          ///< ... or a keyed hash of who it is
  bool deleted_times = false;       ///< ... when it came, in a table of its own that is emptied before the copy
  bool never_written_anew = false;  ///< no upkeep, so no VACUUM
};

/// The files of one night with their times. Of the chat's database only the last copy is whole: it holds all that the
/// earlier ones hold.
struct Copy {
  Moment taken;
  std::filesystem::path folder;
};

struct Loot {
  std::vector<Copy> copies;           ///< oldest first
  std::filesystem::path key;          ///< the master key
  std::vector<std::string> staff;     ///< everybody, as the municipality lists them: names for people in `Truth`
  std::vector<Moment> restarts;       ///< from the log
  std::map<std::string, Moment> own;  ///< inboxes that the attacker made
  Moment begin;
  Moment end;
};

/// Whose report lies in which inbox.
using Truth = std::map<std::string, std::size_t>;

class Referee {
 public:
  /// \param town holds the staff; \param folder for the files. All outlive this.
  Referee(const Municipality& town, const Dialog& dialog, const History& history, const Weakness& weakness,
          std::filesystem::path folder, std::uint64_t seed);

  void play();
  [[nodiscard]] const Loot& loot() const { return loot_; }
  [[nodiscard]] const Truth& truth() const { return truth_; }

 private:
  void plan();
  void open();
  void close();
  void restart(Moment now);
  void chat(const Session& session);
  void slot(Moment now);
  void beat(Moment now);
  void copy(Moment now, bool last);
  void hand_in(Moment now, const InboxId& inbox, std::size_t body_bytes);
  void add(Moment now, const InboxId& inbox, Envelope::From from);
  /// Changes the postbox's file behind its back, where it is to be weak.
  void weaken(const std::function<void(SQLite::Database&)>& change);
  void note(SQLite::Database& file, Moment now, const EnvelopeId& envelope, std::size_t person) const;
  /// The files that were written since the last call get the time of the game.
  void stamp(Moment now);
  [[nodiscard]] Envelope sealed(std::size_t body_bytes, Envelope::From from);
  [[nodiscard]] Slot draw_slot(Moment now);
  [[nodiscard]] Desk desk() { return {*store_, dialog_, town_}; }

  const Municipality& town_;
  const Dialog& dialog_;
  const History& history_;
  Weakness weakness_;
  std::filesystem::path folder_;
  Dice dice_;
  std::filesystem::path data_;
  std::multimap<Moment, std::function<void(Moment)>> deeds_;
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<SqlitePostbox> postbox_;
  std::map<std::string, std::filesystem::file_time_type> stamped_;
  std::vector<InboxId> inboxes_;  ///< of the reports of the history
  Loot loot_;
  Truth truth_;
  std::size_t spoken_ = 0;
};

/// What the pseudonyms of the weakened postbox are: nothing but the master key and the person go in.
[[nodiscard]] std::string pseudonym(const MasterKey& key, const std::string& person);

/// The address of a member of staff.
[[nodiscard]] std::string staff_name(std::size_t person);

}  // namespace meldmaat::linking
