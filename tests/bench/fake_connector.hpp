// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The Connector of the bench: takes what bots say. Everything else that is asked here the cloud answers.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "tests/bench/cloud.hpp"
#include "tests/bench/loopback_server.hpp"

namespace meldmaat::bench {

/// The id of somebody's conversation with the bot, and who is meant by it.
[[nodiscard]] std::string conversation_id(std::size_t person);

class FakeConnector {
 public:
  /// Both outlive this.
  FakeConnector(EventLoop& loop, const Cloud& cloud);

  [[nodiscard]] const std::string& origin() const { return server_.origin(); }
  [[nodiscard]] std::string service_url() const { return origin() + "/"; }
  /// Called for each message that is sent or replaced, before it is answered.
  void on_said(std::function<void(std::size_t person)> what) { said_ = std::move(what); }

 private:
  [[nodiscard]] std::string answer(const Asked& asked);

  const Cloud& cloud_;
  std::function<void(std::size_t)> said_ = [](std::size_t) {};
  std::size_t messages_ = 0;
  LoopbackServer server_;
};

}  // namespace meldmaat::bench
