// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A bot that is measured beside others: how it is started, who speaks with it, and one measurement at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/crowd.hpp"
#include "tests/bench/process.hpp"
#include "tests/bench/report.hpp"

namespace meldmaat::bench {

inline void append(std::vector<double>& to, const std::vector<double>& values) {
  to.insert(to.end(), values.begin(), values.end());
}

class Candidate {
 public:
  /// \param people in its crowd  \param connections the most that any measurement uses
  Candidate(Command command, Bot bot, std::size_t people, std::size_t connections);

  /// Starts it, again when it runs. Fills `ready` and `idle_mib`.
  void start(EventLoop& loop, BotResults& results);
  /// Until everybody is in the middle of a report, and Node has compiled what it runs often. Fills `calls`.
  void prepare(EventLoop& loop, std::size_t warm_up_turns, BotResults& results);

  struct Measured {
    Figures answered;  ///< requests
    Crowd::Turns turns;
    double cpu_us = 0;  ///< of the program, a turn
  };
  /// Each connection says the next as soon as it may. Both fill `turns` and `loaded_mib`.
  [[nodiscard]] Measured full_load(EventLoop& loop, const Lanes& lanes, Clock::duration lasts, BotResults& results);
  /// Turns arrive by chance at this rate.
  [[nodiscard]] Measured arrivals(EventLoop& loop, const Lanes& lanes, double per_second, Clock::duration lasts,
                                  BotResults& results);

  void said(std::size_t person) { crowd_.said(person); }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  template <class Speak>
  Measured measure(EventLoop& loop, Clock::duration lasts, BotResults& results, Speak speak);

  Command command_;
  std::uint16_t port_;
  std::size_t connections_;
  std::optional<Process> process_;
  Crowd crowd_;
};

}  // namespace meldmaat::bench
