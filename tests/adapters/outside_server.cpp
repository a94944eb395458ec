// SPDX-License-Identifier: EUPL-1.2
#include "tests/adapters/outside_server.hpp"

#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <mutex>
#include <thread>

namespace meldmaat {

namespace {

using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using TlsStream = boost::asio::ssl::stream<tcp::socket&>;

// True when the other side has gone, false when a millisecond passed first.
bool has_gone(tcp::socket& socket) {
  pollfd waiting{socket.native_handle(), POLLIN | POLLRDHUP, 0};
  return ::poll(&waiting, 1, 1) > 0;
}

template <class Stream>
void drip(Stream& stream, tcp::socket& socket) {
  ErrorCode failed;
  while (!failed && !has_gone(socket)) boost::asio::write(stream, boost::asio::buffer("x", 1), failed);
}

bool pass_on(tcp::socket& from, tcp::socket& to) {
  std::array<char, 4096> bytes{};
  ErrorCode failed;
  const std::size_t got = from.read_some(boost::asio::buffer(bytes), failed);
  if (!failed) boost::asio::write(to, boost::asio::buffer(bytes.data(), got), failed);
  return !failed;
}

void tunnel(tcp::socket& near, std::uint16_t port) {
  tcp::socket far(near.get_executor());
  far.connect(tcp::endpoint(boost::asio::ip::address_v4::loopback(), port));
  bool open = true;
  while (open) {
    std::array<pollfd, 2> waiting{pollfd{near.native_handle(), POLLIN, 0}, pollfd{far.native_handle(), POLLIN, 0}};
    ::poll(waiting.data(), waiting.size(), -1);
    if (waiting[0].revents != 0) open = pass_on(near, far);
    if (open && waiting[1].revents != 0) open = pass_on(far, near);
  }
}

std::size_t length_in(const std::string& head) {
  constexpr std::string_view field = "\r\nContent-Length: ";
  const std::size_t at = head.find(field);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + field.size()));
}

}  // namespace

struct OutsideServer::Parts {
  explicit Parts(Script given) : script(std::move(given)), door(io, {boost::asio::ip::address_v4::loopback(), 0}) {}

  void accept();
  void serve(tcp::socket socket);
  template <class Stream>
  void talk(Stream& stream, tcp::socket& socket);
  template <class Stream>
  bool read_request(Stream& stream, std::string& request);

  Script script;
  boost::asio::io_context io{1};
  tcp::acceptor door;
  std::optional<boost::asio::ssl::context> tls;
  std::thread doorman;
  std::mutex mutex;  // guards what follows
  std::vector<std::thread> threads;
  std::vector<int> open;
  std::vector<std::string> requests;
  std::vector<std::string> names;
  std::size_t connections = 0;
};

template <class Stream>
bool OutsideServer::Parts::read_request(Stream& stream, std::string& request) {
  std::array<char, 4096> bytes{};
  std::size_t wanted = std::string::npos;
  while (request.size() < wanted) {
    ErrorCode failed;
    request.append(bytes.data(), stream.read_some(boost::asio::buffer(bytes), failed));
    if (failed) return false;
    const std::size_t head = request.find("\r\n\r\n");
    if (head != std::string::npos) wanted = head + 4 + length_in(request.substr(0, head));
  }
  return true;
}

template <class Stream>
void OutsideServer::Parts::talk(Stream& stream, tcp::socket& socket) {
  std::string request;
  while (read_request(stream, request)) {
    {
      const std::lock_guard guard(mutex);
      requests.push_back(request);
    }
    const WireAnswer said = script(request);
    request.clear();
    ErrorCode failed;
    boost::asio::write(stream, boost::asio::buffer(said.bytes), failed);
    if (said.then == WireAnswer::Then::drip) drip(stream, socket);
    if (said.then == WireAnswer::Then::tunnel) tunnel(socket, said.port);
    if (failed || said.then != WireAnswer::Then::stay) return;
  }
}

void OutsideServer::Parts::serve(tcp::socket socket) {
  if (tls) {
    TlsStream stream(socket, *tls);
    ErrorCode failed;
    stream.handshake(TlsStream::server, failed);
    const char* const name = SSL_get_servername(stream.native_handle(), TLSEXT_NAMETYPE_host_name);
    if (name != nullptr) {
      const std::lock_guard guard(mutex);
      names.emplace_back(name);
    }
    if (!failed) talk(stream, socket);
  } else {
    talk(socket, socket);
  }
  // Not reset but ended, so that the other side reads everything that was said.
  ErrorCode ignored;
  socket.shutdown(tcp::socket::shutdown_both, ignored);
  const std::lock_guard guard(mutex);
  std::erase(open, socket.native_handle());
  socket.close(ignored);
}

void OutsideServer::Parts::accept() {
  while (true) {
    ErrorCode failed;
    tcp::socket socket = door.accept(failed);
    if (failed) return;
    const std::lock_guard guard(mutex);
    ++connections;
    open.push_back(socket.native_handle());
    threads.emplace_back([this, moved = std::move(socket)]() mutable { serve(std::move(moved)); });
  }
}

OutsideServer::OutsideServer(Script script) : parts_(std::make_unique<Parts>(std::move(script))) {
  parts_->doorman = std::thread([this] { parts_->accept(); });
}

OutsideServer::OutsideServer(const TestCertificate& certificate, Script script, int newest)
    : parts_(std::make_unique<Parts>(std::move(script))) {
  boost::asio::ssl::context& tls = parts_->tls.emplace(boost::asio::ssl::context::tls_server);
  tls.use_certificate_chain(boost::asio::buffer(certificate.certificate));
  tls.use_private_key(boost::asio::buffer(certificate.key), boost::asio::ssl::context::pem);
  if (newest != 0) {
    SSL_CTX_set_max_proto_version(tls.native_handle(), newest);
    // Versions this old are not spoken at OpenSSL's usual level of security.
    SSL_CTX_set_security_level(tls.native_handle(), 0);
    SSL_CTX_set_min_proto_version(tls.native_handle(), 0);
  }
  parts_->doorman = std::thread([this] { parts_->accept(); });
}

OutsideServer::~OutsideServer() {
  ::shutdown(parts_->door.native_handle(), SHUT_RDWR);
  parts_->doorman.join();
  hang_up();
  for (std::thread& thread : parts_->threads) thread.join();
}

std::uint16_t OutsideServer::port() const {
  return parts_->door.local_endpoint().port();
}

std::vector<std::string> OutsideServer::requests() const {
  const std::lock_guard guard(parts_->mutex);
  return parts_->requests;
}

std::size_t OutsideServer::connections() const {
  const std::lock_guard guard(parts_->mutex);
  return parts_->connections;
}

std::vector<std::string> OutsideServer::names() const {
  const std::lock_guard guard(parts_->mutex);
  return parts_->names;
}

void OutsideServer::hang_up() {
  const std::lock_guard guard(parts_->mutex);
  for (const int socket : parts_->open) ::shutdown(socket, SHUT_RDWR);
}

WireAnswer answer_with(int status, const std::string& body, const std::string& more_headers) {
  return {"HTTP/1.1 " + std::to_string(status) + " WireAnswer\r\nContent-Length: " + std::to_string(body.size()) +
          "\r\n" + more_headers + "\r\n" + body};
}

}  // namespace meldmaat
