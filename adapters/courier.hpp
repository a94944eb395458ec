// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Carries what waits in the outbox to the channels that must be called (plan M4, promises P5-P7).
///
///     outbox ── one store job ──────── Channel::send ── the next store job
///               settles and parks,     many at a time,
///               marks as under way,    one of a conversation
///               commits
///
/// A round looks only at the conversations that were rung for or whose delivery came back; at the whole outbox at the
/// start, when something is due, and every now and then. The network is touched only after the commit that says so;
/// whatever is under way when the program dies is uncertain at the next start. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/bell.hpp"
#include "adapters/channel.hpp"
#include "adapters/log.hpp"
#include "adapters/metrics.hpp"
#include "adapters/sorting_table.hpp"
#include "adapters/spawn.hpp"
#include "adapters/switchboard.hpp"
#include "bot/clock.hpp"

namespace meldmaat {

struct CourierSettings {
  std::size_t places = 64;  ///< deliveries under way at a time
  /// Waiting is never longer than this, as the alarm clock's.
  std::chrono::milliseconds longest_wait{30'000};
  std::chrono::milliseconds wait_when_busy{1'000};  ///< the store took nothing
  std::chrono::milliseconds patience{10'000};       ///< with what is under way when the house stops
};

class Courier {
 public:
  /// All outlive this, the channels too.
  Courier(const boost::asio::any_io_executor& executor, Switchboard& switchboard, const std::vector<Channel*>& channels,
          Random& random, const FailureDesk& failures, Metrics& metrics, Log& log,
          const CourierSettings& settings = {});

  /// Carries until it is stopped. Call it once.
  [[nodiscard]] boost::asio::awaitable<void> run();
  /// Something was said in these conversations. Costs nothing for those on channels that need not be called; many
  /// rings while it works are one.
  void ring(const Touched& touched);
  /// Something may wait anywhere in the outbox.
  void ring();
  /// Begins no delivery any more, waits with patience for those under way, and returns when what came back is on disk.
  [[nodiscard]] boost::asio::awaitable<void> stop();

 private:
  using Batch = std::vector<Returned>;

  [[nodiscard]] boost::asio::awaitable<void> carry();
  [[nodiscard]] boost::asio::awaitable<std::chrono::milliseconds> cycle(std::size_t places);
  [[nodiscard]] boost::asio::awaitable<void> deliver(Channel* channel, Parcel parcel);
  [[nodiscard]] std::chrono::milliseconds send_off(Sorted sorted);
  void come_back(Parcel parcel, Sent sent);
  void end();

  boost::asio::any_io_executor executor_;
  Switchboard& switchboard_;
  std::map<std::string, Channel*> channels_;
  std::map<std::string, bool> names_;  ///< and whether they repeat safely
  Random& random_;
  const FailureDesk& failures_;
  Log& log_;
  CourierSettings settings_;

  Bell bell_;
  boost::asio::steady_timer ended_;
  Batch back_;                          ///< not written yet
  std::vector<ConversationKey> named_;  ///< where something may wait
  Moment look_everywhere_;              ///< not later than at this moment
  std::size_t under_way_ = 0;
  bool uncertain_ = true;  ///< an earlier run may have left something
  bool running_ = false;
  bool stopped_ = false;

  std::map<Outcome::Kind, Counter*> results_;
  Histogram& until_sent_;
  Gauge& waiting_;
  Counter& parked_;
};

}  // namespace meldmaat
