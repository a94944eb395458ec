// SPDX-License-Identifier: EUPL-1.2
#include "adapters/watchdog.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace meldmaat {

void Watchdog::send(std::string_view message) const {
  sockaddr_un address{};
  if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return;
  // The socket interface of the system takes its addresses this way.
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);  // NOLINT
  static_cast<void>(::sendto(descriptor, message.data(), message.size(), MSG_NOSIGNAL, generic, size));
  ::close(descriptor);
}

}  // namespace meldmaat
