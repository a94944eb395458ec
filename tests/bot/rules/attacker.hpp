// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody who lays published numbers beside each other and works out what they leave for the hidden ones: every
/// unknown has a range, every sum and every subtraction between them narrows it, until nothing changes any more.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace meldmaat {

/// Whole numbers, both ends included.
struct Range {
  int low = 0;
  int high = unlimited;
  static constexpr int unlimited = 1'000'000;
  bool operator==(const Range&) const = default;
};

class Attacker {
 public:
  using Unknown = std::size_t;

  [[nodiscard]] Unknown unknown(Range range) {
    ranges_.push_back(range);
    return ranges_.size() - 1;
  }
  /// The parts add up to the whole.
  void divides(std::vector<Unknown> parts, Unknown whole) { sums_.push_back({std::move(parts), whole, true}); }
  /// The parts are in the whole, and every one of the whole is in at least one of them.
  void covers(const std::vector<Unknown>& parts, Unknown whole) {
    for (const auto part : parts) lies_in(part, whole);
    sums_.push_back({parts, whole, false});
  }
  void lies_in(Unknown part, Unknown whole) { differences_.push_back({whole, part, Range::unlimited}); }
  /// `less` is at most `most` less than `more`, and never more.
  void differ(Unknown more, Unknown less, int most) { differences_.push_back({more, less, most}); }

  /// \return false: no numbers fit what was published
  [[nodiscard]] bool think() {
    for (changed_ = true; changed_;) {
      changed_ = false;
      for (const auto& sum : sums_) narrow(sum);
      for (const auto& [more, less, most] : differences_) {
        at_least(more, ranges_[less].low);
        at_most(less, ranges_[more].high);
        at_most(more, most == Range::unlimited ? most : ranges_[less].high + most);
        at_least(less, most == Range::unlimited ? 0 : ranges_[more].low - most);
      }
      if (std::ranges::any_of(ranges_, [](const Range& range) { return range.low > range.high; })) return false;
    }
    return true;
  }
  [[nodiscard]] Range range(Unknown which) const { return ranges_[which]; }

 private:
  struct Sum {
    std::vector<Unknown> parts;
    Unknown whole;
    bool exact;  ///< else the parts may add up to more
  };
  struct Difference {
    Unknown more;
    Unknown less;
    int most;
  };

  void at_least(Unknown which, int low) {
    if (low <= ranges_[which].low) return;
    ranges_[which].low = low;
    changed_ = true;
  }
  void at_most(Unknown which, int high) {
    if (high >= ranges_[which].high) return;
    ranges_[which].high = high;
    changed_ = true;
  }
  void narrow(const Sum& sum) {
    int low = 0;
    int high = 0;
    for (const auto part : sum.parts) {
      low += ranges_[part].low;
      high += ranges_[part].high;
    }
    at_most(sum.whole, high);
    if (sum.exact) at_least(sum.whole, low);
    for (const auto part : sum.parts) {
      const auto [its_low, its_high] = ranges_[part];
      at_least(part, ranges_[sum.whole].low - (high - its_high));
      if (sum.exact) at_most(part, ranges_[sum.whole].high - (low - its_low));
    }
  }

  std::vector<Range> ranges_;
  std::vector<Sum> sums_;
  std::vector<Difference> differences_;
  bool changed_ = false;
};

}  // namespace meldmaat
