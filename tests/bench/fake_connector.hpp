// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The Connector of the bench, in the generator's own thread: takes what bots say and answers at once. Everything else
/// that is asked here the cloud answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>

#include "tests/bench/cloud.hpp"
#include "tests/bench/event_loop.hpp"

namespace meldmaat::bench {

/// The id of somebody's conversation with the bot, and who is meant by it.
[[nodiscard]] std::string conversation_id(std::size_t person);

class FakeConnector final : public Watched {
 public:
  /// Both outlive this.
  FakeConnector(EventLoop& loop, const Cloud& cloud);
  ~FakeConnector() override;

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] std::string service_url() const { return origin_ + "/"; }
  /// Called for each message that is sent or replaced, before it is answered.
  void on_said(std::function<void(std::size_t person)> what) { said_ = std::move(what); }

  void readable() override;

 private:
  class Guest;
  [[nodiscard]] std::string answer(const Asked& asked);

  EventLoop& loop_;
  const Cloud& cloud_;
  int listener_;
  std::string origin_;
  std::function<void(std::size_t)> said_ = [](std::size_t) {};
  std::size_t messages_ = 0;
  std::list<std::unique_ptr<Guest>> guests_;
};

}  // namespace meldmaat::bench
