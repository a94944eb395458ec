// SPDX-License-Identifier: EUPL-1.2
// Checks our own client against our own server over loopback: whole exchanges, a kept connection, one the server
// closed, an event stream read bit by bit, and every way not to get an answer.
#include "adapters/http_client.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "tests/adapters/server_under_test.hpp"

namespace meldmaat {
namespace {

using boost::asio::awaitable;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Runs a client's coroutine on a context of its own.
class Exchange {
 public:
  explicit Exchange(std::uint16_t port) : client(io.get_executor(), "127.0.0.1", port) {}

  template <class T>
  T run(awaitable<T> work) {
    std::optional<T> result;
    std::exception_ptr thrown;
    boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr failure, T value) {
      thrown = std::move(failure);
      result = std::move(value);
    });
    io.restart();
    io.run();
    if (thrown) std::rethrow_exception(thrown);
    return std::move(*result);
  }

  ClientAnswer exchange(ClientRequest request, milliseconds limit = seconds(10)) {
    return run(client.exchange(std::move(request), limit));
  }

  boost::asio::io_context io{1};
  HttpClient client;
};

// The server knows its port only after it began to listen, and Host must name it: a listener picks a free one first.
HttpServerSettings with_own_host() {
  boost::asio::io_context io(1);
  boost::asio::ip::tcp::acceptor probe(io, {boost::asio::ip::address_v4::loopback(), 0});
  HttpServerSettings settings = ServerUnderTest::usual();
  settings.port = probe.local_endpoint().port();
  settings.hosts = {"127.0.0.1:" + std::to_string(settings.port)};
  return settings;
}

TEST(HttpClient, ExchangesOverOneConnection) {
  ServerUnderTest server(with_own_host());
  Exchange exchange(server.port());
  const ClientAnswer first = exchange.exchange(ClientRequest(Method::get, "/page?n=1"));
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.headers.value("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(first.body, "GET /page?n=1  0");
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::post, "/page", "text/plain", "abc")).body, "POST /page abc 3");
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::head, "/page")).body, "");
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/nothing")).status, 204);
  const std::string large(3 * 1024 * 1024, 'x');
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::post, "/large", "text/plain", large)).body, "POST /large  3145728");
  EXPECT_NE(server.metrics().find("meldmaat_http_connections 1\n"), std::string::npos);
}

TEST(HttpClient, ConnectsAgainWhenTheServerHungUp) {
  ServerUnderTest server(with_own_host());
  Exchange exchange(server.port());
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/page")).status, 200);
  server.advance(seconds(31));
  server.advance(seconds(3));
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/page")).status, 200);
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/bye")).status, 200);
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/page")).status, 200);
}

TEST(HttpClient, ReadsAStreamBitByBit) {
  ServerUnderTest server(with_own_host());
  Exchange exchange(server.port());
  const ClientAnswer head = exchange.run(exchange.client.open(ClientRequest(Method::get, "/stream"), seconds(10)));
  EXPECT_EQ(head.headers.value("content-type"), "text/event-stream");
  EXPECT_EQ(exchange.run(exchange.client.read_some(seconds(10))), "retry: 1\n\n");
  server.on_server([&] { EXPECT_TRUE(server.handler().stream->push("data: 1\n\n")); });
  EXPECT_EQ(exchange.run(exchange.client.read_some(seconds(10))), "data: 1\n\n");
  server.on_server([&] { server.handler().stream->end(); });
  EXPECT_EQ(exchange.run(exchange.client.read_some(seconds(10))), "");
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/page")).status, 200);
}

TEST(HttpClient, LeavesAStreamForAnExchange) {
  ServerUnderTest server(with_own_host());
  Exchange exchange(server.port());
  (void)exchange.run(exchange.client.open(ClientRequest(Method::get, "/stream"), seconds(10)));
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/page")).status, 200);
  for (bool ended = false; !ended;) server.on_server([&] { ended = server.handler().stream->ended(); });
}

TEST(HttpClient, GivesUpInTime) {
  ServerUnderTest server(with_own_host());
  Exchange exchange(server.port());
  EXPECT_THROW(exchange.exchange(ClientRequest(Method::get, "/wait"), milliseconds(5)), HttpClientError);
  server.on_server([&] { server.handler().open_gate(); });
  EXPECT_EQ(exchange.exchange(ClientRequest(Method::get, "/page")).status, 200);
  (void)exchange.run(exchange.client.open(ClientRequest(Method::get, "/stream"), seconds(10)));
  (void)exchange.run(exchange.client.read_some(seconds(10)));
  EXPECT_THROW(exchange.run(exchange.client.read_some(milliseconds(5))), HttpClientError);
}

TEST(HttpClient, TellsWhenNobodyIsThere) {
  Exchange exchange(with_own_host().port);
  EXPECT_THROW(exchange.exchange(ClientRequest(Method::get, "/")), HttpClientError);
}

// A server that says one thing and hangs up.
void expect_refused(const std::string& said) {
  boost::asio::io_context io(1);
  boost::asio::ip::tcp::acceptor door(io, {boost::asio::ip::address_v4::loopback(), 0});
  std::thread neighbour([&] {
    boost::asio::ip::tcp::socket socket = door.accept();
    char request[1024];
    (void)socket.read_some(boost::asio::buffer(request));
    boost::system::error_code ignored;
    boost::asio::write(socket, boost::asio::buffer(said), ignored);
  });
  Exchange exchange(door.local_endpoint().port());
  EXPECT_THROW(exchange.exchange(ClientRequest(Method::get, "/")), HttpClientError) << said;
  neighbour.join();
}

TEST(HttpClient, RefusesWhatIsNotAnAnswer) {
  for (const std::string said :
       {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\n\r\n"}) {
    expect_refused(said);
  }
  expect_refused("HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x'));
}

}  // namespace
}  // namespace meldmaat
