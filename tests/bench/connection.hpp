// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One keep-alive connection to the program on loopback. Written by hand, because the generator shares two cores with
/// what it measures: it reads of an answer only the status, the length and the body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace meldmaat::bench {

struct Answer {
  int status = 0;
  std::string_view head;  ///< status line and headers
  std::string_view body;
};

class Connection {
 public:
  /// \throws std::runtime_error when nobody listens there
  explicit Connection(std::uint16_t port);
  Connection(Connection&& other) noexcept;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Sends a whole request; the one before was answered. \throws std::runtime_error
  void send(std::string_view request);
  /// Reads what is there. \return the answer when it is complete; its views are valid until the next send
  [[nodiscard]] std::optional<Answer> receive();
  /// Sends and waits.
  Answer ask(std::string_view request);

 private:
  int descriptor_;
  std::string in_;
};

/// A request with the headers that the public interface asks for.
struct Host {
  std::uint16_t port = 0;
  [[nodiscard]] std::string get(std::string_view target, std::string_view cookie = {}) const;
  [[nodiscard]] std::string post(std::string_view target, std::string_view body, std::string_view cookie,
                                 std::string_view key) const;
};

}  // namespace meldmaat::bench
