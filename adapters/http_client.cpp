// SPDX-License-Identifier: EUPL-1.2
#include "adapters/http_client.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "adapters/deadline.hpp"
#include "adapters/http_parser.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using boost::asio::use_awaitable;
using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::size_t buffer_bytes = 16 * 1024;

}  // namespace

struct HttpClient::Connection {
  Connection(const boost::asio::any_io_executor& executor, std::string_view address, std::uint16_t port)
      : place(boost::asio::ip::make_address(std::string(address)), port), socket(executor) {
    const std::string shown = place.address().to_string();
    host = (place.address().is_v6() ? "[" + shown + "]" : shown) + ":" + std::to_string(port);
  }

  enum class Until : std::uint8_t { head, end };

  [[nodiscard]] awaitable<void> perform(Until until, std::chrono::milliseconds limit);
  [[nodiscard]] awaitable<bool> send_and_read_head();
  [[nodiscard]] awaitable<bool> send();
  [[nodiscard]] awaitable<bool> read_all();
  [[nodiscard]] awaitable<std::string> read_some();
  [[nodiscard]] awaitable<void> read_step();
  void begin(const ClientRequest& request);
  void close();

  tcp::endpoint place;
  std::string host;
  tcp::socket socket;
  std::array<char, buffer_bytes> buffer;
  std::size_t begin_at = 0;
  std::size_t end_at = 0;
  std::string out;
  AnswerParser parser;
  ClientAnswer answer;
  Reading reading = Reading::complete;
  bool kept = false;      // The connection has carried an answer before.
  bool got_some = false;  // Bytes of this answer have come.
};

void HttpClient::Connection::close() {
  ErrorCode ignored;
  socket.close(ignored);
  kept = false;
}

// Puts the request into `out` and makes the answer ready to be read.
void HttpClient::Connection::begin(const ClientRequest& request) {
  out.clear();
  out.append(name_of(request.method)).append(" ").append(request.target).append(" HTTP/1.1\r\nHost: ").append(host);
  out.append("\r\n").append(request.headers.text());
  if (request.method == Method::post || request.method == Method::put) {
    out.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
  }
  out.append("\r\n").append(request.body);
  if (reading != Reading::complete) close();  // The rest of an answer that nobody read.
  answer = ClientAnswer();
  begin_at = end_at = 0;
  got_some = false;
  parser.start(request.method, answer.headers, answer.body, most_body_bytes);
  reading = Reading::need_more;
}

awaitable<bool> HttpClient::Connection::send() {
  if (!socket.is_open()) {
    co_await socket.async_connect(place, use_awaitable);
    socket.set_option(tcp::no_delay(true));
    kept = false;
  }
  co_await boost::asio::async_write(socket, boost::asio::buffer(out), use_awaitable);
  co_return true;
}

// Reads once from the network, unless bytes are left, and gives them to the parser.
awaitable<void> HttpClient::Connection::read_step() {
  if (end_at == buffer_bytes && begin_at == 0) throw HttpClientError("an answer with a head that is too large");
  if (begin_at > 0) {
    std::copy(buffer.data() + begin_at, buffer.data() + end_at, buffer.data());
    end_at -= begin_at;
    begin_at = 0;
  }
  const auto space = boost::asio::buffer(buffer.data() + end_at, buffer_bytes - end_at);
  ErrorCode failed;
  end_at += co_await socket.async_read_some(space, boost::asio::redirect_error(use_awaitable, failed));
  if (failed == boost::asio::error::eof && got_some) {
    reading = parser.finish();
    close();
  } else if (failed) {
    throw boost::system::system_error(failed);
  } else {
    got_some = true;
    const ReadingStep step = parser.feed(std::string_view(buffer.data(), end_at));
    begin_at = step.consumed;
    reading = step.reading;
  }
  if (reading == Reading::invalid || reading == Reading::too_large) throw HttpClientError("not an HTTP answer");
}

awaitable<bool> HttpClient::Connection::send_and_read_head() {
  const bool sent = co_await send();
  while (reading == Reading::need_more && !parser.head_complete()) co_await read_step();
  answer.status = parser.status();
  co_return sent;
}

awaitable<bool> HttpClient::Connection::read_all() {
  const bool sent = co_await send_and_read_head();
  while (reading == Reading::need_more) co_await read_step();
  co_return sent;
}

awaitable<std::string> HttpClient::Connection::read_some() {
  while (reading == Reading::need_more && answer.body.empty()) co_await read_step();
  co_return std::exchange(answer.body, std::string());
}

// Sends what begin() prepared. A kept connection may have been closed by the server a moment ago; then once more.
awaitable<void> HttpClient::Connection::perform(Until until, std::chrono::milliseconds limit) {
  bool again = true;
  while (again) {
    again = false;
    try {
      awaitable<bool> work = until == Until::head ? send_and_read_head() : read_all();
      const std::optional<bool> done = co_await with_deadline(std::move(work), limit);
      if (!done) throw HttpClientError("no answer in time");
    } catch (const boost::system::system_error& error) {
      again = kept && !got_some;
      close();
      if (!again) throw HttpClientError(std::string("no answer: ") + error.code().message());
    } catch (...) {
      close();
      throw;
    }
  }
  if (reading != Reading::complete) co_return;
  kept = parser.keep_alive();
  if (!kept) close();
}

HttpClient::HttpClient(const boost::asio::any_io_executor& executor, std::string_view address, std::uint16_t port)
    : connection_(std::make_unique<Connection>(executor, address, port)) {}

HttpClient::~HttpClient() = default;

awaitable<ClientAnswer> HttpClient::exchange(ClientRequest request, std::chrono::milliseconds limit) {
  connection_->begin(request);
  co_await connection_->perform(Connection::Until::end, limit);
  co_return std::move(connection_->answer);
}

awaitable<ClientAnswer> HttpClient::open(ClientRequest request, std::chrono::milliseconds limit) {
  connection_->begin(request);
  co_await connection_->perform(Connection::Until::head, limit);
  ClientAnswer head;
  head.status = connection_->answer.status;
  head.headers = connection_->answer.headers;
  co_return head;
}

awaitable<std::string> HttpClient::read_some(std::chrono::milliseconds limit) {
  try {
    std::optional<std::string> bytes = co_await with_deadline(connection_->read_some(), limit);
    if (bytes) co_return std::move(*bytes);
  } catch (const boost::system::system_error& error) {
    close();
    throw HttpClientError(std::string("cut off: ") + error.code().message());
  } catch (...) {
    close();
    throw;
  }
  close();
  throw HttpClientError("nothing came in time");
}

void HttpClient::close() {
  connection_->close();
  connection_->reading = Reading::complete;
}

ClientRequest::ClientRequest(Method asked, std::string_view asked_target) : method(asked), target(asked_target) {}

ClientRequest::ClientRequest(Method asked, std::string_view asked_target, std::string_view content_type,
                             std::string text)
    : method(asked), target(asked_target), body(std::move(text)) {
  headers.add("Content-Type", content_type);
}

}  // namespace meldmaat
