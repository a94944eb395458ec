// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The two seams to what is never the same twice. Nothing else in the product asks for time or chance (house rule).
#pragma once

#include <string>

#include "bot/moment.hpp"

namespace meldmaat {

/// Time. `now` is effective time: it never goes back (rules/effective_time, plan M7). Called from any thread.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Moment now() const = 0;
};

/// Chance, fit for secrets. Called from any thread.
class Random {
 public:
  Random() = default;
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;
  virtual ~Random() = default;
  /// `count` random bytes as lower-case hexadecimal, so 2 * count characters.
  [[nodiscard]] virtual std::string hex(std::size_t count) = 0;
  /// A whole number in [0, limit). \pre limit > 0
  [[nodiscard]] virtual std::uint64_t below(std::uint64_t limit) = 0;
};

}  // namespace meldmaat
