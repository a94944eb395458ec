// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <stdexcept>

namespace meldmaat::bench {

Listening listen_on_loopback() {
  Listening made{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), 0};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(made.descriptor, generic, size) != 0 || ::listen(made.descriptor, SOMAXCONN) != 0 ||
      ::getsockname(made.descriptor, generic, &size) != 0) {
    throw std::runtime_error("no free port");
  }
  made.port = ntohs(address.sin_port);
  return made;
}

}  // namespace meldmaat::bench
