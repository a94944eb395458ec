// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the Connector of the bench sends to a bot.
#pragma once

#include <cstdint>
#include <string>

#include "tests/bench/crowd.hpp"

namespace meldmaat::bench {

struct TeamsChat {
  std::uint16_t port = 0;   ///< of the bot
  std::string token;        ///< that the Connector sends along
  std::string service_url;  ///< where the bot's answers go
};

/// An HTTP request with a message in somebody's personal chat, or with the app being installed.
[[nodiscard]] std::string teams_request(const TeamsChat& chat, const Utterance& said);

}  // namespace meldmaat::bench
