// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The generator's one thread: what has a descriptor is told when there is something to read.
#pragma once

#include <chrono>

namespace meldmaat::bench {

using Clock = std::chrono::steady_clock;

class Watched {
 public:
  Watched() = default;
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  virtual ~Watched() = default;
  /// There is something to read, or the other side hung up. May destroy itself and nothing else that is watched.
  virtual void readable() = 0;
};

class EventLoop {
 public:
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Until it is forgotten; `who` lives as long.
  void watch(int descriptor, Watched& who);
  /// Before it is closed. Closing alone would do, were it not for a child that is just being started: it holds every
  /// descriptor for a moment, and what it holds is still watched.
  void forget(int descriptor);
  /// Waits until `until` at most, and tells everybody for whom something came. Returns after the first time that
  /// something came.
  void wait(Clock::time_point until);

 private:
  int epoll_;
};

}  // namespace meldmaat::bench
