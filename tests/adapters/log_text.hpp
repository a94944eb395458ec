// SPDX-License-Identifier: EUPL-1.2
// A log whose lines a test can read back.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "adapters/log.hpp"

namespace meldmaat {

class LogText {
 public:
  LogText() : file_(::memfd_create("log", 0)), log(settings(), [] { return Moment{}; }) {}
  ~LogText() { ::close(file_); }
  LogText(const LogText&) = delete;
  LogText& operator=(const LogText&) = delete;

  /// Everything written so far.
  [[nodiscard]] std::string text() const {
    std::string all(static_cast<std::size_t>(::lseek(file_, 0, SEEK_END)), '\0');
    all.resize(static_cast<std::size_t>(::pread(file_, all.data(), all.size(), 0)));
    return all;
  }
  [[nodiscard]] bool has(const std::string& words) const { return text().find(words) != std::string::npos; }

 private:
  [[nodiscard]] LogSettings settings() const {
    LogSettings made;
    made.file_descriptor = file_;
    return made;
  }

  int file_;

 public:
  Log log;
};

}  // namespace meldmaat
