// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace meldmaat::bench {

namespace {

std::size_t number_at(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The server writes this header's name always the same way.
std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "\r\nContent-Length: ";
  const auto at = head.find(name);
  return at == std::string_view::npos ? 0 : number_at(head.substr(at + name.size()));
}

std::string address_of(std::uint16_t port) {
  return "127.0.0.1:" + std::to_string(port);
}

}  // namespace

Connection::Connection(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int yes = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(descriptor_);
    throw std::runtime_error("nobody listens on " + address_of(port));
  }
}

Connection::Connection(Connection&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), in_(std::move(other.in_)) {}

Connection::~Connection() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Connection::send(std::string_view request) {
  in_.clear();
  const auto sent = ::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(request.size())) throw std::runtime_error("a request did not go out whole");
}

std::optional<Answer> Connection::receive() {
  std::array<char, 16384> piece;
  const auto size = ::recv(descriptor_, piece.data(), piece.size(), MSG_DONTWAIT);
  if (size < 0 && errno == EAGAIN) return std::nullopt;
  if (size <= 0) throw std::runtime_error("the program closed a connection without an answer");
  in_.append(piece.data(), static_cast<std::size_t>(size));
  const std::string_view all = in_;
  const auto end = all.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  const auto head = all.substr(0, end + 2);
  const auto length = content_length(head);
  if (all.size() < end + 4 + length) return std::nullopt;
  constexpr std::size_t status_at = sizeof "HTTP/1.1";
  return Answer{static_cast<int>(number_at(head.substr(status_at, 3))), head, all.substr(end + 4, length)};
}

Answer Connection::ask(std::string_view request) {
  send(request);
  for (;;) {
    pollfd wait{descriptor_, POLLIN, 0};
    ::poll(&wait, 1, -1);
    if (const auto answer = receive()) return *answer;
  }
}

std::string Host::get(std::string_view target, std::string_view cookie) const {
  std::string request{"GET "};
  request.append(target).append(" HTTP/1.1\r\nHost: ").append(address_of(port)).append("\r\n");
  if (!cookie.empty()) request.append("Cookie: ").append(cookie).append("\r\n");
  return request.append("\r\n");
}

std::string Host::post(std::string_view target, std::string_view body, std::string_view cookie,
                       std::string_view key) const {
  const auto address = address_of(port);
  std::string request{"POST "};
  request.reserve(512 + body.size());
  request.append(target).append(" HTTP/1.1\r\nHost: ").append(address);
  request.append("\r\nOrigin: http://").append(address).append("\r\n");
  if (!cookie.empty()) request.append("Cookie: ").append(cookie).append("\r\n");
  if (!key.empty()) request.append("Idempotency-Key: ").append(key).append("\r\n");
  if (!body.empty()) request.append("Content-Type: application/json\r\n");
  return request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

}  // namespace meldmaat::bench
