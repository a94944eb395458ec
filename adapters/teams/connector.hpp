// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The Connector's calls and what its answers mean (Bot Connector REST API reference; Teams, "Status codes from bot
/// conversational APIs"; plan M4). Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/literal.hpp"
#include "adapters/outside.hpp"
#include "bot/delivery.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

enum class ConnectorCall : std::uint8_t {
  create,  ///< POST v3/conversations
  send,    ///< POST v3/conversations/{c}/activities: not idempotent
  update   ///< PUT v3/conversations/{c}/activities/{id}
};

/// The address of a call below a serviceUrl with or without a slash at its end; ids are percent-encoded once.
[[nodiscard]] std::string create_url(std::string_view service_url);
[[nodiscard]] std::string send_url(std::string_view service_url, std::string_view conversation);
[[nodiscard]] std::string update_url(std::string_view service_url, std::string_view conversation,
                                     std::string_view activity);

struct Verdict {
  Outcome outcome;
  enum class Then : std::uint8_t {
    settle,         ///< the outcome stands
    renew_token,    ///< 401: once more with a new token
    renew_address,  ///< the conversation is not known there any more: make it anew, once
    send_as_new     ///< what should be replaced is gone: send it as a message of its own
  };
  Then then = Then::settle;
  Literal reason = "";  ///< for the log
  int status = 0;       ///< 0: there was no answer
};

/// \param now for a Retry-After that is a date
[[nodiscard]] Verdict judge(ConnectorCall call, const OutsideResult& result, Moment now);

}  // namespace meldmaat
