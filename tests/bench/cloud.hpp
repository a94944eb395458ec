// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Microsoft's cloud as far as a bot asks for it: the Connector's keys and how they are found, the bot's own token, and
/// the tokens that the Connector sends along. One origin over http for meldmaat; Microsoft's names over TLS for the
/// bots that know no others (tls_front.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/adapters/teams/token_maker.hpp"
#include "tests/bench/asked.hpp"

namespace meldmaat::bench {

inline constexpr std::string_view bench_app = "5eed0000-0000-4000-8000-00000000b07a";
inline constexpr std::string_view bench_tenant = "5eed0000-0000-4000-8000-0000000000aa";
inline constexpr std::string_view bench_secret = "only-for-the-bench";
/// What a bot must show to the Connector.
inline constexpr std::string_view bot_token = "the-token-of-a-bot-in-the-bench";

class Cloud {
 public:
  /// How a token can be wrong.
  enum class Flaw : std::uint8_t { none, other_key, other_audience, expired };

  /// What the Connector sends along to a bot that it expects its answers from at `service_url`.
  [[nodiscard]] std::string token(std::string_view service_url, Flaw flaw = Flaw::none) const;

  /// \param origin of the server that was asked, without a slash at the end
  [[nodiscard]] std::string answer(const Asked& asked, std::string_view origin) const;

 private:
  SigningKey key_ = SigningKey::first();
  SigningKey false_key_ = SigningKey::second(key_.kid());  ///< says that it is the other
};

}  // namespace meldmaat::bench
