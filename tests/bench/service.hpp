// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The real program, `meldmaat serve`, as a child process with a municipality made for it, and what Linux says it uses.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace meldmaat::bench {

/// The folder of configuration and database, and the two ports that were free when it was made.
struct Town {
  std::filesystem::path folder;
  std::uint16_t web = 0;
  std::uint16_t ops = 0;
  [[nodiscard]] std::filesystem::path data() const { return folder / "data"; }
};

/// Writes organisation.toml and meldmaat.toml: the roles that must be held, and `employees` people at one desk, named
/// employee_id(0), employee_id(1), ...
[[nodiscard]] Town make_town(const std::filesystem::path& folder, std::size_t employees);
[[nodiscard]] std::string employee_id(std::size_t number);

struct Memory {
  double resident = 0;      ///< MiB
  double proportional = 0;  ///< MiB; shared pages counted in part
};

class Service {
 public:
  /// Starts the program and waits until /readyz says 200. \throws std::runtime_error with what it printed
  Service(const std::filesystem::path& program, const Town& town);
  /// Asks it to stop and waits until it is gone.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] double ready_after_ms() const { return ready_after_ms_; }
  /// Of all its threads, in user and kernel mode, since its start.
  [[nodiscard]] double cpu_seconds() const;
  [[nodiscard]] Memory memory() const;

 private:
  pid_t pid_ = -1;
  double ready_after_ms_ = 0;
};

}  // namespace meldmaat::bench
