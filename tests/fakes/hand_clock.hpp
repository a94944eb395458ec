// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A clock that stands still until a test moves it, in either direction. Any thread, as every clock.
#pragma once

#include <atomic>

#include "bot/clock.hpp"

namespace meldmaat {

class HandClock final : public Clock {
 public:
  explicit HandClock(Moment moment) : now_(moment) {}

  [[nodiscard]] Moment now() const override { return now_.load(); }
  void pass(Milliseconds time) { now_.store(now_.load() + time); }

 private:
  std::atomic<Moment> now_;
};

}  // namespace meldmaat
