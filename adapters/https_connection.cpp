// SPDX-License-Identifier: EUPL-1.2
#include "adapters/https_connection.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "adapters/deadline.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using boost::asio::redirect_error;
using boost::asio::use_awaitable;
using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// One address of several that leads nowhere must leave time for the next.
constexpr std::chrono::seconds longest_connect{5};
constexpr int most_interim_answers = 4;
constexpr std::size_t most_proxy_answer_bytes = 16UL * 1024;

// The certificate must bear this name or address (RFC 6125); a name is also sent, so that the server can choose (SNI).
bool expect_host(SSL* ssl, const std::string& host) {
  ErrorCode no_address;
  boost::asio::ip::make_address(host, no_address);
  X509_VERIFY_PARAM* rules = SSL_get0_param(ssl);
  if (!no_address) return X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1;
  X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) == 1 &&
         SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

}  // namespace

HttpsConnection::HttpsConnection(const boost::asio::any_io_executor& executor) : socket_(executor) {}

bool HttpsConnection::passed(const ErrorCode& failed) {
  if (failed) failure_ = failed.value();
  return !failed;
}

awaitable<bool> HttpsConnection::connect(tcp::endpoint endpoint) {
  ErrorCode failed;
  socket_.close(failed);
  co_await socket_.async_connect(endpoint, redirect_error(use_awaitable, failed));
  if (!failed) socket_.set_option(tcp::no_delay(true), failed);
  co_return passed(failed);
}

awaitable<bool> HttpsConnection::reach(std::vector<tcp::endpoint> endpoints) {
  failure_ = ENOENT;
  for (const tcp::endpoint& endpoint : endpoints) {
    const std::optional<bool> connected = co_await with_deadline(connect(endpoint), longest_connect);
    if (!connected) failure_ = ETIMEDOUT;
    if (connected.value_or(false)) co_return true;
  }
  co_return false;
}

awaitable<bool> HttpsConnection::pass_proxy(std::string request) {
  ErrorCode failed;
  co_await boost::asio::async_write(socket_, boost::asio::buffer(request), redirect_error(use_awaitable, failed));
  if (!passed(failed)) co_return false;
  // After CONNECT an answer has no body (RFC 9110 §9.3.6), just as after HEAD.
  begin_answer(Method::head, most_proxy_answer_bytes);
  const Reading reading = co_await read_message();
  failure_ = parser_.status();
  co_return reading == Reading::complete&& failure_ / 100 == 2 && filled_ == 0;
}

awaitable<bool> HttpsConnection::secure(boost::asio::ssl::context& tls, std::string host) {
  tls_.emplace(socket_, tls);
  if (!expect_host(tls_->native_handle(), host)) co_return false;
  ErrorCode failed;
  co_await tls_->async_handshake(Tls::client, redirect_error(use_awaitable, failed));
  if (passed(failed)) co_return true;
  const long verified = SSL_get_verify_result(tls_->native_handle());
  if (verified != X509_V_OK) failure_ = static_cast<int>(verified);
  co_return false;
}

awaitable<bool> HttpsConnection::send() {
  ErrorCode failed;
  std::size_t written = 0;
  const auto bytes = boost::asio::buffer(out_);
  sent_ = true;
  if (tls_) {
    written = co_await boost::asio::async_write(*tls_, bytes, redirect_error(use_awaitable, failed));
  } else {
    written = co_await boost::asio::async_write(socket_, bytes, redirect_error(use_awaitable, failed));
    sent_ = written > 0;
  }
  co_return passed(failed);
}

// Gives the parser what came, and keeps what it leaves.
Reading HttpsConnection::feed() {
  const ReadingStep step = parser_.feed(std::string_view(buffer_.data(), filled_));
  filled_ -= step.consumed;
  std::memmove(buffer_.data(), buffer_.data() + step.consumed, filled_);
  return step.reading;
}

awaitable<Reading> HttpsConnection::read_some() {
  if (filled_ == buffer_bytes) co_return Reading::too_large;
  const auto space = boost::asio::buffer(buffer_.data() + filled_, buffer_bytes - filled_);
  ErrorCode failed;
  std::size_t got = 0;
  if (tls_) {
    got = co_await tls_->async_read_some(space, redirect_error(use_awaitable, failed));
  } else {
    got = co_await socket_.async_read_some(space, redirect_error(use_awaitable, failed));
  }
  // Behind TLS this is the proper end; a connection that was cut gives another error, so a body without a length
  // cannot be shortened unnoticed.
  if (failed == boost::asio::error::eof) co_return parser_.finish();
  if (!passed(failed)) co_return Reading::invalid;
  filled_ += got;
  co_return feed();
}

awaitable<Reading> HttpsConnection::read_message() {
  Reading reading = filled_ > 0 ? feed() : Reading::need_more;
  while (reading == Reading::need_more) reading = co_await read_some();
  co_return reading;
}

void HttpsConnection::begin_answer(Method method, std::size_t most_answer_bytes) {
  answer_ = OutsideAnswer();
  parser_.start(method, answer_.headers, answer_.body, most_answer_bytes);
}

awaitable<std::optional<OutsideFault>> HttpsConnection::exchange(Method method, std::string request,
                                                                 std::size_t most_answer_bytes) {
  out_ = std::move(request);
  sent_ = may_be_kept_ = false;
  const bool written = co_await send();
  if (!written) co_return sent_ ? OutsideFault::lost : OutsideFault::not_reached;
  Reading reading = Reading::invalid;
  for (int answers = 0; answers <= most_interim_answers; ++answers) {
    begin_answer(method, most_answer_bytes);
    reading = co_await read_message();
    if (reading != Reading::complete || parser_.status() / 100 != 1) break;
    reading = Reading::invalid;  // 1xx is no answer yet (RFC 9110 §15.2).
  }
  if (reading == Reading::too_large) co_return OutsideFault::too_large;
  // No compression was asked for; whoever sends it all the same may hide any size in it.
  const bool plain = !answer_.headers.find("Content-Encoding");
  if (reading != Reading::complete || !plain) co_return OutsideFault::lost;
  answer_.status = parser_.status();
  may_be_kept_ = parser_.keep_alive() && filled_ == 0;
  co_return std::nullopt;
}

OutsideAnswer HttpsConnection::take_answer() {
  return std::move(answer_);
}

std::string HttpsConnection::take_buffer() {
  std::string buffer = std::move(out_);
  buffer.clear();
  return buffer;
}

bool HttpsConnection::is_quiet() {
  char byte = 0;
  const auto got = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace meldmaat
