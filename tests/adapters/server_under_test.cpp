// SPDX-License-Identifier: EUPL-1.2
// See the header.
#include "tests/adapters/server_under_test.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace meldmaat {

namespace {

int null_descriptor() {
  static const int descriptor = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  return descriptor;
}

LogSettings silent() {
  LogSettings settings;
  settings.file_descriptor = null_descriptor();
  return settings;
}

boost::asio::awaitable<void> stop_server(HttpServer* server, std::promise<std::size_t>* cut) {
  const std::size_t count = co_await server->stop();
  cut->set_value(count);
}

}  // namespace

boost::asio::awaitable<std::optional<Response>> EchoHandler::admit(Request& head) {
  const std::string_view away = head.headers.value("X-Away");
  if (away == "throw") throw std::runtime_error("on purpose");
  if (!away.empty()) co_return Response(401);
  co_return std::nullopt;
}

boost::asio::awaitable<Response> EchoHandler::handle(Request request) {
  ++handled;
  if (request.path == "/fail") throw std::runtime_error("on purpose");
  if (request.path == "/wait") {
    ++waiting;
    boost::system::error_code ignored;
    co_await gate_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  }
  if (request.path == "/nothing") co_return Response(204);
  if (request.path == "/stream") {
    stream = std::make_shared<ResponseStream>(executor_);
    Response response(200, "text/event-stream", "retry: 1\n\n");
    response.stream = stream;
    co_return response;
  }
  std::string text(name_of(request.method));
  text.append(" ").append(request.target).append(" ").append(request.path == "/large" ? "" : request.body);
  text.append(" ").append(std::to_string(request.body.size()));
  Response response(200, "text/plain; charset=utf-8", std::move(text));
  response.close = request.path == "/bye";
  co_return response;
}

HttpServerSettings ServerUnderTest::usual() {
  HttpServerSettings settings;
  settings.hosts = {"meld.test"};
  settings.tick = std::chrono::milliseconds(1);
  return settings;
}

ServerUnderTest::ServerUnderTest(const HttpServerSettings& settings)
    : log_(silent(), [] { return Moment(); }),
      desk_{log_, [this] { house_stopped_ = true; }},
      handler_(io_),
      server_(io_.get_executor(), settings, handler_, metrics_, desk_,
              [this] {
                ++looks_;
                return std::chrono::nanoseconds(time_);
              }),
      port_(server_.start()),
      thread_([this] { io_.run(); }) {}

ServerUnderTest::~ServerUnderTest() {
  if (!stopped_) stop();
  thread_.join();
}

void ServerUnderTest::advance(std::chrono::nanoseconds by) {
  time_ += by.count();
  on_server([] {});
  // Two ticks: the first may have begun before the clock moved. Sessions look at the clock too, but only when something
  // arrives, and nobody sends while a test moves the clock.
  for (const std::int64_t target = looks_ + 2; looks_ < target;) on_server([] {});
}

std::size_t ServerUnderTest::stop() {
  stopped_ = true;
  std::promise<std::size_t> cut;
  on_server([&] {
    spawn(io_.get_executor(), "test_stop", OnFailure::house_stops, desk_, stop_server(&server_, &cut));
    handler_.stream.reset();
  });
  return cut.get_future().get();
}

std::string ServerUnderTest::metrics() {
  std::string text;
  on_server([&] { text = metrics_.text(); });
  return text;
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  const timeval patience{10, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  // The sockets interface takes every kind of address through one pointer type.
  EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof(place)), 0);
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::send_one_by_one(std::string_view bytes) {
  for (const char& byte : bytes) send(std::string_view(&byte, 1));
}

bool RawClient::read_some() {
  char buffer[4096];
  const ssize_t size = ::recv(socket_, buffer, sizeof(buffer), 0);
  if (size <= 0) return false;
  received_.append(buffer, static_cast<std::size_t>(size));
  return true;
}

std::string RawClient::read_to_end() {
  while (read_some()) {
  }
  return std::exchange(received_, std::string());
}

std::string RawClient::read_until(std::string_view end) {
  while (!received_.ends_with(end) && read_some()) {
  }
  return std::exchange(received_, std::string());
}

std::string RawClient::read_answer() {
  constexpr std::string_view length_name = "Content-Length: ";
  std::size_t head = std::string::npos;
  while ((head = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_some()) return {};
  }
  const std::size_t length_at = received_.find(length_name);
  const std::size_t length =
      length_at < head ? std::strtoul(received_.c_str() + length_at + length_name.size(), nullptr, 10) : 0;
  while (received_.size() < head + 4 + length) {
    if (!read_some()) return {};
  }
  std::string answer = received_.substr(0, head + 4 + length);
  received_.erase(0, answer.size());
  return answer;
}

bool RawClient::has_news() const {
  char byte = 0;
  return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
}

void RawClient::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  ::close(std::exchange(socket_, -1));
}

int status_of(std::string_view answer) {
  if (!answer.starts_with("HTTP/1.1 ") || answer.size() < 12) return 0;
  return std::atoi(std::string(answer.substr(9, 3)).c_str());
}

}  // namespace meldmaat
