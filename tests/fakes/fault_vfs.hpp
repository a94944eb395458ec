// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A SQLite VFS over the system's own that fails on request: the n-th write, or the n-th sync, once or from then on.
/// Syncing itself is left out: these tests end a process, not the power.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace meldmaat::fakes {

struct Fault {
  enum class Operation { write, sync };  ///< a truncation counts as a write
  Operation operation = Operation::write;
  std::uint64_t at = 0;  ///< the operation that fails, from 1; 0: none does
  int code = 0;          ///< what SQLite hears: SQLITE_FULL, SQLITE_IOERR_WRITE, ...
  bool forever = false;
};

/// Registered under `name()` while it lives. One at a time in a process. Armed and asked from any thread.
class FaultVfs {
 public:
  FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  ~FaultVfs();

  [[nodiscard]] const std::string& name() const;
  /// Counts from here.
  void arm(const Fault& fault);
  void disarm() { arm(Fault{}); }
  /// How often it failed since it was armed.
  [[nodiscard]] std::uint64_t failures() const;

 private:
  struct Registered;
  std::unique_ptr<Registered> registered_;
};

}  // namespace meldmaat::fakes
