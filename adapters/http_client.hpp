// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A small client of plain HTTP/1.1 for our own tools on this machine: `meldmaat chat`, `meldmaat clock`, the health
/// check and the load generator. Not for the outside world: no TLS, no redirects, no proxy, a numeric address.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "adapters/http_message.hpp"

namespace meldmaat {

/// What is sent. Host, Content-Length and Connection are the client's work.
struct ClientRequest {
  ClientRequest(Method asked, std::string_view asked_target);
  ClientRequest(Method asked, std::string_view asked_target, std::string_view content_type, std::string text);

  Method method;
  std::string target;
  Headers headers;
  std::string body;
};

/// What came back.
struct ClientAnswer {
  ClientAnswer() = default;

  int status = 0;
  Headers headers;
  std::string body;
};

/// No answer: not reachable, cut off, out of time, or not HTTP.
class HttpClientError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One connection, kept between exchanges and made again when needed. One exchange at a time; one I/O thread.
class HttpClient {
 public:
  /// No answer of ours is larger.
  static constexpr std::size_t most_body_bytes = 64 * 1024 * 1024;

  /// `address` is numeric, such as "127.0.0.1".
  HttpClient(const boost::asio::any_io_executor& executor, std::string_view address, std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends and reads the whole answer within `limit`. A kept connection that the server had closed in the meantime is
  /// made again once, when not a byte of an answer had come. Throws HttpClientError.
  [[nodiscard]] boost::asio::awaitable<ClientAnswer> exchange(ClientRequest request, std::chrono::milliseconds limit);

  /// Sends and reads only the head of the answer (`body` stays empty), for event streams. Throws HttpClientError.
  [[nodiscard]] boost::asio::awaitable<ClientAnswer> open(ClientRequest request, std::chrono::milliseconds limit);

  /// The next bytes of the body begun with open(); empty at its end. Throws HttpClientError, also when nothing came
  /// within `limit`; the connection is closed then.
  [[nodiscard]] boost::asio::awaitable<std::string> read_some(std::chrono::milliseconds limit);

  /// Closes the connection. Safe at any time.
  void close();

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace meldmaat
