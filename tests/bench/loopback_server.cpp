// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/loopback_server.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "tests/bench/loopback.hpp"

namespace meldmaat::bench {

class LoopbackServer::Guest final : public Watched {
 public:
  Guest(LoopbackServer& host, int descriptor) : host_(host), descriptor_(descriptor) {
    host_.loop_.watch(descriptor_, *this);
  }
  ~Guest() override {
    host_.loop_.forget(descriptor_);
    ::close(descriptor_);
  }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  void readable() override {
    std::array<char, 16384> piece;
    const auto size = ::recv(descriptor_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) {
      host_.guests_.remove_if([this](const auto& guest) { return guest.get() == this; });
      return;
    }
    in_.append(piece.data(), static_cast<std::size_t>(size));
    while (read_asked(in_, asked_)) {
      const auto answer = host_.answer_(asked_);
      ::send(descriptor_, answer.data(), answer.size(), MSG_NOSIGNAL);
      in_.erase(0, asked_.size);
    }
  }

 private:
  LoopbackServer& host_;
  int descriptor_;
  std::string in_;
  Asked asked_;
};

LoopbackServer::LoopbackServer(EventLoop& loop, std::function<std::string(const Asked&)> answer)
    : loop_(loop), answer_(std::move(answer)) {
  const auto listening = listen_on_loopback();
  listener_ = listening.descriptor;
  origin_ = "http://127.0.0.1:" + std::to_string(listening.port);
  loop_.watch(listener_, *this);
}

LoopbackServer::~LoopbackServer() {
  loop_.forget(listener_);
  ::close(listener_);
}

void LoopbackServer::readable() {
  const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (descriptor < 0) return;
  const int yes = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  guests_.push_back(std::make_unique<Guest>(*this, descriptor));
}

}  // namespace meldmaat::bench
