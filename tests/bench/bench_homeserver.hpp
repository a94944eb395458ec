// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The homeserver of the bench: pushes what people say, and takes what bots send. It knows as much of the protocol as a
/// bot needs that finds everything as it was: the bot's account, and nothing to catch up with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/crowd.hpp"
#include "tests/bench/loopback_server.hpp"
#include "tests/bench/town.hpp"

namespace meldmaat::bench {

class BenchHomeserver {
 public:
  /// \param loop outlives this
  explicit BenchHomeserver(EventLoop& loop);

  /// By which a bot and the homeserver know each other.
  [[nodiscard]] const MatrixPlan& plan() const { return plan_; }
  /// Called for each event that a bot sends or redacts, before it is answered.
  void on_said(std::function<void(std::size_t person)> what) { said_ = std::move(what); }

 private:
  [[nodiscard]] std::string answer(const Asked& asked);

  LoopbackServer server_;
  MatrixPlan plan_;
  std::function<void(std::size_t)> said_ = [](std::size_t) {};
  std::size_t events_ = 0;
};

/// The private chat of somebody with the bot.
[[nodiscard]] std::string room_id(const MatrixPlan& plan, std::size_t person);

/// An HTTP request with one transaction, as Synapse makes it.
/// \param port of the bot  \param authorization "Authorization: Bearer ...\r\n", or nothing
[[nodiscard]] std::string transaction_of(const MatrixPlan& plan, std::uint16_t port, const std::string& authorization,
                                         const std::vector<Utterance>& said);

}  // namespace meldmaat::bench
