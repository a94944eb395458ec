// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The only place where the system is asked what time it is (house rule). Any thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "bot/clock.hpp"
#include "bot/effective_time.hpp"

namespace meldmaat {

/// For measuring how long something took. Means nothing as a time of day.
[[nodiscard]] std::chrono::nanoseconds monotonic_now();

/// The system's time as it is.
class WallClock final : public Clock {
 public:
  [[nodiscard]] Moment now() const override;
};

/// Effective time (plan M7): follows the wall clock, never goes back, and does not trust a leap.
class SystemClock final : public Clock {
 public:
  /// \param kept what `keep` gave in an earlier run; empty: there was none
  explicit SystemClock(const std::string& kept);
  ~SystemClock() override;

  [[nodiscard]] Moment now() const override;
  /// What to store every minute, so that a restart knows the highest time ever used.
  [[nodiscard]] std::string keep() const;
  /// The wall clock is not believed at the moment: nothing is deleted while that lasts.
  [[nodiscard]] bool suspect() const;

 private:
  struct Guarded;
  std::unique_ptr<Guarded> guarded_;
};

}  // namespace meldmaat
