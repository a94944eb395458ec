// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to servers elsewhere: the only outgoing door of the house (design/house, HttpsClient). Whatever carries a
/// secret goes through here, so that the rules about where it may go stand in one place (https_client.hpp).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "adapters/http_message.hpp"
#include "adapters/literal.hpp"

namespace meldmaat {

/// What is sent. Host, Content-Length, User-Agent and Connection are the client's work.
struct OutsideRequest {
  OutsideRequest(Method asked, std::string asked_url) : method(asked), url(std::move(asked_url)) {}

  Method method;
  std::string url;  ///< absolute
  Headers headers;
  std::string body;
  /// Put into "Authorization: Bearer ..." when not empty; only for hosts that are named exactly, never for a suffix.
  std::string bearer;
  std::size_t most_answer_bytes = 64UL * 1024;
  std::chrono::milliseconds limit{15'000};
};

/// What came back; any status. Redirects are never followed.
struct OutsideAnswer {
  OutsideAnswer() = default;

  int status = 0;
  Headers headers;
  std::string body;
};

/// Why there is no answer.
enum class OutsideFault : std::uint8_t {
  not_allowed,  ///< the address breaks a rule: nothing was sent
  not_reached,  ///< no name, no connection, no TLS: nothing of the request was sent
  lost,         ///< it was sent, at least in part, and no whole answer came in time
  too_large,    ///< the answer is over its limit
};

[[nodiscard]] Literal name_of(OutsideFault fault);

using OutsideResult = std::variant<OutsideFault, OutsideAnswer>;

class Outside {
 public:
  Outside() = default;
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;
  virtual ~Outside() = default;

  /// I/O thread. Several at a time.
  [[nodiscard]] virtual boost::asio::awaitable<OutsideResult> exchange(OutsideRequest request) = 0;
};

}  // namespace meldmaat
