// SPDX-License-Identifier: EUPL-1.2
// A server somewhere else, on loopback: plain or behind TLS, with every answer written by hand, so that it can do what
// no proper server does. A thread for each connection, blocking sockets; nothing here waits for time to pass.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/adapters/test_authority.hpp"

namespace meldmaat {

/// What is said to a request, to the byte, and what follows.
struct WireAnswer {
  enum class Then {
    stay,  ///< wait for the next request
    hang_up,
    drip,   ///< a byte a millisecond until the other side has gone
    tunnel  ///< as a proxy: pass everything on to `port`
  };
  WireAnswer(std::string text, Then afterwards = Then::stay, std::uint16_t to = 0)
      : bytes(std::move(text)), then(afterwards), port(to) {}

  std::string bytes;
  Then then;
  std::uint16_t port;
};

/// A whole answer with a length.
[[nodiscard]] WireAnswer answer_with(int status, const std::string& body, const std::string& more_headers = "");

class OutsideServer {
 public:
  using Script = std::function<WireAnswer(const std::string& request)>;

  /// Plain HTTP.
  explicit OutsideServer(Script script);
  /// TLS.
  /// \param newest the newest version it speaks, such as TLS1_1_VERSION; 0: whatever OpenSSL has
  OutsideServer(const TestCertificate& certificate, Script script, int newest = 0);
  ~OutsideServer();
  OutsideServer(const OutsideServer&) = delete;
  OutsideServer& operator=(const OutsideServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Whole requests, head and body, in the order they came.
  [[nodiscard]] std::vector<std::string> requests() const;
  [[nodiscard]] std::size_t connections() const;
  /// The names that were asked for in TLS handshakes (SNI).
  [[nodiscard]] std::vector<std::string> names() const;
  /// As a server does with connections that were silent for too long.
  void hang_up();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace meldmaat
