// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Where every channel brings what came in, and where what falls due is rung: carries it to the storage thread, waits
/// for the commit, and then tells the watchers to look. When an awaited call returns, it is on disk.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <optional>
#include <string>

#include "adapters/metrics.hpp"
#include "adapters/store_thread.hpp"
#include "adapters/watchers.hpp"
#include "bot/clock.hpp"
#include "bot/dialog.hpp"
#include "bot/municipality.hpp"
#include "bot/ring.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// What the house is made of, as far as a turn needs it; `main` owns all of it.
struct SwitchboardParts {
  StoreThread& store;
  const Dialog& dialog;
  const Municipality& town;
  const Clock& clock;
  Watchers& watchers;
  Metrics& metrics;
};

/// A file on its way in: what is known about it, and its bytes.
struct IncomingFile {
  IncomingFile(Attachment what, std::string content) : about(std::move(what)), bytes(std::move(content)) {}
  Attachment about;
  std::string bytes;
};

class Switchboard {
 public:
  explicit Switchboard(const SwitchboardParts& parts);

  /// \throws StoreBusy (answer 503), StoreBroken (the house stops)
  [[nodiscard]] boost::asio::awaitable<Taken> take(Inbound inbound);
  /// The same with a file: bytes and turn are one transaction.
  [[nodiscard]] boost::asio::awaitable<Taken> take_file(Inbound inbound, IncomingFile file);
  /// Rings everything that is due, in bounded passes. \return how many rang
  [[nodiscard]] boost::asio::awaitable<std::size_t> ring();
  /// When the next thing falls due.
  [[nodiscard]] boost::asio::awaitable<std::optional<Moment>> next_alarm();

  [[nodiscard]] StoreThread& store() { return parts_.store; }
  [[nodiscard]] const Municipality& town() const { return parts_.town; }
  [[nodiscard]] const Clock& clock() const { return parts_.clock; }
  [[nodiscard]] Watchers& watchers() { return parts_.watchers; }

 private:
  [[nodiscard]] boost::asio::awaitable<Rung> ring_once();
  SwitchboardParts parts_;
  Counter& turns_;
  Counter& repeats_;
  Counter& rings_;
  Histogram& until_committed_;
};

}  // namespace meldmaat
