// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/fake_connector.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>

#include "tests/bench/loopback.hpp"

namespace meldmaat::bench {

namespace {

/// The part of a conversation's id that nobody encodes in an address.
constexpr std::string_view mark = "bench-";

std::size_t person_of(std::string_view target) {
  const auto at = target.find(mark);
  std::size_t person = 0;
  const auto digits = at == std::string_view::npos ? std::string_view{} : target.substr(at + mark.size());
  if (std::from_chars(digits.data(), digits.data() + digits.size(), person).ec != std::errc{}) {
    throw std::runtime_error("the Connector was asked for " + std::string(target));
  }
  return person;
}

}  // namespace

std::string conversation_id(std::size_t person) {
  return "a:" + std::string(mark) + std::to_string(person);
}

class FakeConnector::Guest final : public Watched {
 public:
  Guest(FakeConnector& host, int descriptor) : host_(host), descriptor_(descriptor) {
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
      const auto answer = host_.answer(asked_);
      ::send(descriptor_, answer.data(), answer.size(), MSG_NOSIGNAL);
      in_.erase(0, asked_.size);
    }
  }

 private:
  FakeConnector& host_;
  int descriptor_;
  std::string in_;
  Asked asked_;
};

FakeConnector::FakeConnector(EventLoop& loop, const Cloud& cloud) : loop_(loop), cloud_(cloud) {
  const auto listening = listen_on_loopback();
  listener_ = listening.descriptor;
  origin_ = "http://127.0.0.1:" + std::to_string(listening.port);
  loop_.watch(listener_, *this);
}

FakeConnector::~FakeConnector() {
  loop_.forget(listener_);
  ::close(listener_);
}

void FakeConnector::readable() {
  const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (descriptor < 0) return;
  const int yes = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  guests_.push_back(std::make_unique<Guest>(*this, descriptor));
}

std::string FakeConnector::answer(const Asked& asked) {
  if (!asked.target.starts_with("/v3/conversations/")) return cloud_.answer(asked, origin_);
  const auto credential = asked.header("authorization");
  if (credential != "bearer " + std::string(bot_token)) return answer_of(401, "{}", false);
  said_(person_of(asked.target));
  const bool replaces = asked.method == "put";
  return answer_of(replaces ? 200 : 201, R"({"id":")" + std::to_string(++messages_) + R"("})", false);
}

}  // namespace meldmaat::bench
