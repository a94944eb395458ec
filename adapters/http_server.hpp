// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The door: accepts connections, lets the gate judge each request, hands it to one handler and writes the answer.
/// Plain HTTP/1.1; TLS is the reverse proxy's work. Everything on one I/O thread. Boost.Beast is not visible here.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http_gate.hpp"
#include "adapters/http_message.hpp"
#include "adapters/metrics.hpp"
#include "adapters/spawn.hpp"

namespace meldmaat {

/// What the house says to requests. One object serves all connections; lives longer than the server.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;

  /// The rules of the route this path belongs to, asked before the body is read; nothing means 404. `path` is not
  /// decoded.
  [[nodiscard]] virtual std::optional<GateRules> rules_for(std::string_view path) const = 0;

  /// Looks at a request that passed the gate, before its body is read. An answer turns it away: it is sent and the
  /// connection ends, with the body unread. Nothing lets it in; what was found out may be left in `head.admission`.
  /// Without an override everything is let in. An exception becomes 500 and a log line.
  [[nodiscard]] virtual boost::asio::awaitable<std::optional<Response>> admit(Request& head);

  /// Answers a request that passed the gate. Requests of one connection come one by one, those of several interleave at
  /// each co_await. The handler sets its own limits on waiting. An exception becomes 500 and a log line.
  [[nodiscard]] virtual boost::asio::awaitable<Response> handle(Request request) = 0;
};

/// Deadlines and limits (reliability M13). Tests set them to milliseconds.
struct HttpServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0 lets the system choose.

  /// Host values that are ours: "localhost:3978". Lower case, with the port people use. Anything else gets 421.
  /// A name that ends in ":0" means the port the system chose.
  std::vector<std::string> hosts;

  std::size_t most_connections = 512;
  /// Behind a reverse proxy all connections come from one peer: raise it there, and let the proxy count.
  std::size_t most_connections_per_peer = 32;

  std::chrono::milliseconds head_limit{5'000};   ///< From the first byte of a head (or the accept) to its end.
  std::chrono::milliseconds body_limit{10'000};  ///< For the whole body.
  std::size_t least_body_bytes_per_second = 1024;
  std::chrono::milliseconds idle_limit{30'000};   ///< Between two requests.
  std::chrono::milliseconds write_limit{10'000};  ///< For one answer to leave, and for each piece of a stream.
  std::chrono::milliseconds linger_limit{2'000};  ///< For the peer to read a refusal and hang up.
  std::chrono::milliseconds heartbeat{15'000};    ///< A comment line in a silent event stream.
  std::chrono::milliseconds tick{100};            ///< How often the deadlines above are looked at.
  std::chrono::milliseconds stop_limit{10'000};   ///< For sessions to finish when the house stops.
};

/// A clock that only goes forward, for the deadlines: monotonic_now of system_clock.hpp, or a test's own.
using MonotonicNow = std::function<std::chrono::nanoseconds()>;

class HttpServer {
 public:
  /// `handler`, `metrics` and `desk` outlive the server. The executor's context may be destroyed after all of them,
  /// with sessions still in it, but must not run again.
  HttpServer(const boost::asio::any_io_executor& executor, const HttpServerSettings& settings, HttpHandler& handler,
             Metrics& metrics, const FailureDesk& desk, MonotonicNow now);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Binds, listens and begins to accept. Returns the port. Throws boost::system::system_error when the address cannot
  /// be had.
  std::uint16_t start();

  /// Accepts nothing more, lets each session finish the request in hand, ends streams, and cuts what is left after
  /// `stop_limit`. Returns how many sessions were cut.
  [[nodiscard]] boost::asio::awaitable<std::size_t> stop();

  [[nodiscard]] std::size_t connections() const;

 private:
  struct House;
  // Shared with the sessions: their coroutine frames may be destroyed by the io_context after this object.
  std::shared_ptr<House> house_;
};

}  // namespace meldmaat
