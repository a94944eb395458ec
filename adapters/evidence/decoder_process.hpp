// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Opens files of others in a process of their own, one at a time: what takes it over has taken over nothing
/// (adapters/evidence/confinement). I/O thread only.
///
///     bytes ── pipe ── meldmaat decode ── pipe ── the copy, and an exit code
#pragma once

#include <sys/types.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <string>

#include "adapters/evidence/copy_maker.hpp"
#include "adapters/log.hpp"
#include "adapters/metrics.hpp"

namespace meldmaat {

struct DecoderSettings {
  /// Started as `<program> decode`. This process's own program, also after an update replaced the file.
  std::string program = "/proc/self/exe";
  /// Longer than the child may compute (30 s): a machine that is busy breaks nobody's file.
  std::chrono::milliseconds patience{40'000};
  std::size_t most_copy_bytes = 64UL * 1024UL * 1024UL;
};

class DecoderProcess final : public CopyMaker {
 public:
  /// `metrics` and `log` outlive this.
  DecoderProcess(const boost::asio::any_io_executor& executor, Metrics& metrics, Log& log, DecoderSettings settings);

  [[nodiscard]] boost::asio::awaitable<ReaderCopy> copy(std::string bytes) override;

 private:
  class Child;
  [[nodiscard]] boost::asio::awaitable<ReaderCopy> decode(std::string bytes);
  [[nodiscard]] boost::asio::awaitable<std::string> exchange(Child& child, std::string bytes) const;
  void free_place();

  boost::asio::any_io_executor executor_;
  Log& log_;
  DecoderSettings settings_;
  boost::asio::steady_timer place_is_free_;
  bool under_way_ = false;
  Counter& made_;
  Counter& no_copy_;
  Counter& broken_;
  Counter& later_;
};

}  // namespace meldmaat
