// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A clock that stands still until a test moves it, in either direction.
#pragma once

#include "bot/clock.hpp"

namespace meldmaat {

class HandClock final : public Clock {
 public:
  explicit HandClock(Moment moment) : now_(moment) {}

  [[nodiscard]] Moment now() const override { return now_; }
  void pass(Milliseconds time) { now_ += time; }

 private:
  Moment now_;
};

}  // namespace meldmaat
