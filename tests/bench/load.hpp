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
#include "tests/bench/event_loop.hpp"

namespace meldmaat::bench {

/// Who speaks over one connection, one request after the other.
class Caller {
 public:
  Caller() = default;
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  virtual ~Caller() = default;
  /// Is there anything to say now? Asked again after everything that happens.
  [[nodiscard]] virtual bool ready() const { return true; }
  /// There is nothing more to say, nor will there be.
  [[nodiscard]] virtual bool finished() const { return !ready(); }
  /// Only when ready. Valid until the next call. \param due when it should go out: now, or the arrival it stands for
  [[nodiscard]] virtual std::string_view next_request(Clock::time_point due) = 0;
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

/// How much a measurement that lasts so long counts at a time.
inline constexpr auto window = std::chrono::milliseconds{500};
/// An answer that takes longer than this never comes.
inline constexpr auto patience = std::chrono::seconds{20};

/// Notes what came to its end while a measurement lasts.
class Notes {
 public:
  Notes(Clock::time_point begin, Clock::duration lasts);
  void over(Clock::time_point since);
  void sent_late(Clock::duration span);
  [[nodiscard]] Figures take();

 private:
  Clock::time_point begin_;
  Figures figures_;
};

/// \param sorted ascending  \return 0 of nothing
[[nodiscard]] double percentile_of(const std::vector<double>& sorted, double part);

/// Each caller sends its next request as soon as it has its answer.
[[nodiscard]] Figures closed_loop(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers,
                                  Clock::duration lasts);

/// Requests arrive by chance (Poisson) at this mean rate, whatever the program does. An answer's time counts from the
/// scheduled arrival, so waiting behind a slow answer is not left out (no coordinated omission).
[[nodiscard]] Figures open_loop(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers,
                                double per_second, Clock::duration lasts);

/// Until everybody has finished and was answered.
void until_silence(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers);

}  // namespace meldmaat::bench
