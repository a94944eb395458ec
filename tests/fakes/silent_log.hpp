// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A log whose lines go nowhere.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include "adapters/log.hpp"

namespace meldmaat {

class SilentLog {
 public:
  SilentLog() : nowhere_(::open("/dev/null", O_WRONLY | O_CLOEXEC)), log_(into(nowhere_), [] { return Moment(); }) {}
  ~SilentLog() { ::close(nowhere_); }
  SilentLog(const SilentLog&) = delete;
  SilentLog& operator=(const SilentLog&) = delete;

  [[nodiscard]] Log& log() { return log_; }

 private:
  static LogSettings into(int file) {
    LogSettings settings;
    settings.file_descriptor = file;
    return settings;
  }

  int nowhere_;
  Log log_;
};

}  // namespace meldmaat
