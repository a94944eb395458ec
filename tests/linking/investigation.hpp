// SPDX-License-Identifier: EUPL-1.2
/// \file
/// An attacker at work: when could this report have come, and who was in the chat just before?
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "tests/linking/book.hpp"

namespace meldmaat::linking {

/// The report came in (from, until] with this weight; what no piece covers is impossible.
struct Piece {
  Moment from;
  Moment until;
  double weight = 1;
};
using Evidence = std::vector<Piece>;

/// A report that somebody is to be named for.
struct Target {
  std::string inbox;
  Lying now;              ///< in the last copy
  Lying first;            ///< in the first copy that has it
  const Book* book;       ///< that copy
  Moment after;           ///< when the copy before it was made
  std::size_t place = 0;  ///< among the targets, in order of ids
};

struct Sight {
  bool every_copy = true;  ///< else only the last one
  bool with_key = false;
};

class Investigation {
 public:
  Investigation(const Loot& loot, const Municipality& town, Sight sight);
  Investigation(const Investigation&) = delete;
  Investigation& operator=(const Investigation&) = delete;

  [[nodiscard]] const Loot& loot() const { return loot_; }
  [[nodiscard]] const Municipality& town() const { return town_; }
  [[nodiscard]] Sight sight() const { return sight_; }
  [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }
  [[nodiscard]] const std::vector<Visit>& chat() const { return chat_; }
  [[nodiscard]] const Book& last() const { return books_.back(); }

  /// How likely it came when, knowing which slots it may have drawn.
  [[nodiscard]] Evidence by_slots(const std::function<bool(Moment slot, const std::string& week)>& fits) const;
  [[nodiscard]] Evidence by_week(const Target& target) const;
  /// By the first copy that has it: since the copy before, and by what became of its slot there.
  [[nodiscard]] Evidence by_growth(const Target& target) const;
  [[nodiscard]] static Evidence within(const Evidence& evidence, Moment from, Moment until);

  /// Whoever was in the chat at the right time before that. \param factor for each person; empty: all alike
  [[nodiscard]] std::size_t suspect(const Evidence& evidence, const std::vector<double>& factor = {}) const;

 private:
  struct DatedSlot {
    Moment at;
    std::string week;
  };
  void choose_targets();

  const Loot& loot_;
  const Municipality& town_;
  Sight sight_;
  std::vector<Book> books_;
  std::vector<Visit> chat_;
  std::vector<DatedSlot> slots_;
  std::vector<Target> targets_;
};

}  // namespace meldmaat::linking
