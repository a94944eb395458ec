// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who is looking at which conversation. A watcher is only told to look again; what it then shows comes from the store,
/// so nothing that was pushed can be lost or be newer than what is on disk. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <utility>

#include "bot/ids.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

class Watchers {
 public:
  /// One look-out: a page with an open stream, or a long poll.
  class Watch {
   public:
    explicit Watch(const boost::asio::any_io_executor& executor) : bell_(executor) {}
    /// Returns true at once when something was written since the last call, else when something is, else false after
    /// `limit`.
    [[nodiscard]] boost::asio::awaitable<bool> wait(std::chrono::milliseconds limit);

   private:
    friend class Watchers;
    void ring();
    boost::asio::steady_timer bell_;
    bool rung_ = false;
  };

  explicit Watchers(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// The watch ends when the pointer is dropped. Shared because a waiting coroutine and this list both name it.
  [[nodiscard]] std::shared_ptr<Watch> watch(const ConversationKey& key);
  void look_again(const Touched& touched);
  /// Wakes everybody, so that waiting requests end when the house stops.
  void look_again();

 private:
  boost::asio::any_io_executor executor_;
  std::multimap<ConversationKey, std::weak_ptr<Watch>> watches_;
};

}  // namespace meldmaat
