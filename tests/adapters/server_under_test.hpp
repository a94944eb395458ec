// SPDX-License-Identifier: EUPL-1.2
// A real HttpServer on loopback in a thread of its own, with a clock the test sets, and a blocking socket that can send
// bytes in any shape. Nothing here sleeps: a client waits for bytes, for the end, or for the server to look at its
// clock.
#pragma once

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "adapters/http_server.hpp"
#include "adapters/response_stream.hpp"

namespace meldmaat {

/// Answers with what it was asked. Counts what reached it.
class EchoHandler : public HttpHandler {
 public:
  explicit EchoHandler(boost::asio::io_context& io) : executor_(io.get_executor()), gate_(io) {
    gate_.expires_at(std::chrono::steady_clock::time_point::max());
  }

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override {
    ++asked;
    GateRules rules;
    rules.most_body_bytes = 1024;
    rules.chunked_allowed = path == "/chunked";
    if (path == "/webhook" || path == "/chunked") {
      rules.methods = {Method::post, Method::put};
      return rules;
    }
    rules.methods = {Method::get, Method::head, Method::post};
    rules.most_head_bytes = 16 * 1024;
    rules.most_body_bytes = path == "/large" ? 16 * 1024 * 1024 : 64 * 1024;
    rules.counted = path != "/quiet";
    for (const std::string_view known :
         {"/quiet", "/page", "/large", "/stream", "/wait", "/fail", "/bye", "/nothing"}) {
      if (path == known) return rules;
    }
    return std::nullopt;
  }

  /// Turns away whoever says so in a header "X-Away: 401" before the body is read; "X-Away: throw" fails.
  [[nodiscard]] boost::asio::awaitable<std::optional<Response>> admit(Request& head) override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

  /// Lets every waiting request of /wait go on. On the server's thread.
  void open_gate() { gate_.cancel(); }

  mutable std::atomic<int> asked = 0;
  std::atomic<int> handled = 0;
  std::atomic<int> waiting = 0;
  std::shared_ptr<ResponseStream> stream;  // The last one; the server's thread only.

 private:
  boost::asio::any_io_executor executor_;
  boost::asio::steady_timer gate_;
};

class ServerUnderTest {
 public:
  explicit ServerUnderTest(const HttpServerSettings& settings = usual());
  ~ServerUnderTest();
  ServerUnderTest(const ServerUnderTest&) = delete;
  ServerUnderTest& operator=(const ServerUnderTest&) = delete;

  /// The product's settings, with a quick tick.
  static HttpServerSettings usual();

  /// Runs on the server's thread and waits for it.
  template <class Work>
  void on_server(Work work) {
    std::promise<void> done;
    boost::asio::post(io_, [&] {
      work();
      done.set_value();
    });
    done.get_future().wait();
  }

  /// Moves the clock, and returns when the server has looked at its deadlines since.
  void advance(std::chrono::nanoseconds by);

  /// Stops the server as the house does; returns how many sessions were cut.
  std::size_t stop();

  [[nodiscard]] std::string metrics();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  EchoHandler& handler() { return handler_; }
  [[nodiscard]] bool house_stopped() const { return house_stopped_; }

 private:
  boost::asio::io_context io_{1};
  Metrics metrics_;
  Log log_;
  std::atomic<bool> house_stopped_ = false;
  FailureDesk desk_;
  EchoHandler handler_;
  std::atomic<std::int64_t> time_ = 0;
  std::atomic<std::int64_t> looks_ = 0;
  HttpServer server_;
  std::uint16_t port_;
  bool stopped_ = false;
  std::thread thread_;
};

/// A client that may be as rude as it likes.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// A server that hangs up early is no error.
  void send(std::string_view bytes);
  void send_one_by_one(std::string_view bytes);

  /// Everything until the other side closes, or what came within 10 s.
  std::string read_to_end();

  /// Until the text read so far ends with this.
  std::string read_until(std::string_view end);

  /// One answer with a Content-Length; empty when the connection ends before.
  std::string read_answer();

  /// Bytes are waiting to be read right now, or the connection was closed.
  [[nodiscard]] bool has_news() const;

  /// Resets the connection, as a machine that crashed does.
  void reset();

 private:
  bool read_some();

  int socket_;
  std::string received_;
};

/// The status of the first answer in a text; 0 when there is none.
int status_of(std::string_view answer);

}  // namespace meldmaat
