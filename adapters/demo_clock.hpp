// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The clock of the demonstration: another clock, moved forward by hand. It never goes back. Any thread.
#pragma once

#include <atomic>
#include <string_view>

#include "bot/clock.hpp"

namespace meldmaat {

/// Stands at one moment: under a DemoClock, a clock that moves by hand only.
class StillClock final : public Clock {
 public:
  explicit StillClock(Moment moment) : moment_(moment) {}
  [[nodiscard]] Moment now() const override { return moment_; }

 private:
  Moment moment_;
};

class DemoClock final : public Clock {
 public:
  /// The store's note that holds how far ahead it is, in milliseconds.
  static constexpr std::string_view note = "demo_clock_ahead_ms";

  /// \param behind the clock that runs underneath; outlives this one
  /// \param ahead how far this one is ahead of it, as kept from an earlier run
  DemoClock(const Clock& behind, Milliseconds ahead) : behind_(behind), ahead_(ahead.count()) {}

  [[nodiscard]] Moment now() const override { return behind_.now() + ahead(); }
  [[nodiscard]] Milliseconds ahead() const { return Milliseconds{ahead_.load()}; }

  /// Moves to `moment`; a moment that has passed changes nothing.
  void move_to(Moment moment) {
    const auto wanted = (moment - behind_.now()).count();
    auto have = ahead_.load();
    while (wanted > have && !ahead_.compare_exchange_weak(have, wanted)) {
    }
  }

 private:
  const Clock& behind_;
  std::atomic<Milliseconds::rep> ahead_;
};

}  // namespace meldmaat
