// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A server of the bench that bots call, in the generator's own thread: each request is answered at once.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>

#include "tests/bench/asked.hpp"
#include "tests/bench/event_loop.hpp"

namespace meldmaat::bench {

class LoopbackServer final : public Watched {
 public:
  /// \param loop outlives this  \param answer gives the whole answer, as answer_of does
  LoopbackServer(EventLoop& loop, std::function<std::string(const Asked& asked)> answer);
  ~LoopbackServer() override;

  /// "http://127.0.0.1:port"
  [[nodiscard]] const std::string& origin() const { return origin_; }

  void readable() override;

 private:
  class Guest;

  EventLoop& loop_;
  std::function<std::string(const Asked&)> answer_;
  int listener_;
  std::string origin_;
  std::list<std::unique_ptr<Guest>> guests_;
};

}  // namespace meldmaat::bench
