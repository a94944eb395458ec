// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Fetches the files that channels only told the place of, and takes each as if it had been brought: the same kinds,
/// the same size, the same turn. A file that cannot be had is told to its sender. I/O thread only.
///
///     errands ── one store job ── FileSource::fetch ── one store job
///                begins, commits                       the turn with the file, or words; the errand goes
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/bell.hpp"
#include "adapters/evidence/copy_maker.hpp"
#include "adapters/file_source.hpp"
#include "adapters/log.hpp"
#include "adapters/metrics.hpp"
#include "adapters/spawn.hpp"
#include "adapters/switchboard.hpp"
#include "bot/clock.hpp"
#include "bot/errand.hpp"

namespace meldmaat {

struct FetcherSettings {
  std::size_t most_bytes = 0;  ///< of a file
  std::size_t places = 2;      ///< files under way at a time: each may be in memory whole
  std::chrono::milliseconds longest_wait{30'000};
  std::chrono::milliseconds wait_when_busy{1'000};  ///< the store took nothing
};

class Fetcher {
 public:
  /// All outlive this, the sources too.
  Fetcher(const boost::asio::any_io_executor& executor, Switchboard& switchboard,
          const std::vector<FileSource*>& sources, CopyMaker& copies, Random& random, const FailureDesk& failures,
          Metrics& metrics, Log& log, const FetcherSettings& settings);

  /// Fetches until it is stopped. Call it once.
  [[nodiscard]] boost::asio::awaitable<void> run();
  /// An errand may have been added.
  void ring();
  /// Begins nothing more. What is under way and not taken by the end of the program is fetched after the next start.
  void stop();

 private:
  struct Begun {
    std::vector<Errand> errands;
    std::optional<Moment> next;
    Touched touched;
  };

  [[nodiscard]] boost::asio::awaitable<std::chrono::milliseconds> cycle();
  [[nodiscard]] boost::asio::awaitable<void> run_errand(FileSource* source, Errand errand);
  [[nodiscard]] Begun begin(Store& store, std::size_t places) const;
  /// The file is here and opens, or what became of it.
  [[nodiscard]] boost::asio::awaitable<Fetched> bring(FileSource* source, std::string details);
  [[nodiscard]] Touched settle(const Desk& desk, const Errand& errand, const Fetched& fetched) const;
  [[nodiscard]] Touched finish(const Desk& desk, const Errand& errand, const Fetched& fetched) const;

  boost::asio::any_io_executor executor_;
  Switchboard& switchboard_;
  std::map<std::string, FileSource*> sources_;
  CopyMaker& copies_;
  Random& random_;
  const FailureDesk& failures_;
  Log& log_;
  FetcherSettings settings_;
  Bell bell_;
  std::size_t under_way_ = 0;
  bool stopped_ = false;
  std::map<Fetched::Kind, Counter*> results_;
};

}  // namespace meldmaat
