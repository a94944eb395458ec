// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Drives many connections from one thread and notes when each answer was complete.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/connection.hpp"

namespace meldmaat::bench {

using Clock = std::chrono::steady_clock;

/// Who speaks over one connection, one request after the other.
class Caller {
 public:
  Caller() = default;
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  virtual ~Caller() = default;
  /// Valid until the next call.
  [[nodiscard]] virtual std::string_view next_request() = 0;
  /// \throws std::runtime_error when this is not the answer that was due: a figure of error answers is worth nothing
  virtual void hear(const Answer& answer) = 0;
};

struct Figures {
  std::vector<double> milliseconds;       ///< of each answer, ascending
  std::vector<std::size_t> half_seconds;  ///< answers in each half second
  std::vector<double> late;               ///< open loop: how late the generator itself sent, in ms, ascending

  [[nodiscard]] double percentile(double part) const;
  [[nodiscard]] std::vector<double> per_second() const;
};

/// \param sorted ascending  \return 0 of nothing
[[nodiscard]] double percentile_of(const std::vector<double>& sorted, double part);

/// Each caller sends its next request as soon as it has its answer.
[[nodiscard]] Figures closed_loop(std::uint16_t port, const std::vector<Caller*>& callers, Clock::duration lasts);

/// Requests arrive by chance (Poisson) at this mean rate, whatever the program does. An answer's time counts from the
/// scheduled arrival, so waiting behind a slow answer is not left out (no coordinated omission).
[[nodiscard]] Figures open_loop(std::uint16_t port, const std::vector<Caller*>& callers, double per_second,
                                Clock::duration lasts);

}  // namespace meldmaat::bench
