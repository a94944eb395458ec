// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Random organisations and what is reported in them: few or many reports, most divisions crooked, with rows of none
/// and rows of a few. Beside what is published stands what really is behind it, counted here and not by bot/rules.
#pragma once

#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "bot/figures.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// A publication, and the same with every number as it is.
struct Seen {
  Publication shown;
  Publication exact;
};

/// All that is published of one year.
struct SeenYear {
  Seen year;
  std::array<Seen, 4> quarters;
};

class RandomTown {
 public:
  explicit RandomTown(std::mt19937& random);

  [[nodiscard]] const Municipality& town() const { return town_; }
  /// Divisions of which a report is in one row, and every report is in one.
  [[nodiscard]] bool divides_all(const std::string& split) const { return dividing_.contains(split); }
  /// Every report is in one row or more.
  [[nodiscard]] bool covers_all(const std::string& split) const { return split == "question.kind"; }

  /// \param least so many, and some more
  [[nodiscard]] std::vector<CountedReport> reports(int year, int least = 0);
  /// Through bot/publishing and a store: each quarter when it is over, then the year; now and then reports are
  /// withdrawn in between. Asks for everything a second time.
  [[nodiscard]] SeenYear publish(int year, std::vector<CountedReport> reports);

 private:
  int below(int end) { return std::uniform_int_distribution<int>{0, end - 1}(*random_); }
  /// A report may be in all of these.
  std::string value(const PublishedTable& table, const std::vector<double>& weights);
  std::vector<double> weights(std::size_t rows);

  std::mt19937* random_;
  Municipality town_;
  std::set<std::string> dividing_{"quarter", "team", "function", "severity", "ban", "question.where", "question.how"};
};

/// The numbers behind a publication with these rows.
[[nodiscard]] Publication exact(const Publication& shown, const std::vector<CountedReport>& reports,
                                const Period& period);

}  // namespace meldmaat
