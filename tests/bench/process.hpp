// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A program that is measured, as a child process, and what Linux says it uses.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/event_loop.hpp"

namespace meldmaat::bench {

/// A port of loopback that nobody has now. \throws std::runtime_error
[[nodiscard]] std::uint16_t free_port();

struct Command {
  std::vector<std::string> words;        ///< the program, found along PATH, and its arguments
  std::vector<std::string> environment;  ///< "NAME=value", besides what the bench itself has
  std::filesystem::path output;          ///< where it prints
  std::uint16_t ready_port = 0;
  std::string ready_target;  ///< 200 there: it is ready
};

struct Memory {
  double resident = 0;      ///< MiB
  double proportional = 0;  ///< MiB; shared pages counted in part
};

class Process {
 public:
  /// Starts it and waits until it is ready. \param loop is kept going, for whom the program asks at its start
  /// \throws std::runtime_error with what it printed
  Process(const Command& command, EventLoop& loop);
  /// Asks it to stop and waits until it is gone.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] double ready_after_ms() const { return ready_after_ms_; }
  /// Of all its threads, in user and kernel mode, since its start.
  [[nodiscard]] double cpu_seconds() const;
  [[nodiscard]] Memory memory() const;

 private:
  pid_t pid_;
  double ready_after_ms_ = 0;
};

}  // namespace meldmaat::bench
