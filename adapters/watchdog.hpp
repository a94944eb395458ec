// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Tells the service manager how it goes (sd_notify protocol: datagrams to the socket named by NOTIFY_SOCKET). Without
/// such a socket nothing is said. I/O thread only.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

class Watchdog {
 public:
  /// \param notify_socket path, or '@' and an abstract name; empty: nobody listens
  explicit Watchdog(std::string notify_socket) : socket_(std::move(notify_socket)) {}

  void ready() const { send("READY=1"); }
  void feed() const { send("WATCHDOG=1"); }
  void stopping() const { send("STOPPING=1"); }

 private:
  /// A message that cannot be delivered is dropped: the manager then restarts us, which is what it is for.
  void send(std::string_view message) const;
  std::string socket_;
};

}  // namespace meldmaat
