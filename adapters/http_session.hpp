// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One connection of the server (http_server.hpp): reads a request, lets the gate judge it, asks the handler, writes
/// the answer, and begins again. Belongs to http_server.cpp; nobody else includes it. I/O thread only.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "adapters/http_gate.hpp"
#include "adapters/http_parser.hpp"
#include "adapters/http_server.hpp"

namespace meldmaat {

class HttpSession;

/// The server's figures, looked up once.
class ServerFigures {
 public:
  explicit ServerFigures(Metrics& metrics);

  void count_answer(int status) { answers_[static_cast<std::size_t>(status / 100) % answers_.size()]->add(); }
  void count_refusal(GateReason reason) { refusals_[static_cast<std::size_t>(reason)]->add(); }

  Gauge& connections;
  Counter& turned_away;
  Counter& accept_failures;

 private:
  std::array<Counter*, 6> answers_;
  std::array<Counter*, static_cast<std::size_t>(GateReason::body_invalid) + 1> refusals_;
};

/// What the sessions of one server share.
struct SessionTable {
  SessionTable(const boost::asio::any_io_executor& executor, HttpServerSettings chosen, HttpHandler& answerer,
               Metrics& metrics, const FailureDesk& failures, MonotonicNow monotonic_now)
      : settings(std::move(chosen)),
        handler(answerer),
        figures(metrics),
        desk(failures),
        now(std::move(monotonic_now)),
        empty_bell(executor) {}

  HttpServerSettings settings;
  HttpHandler& handler;
  ServerFigures figures;
  const FailureDesk& desk;
  MonotonicNow now;
  std::unordered_set<HttpSession*> sessions;
  std::unordered_map<std::string, std::size_t> per_peer;
  boost::asio::steady_timer empty_bell;  ///< Cancelled when the last session ends.
  bool stopping = false;
  bool orphaned = false;  ///< The server is gone: only destructors run, and they leave the references above alone.
};

// Shared by its own coroutine and by the read that watches for the end of an event stream's reader.
class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(std::shared_ptr<SessionTable> table, boost::asio::ip::tcp::socket socket, std::string peer);
  ~HttpSession();
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

  /// The whole life of a connection. The coroutine keeps the session alive.
  [[nodiscard]] static boost::asio::awaitable<void> run(std::shared_ptr<HttpSession> self);

  /// Ends what has waited too long. Called at every tick.
  void look_at_clock(std::chrono::nanoseconds now);

  /// The house stops: finish the request in hand, take no other.
  void stop();

  /// The house has no more patience.
  void cut();

 private:
  enum class Phase : std::uint8_t { idle, reading_head, reading_body, handling, writing, lingering };

  [[nodiscard]] boost::asio::awaitable<bool> serve_one();
  [[nodiscard]] boost::asio::awaitable<bool> read_head();
  [[nodiscard]] boost::asio::awaitable<bool> admit();
  [[nodiscard]] boost::asio::awaitable<bool> read_body();
  [[nodiscard]] boost::asio::awaitable<Response> answer();
  [[nodiscard]] boost::asio::awaitable<bool> write_answer(Response response);
  [[nodiscard]] boost::asio::awaitable<void> write_refusal(GateRefusal refusal);
  [[nodiscard]] boost::asio::awaitable<bool> write_stream(std::shared_ptr<ResponseStream> stream);
  [[nodiscard]] boost::asio::awaitable<bool> write_text(std::array<boost::asio::const_buffer, 2> text);
  [[nodiscard]] boost::asio::awaitable<bool> read_more();
  [[nodiscard]] boost::asio::awaitable<void> linger();

  void judge();
  void leave_gauge();
  [[nodiscard]] bool take_body_bytes();
  void enter(Phase phase, std::chrono::milliseconds limit);
  void refuse(int status, GateReason reason);
  void watch_reader(const std::shared_ptr<ResponseStream>& stream);
  [[nodiscard]] std::string_view received() const { return {buffer_.get() + begin_, end_ - begin_}; }

  // One byte more than the largest head, so that a head that is too large shows.
  static constexpr std::size_t buffer_bytes = most_head_bytes + 1;

  std::shared_ptr<SessionTable> table_;
  boost::asio::ip::tcp::socket socket_;
  std::string peer_;

  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  HeadScanner scanner_;
  std::size_t head_bytes_ = 0;
  RequestParser parser_;
  AcceptedHead head_{};
  Request request_;
  std::optional<GateRefusal> refusal_;
  std::optional<MethodSet> allowed_;  // For the Allow header of a 405.
  bool counted_ = true;               // Of the route of the request in hand.
  bool in_gauge_ = true;              // No more once it carried a request that is not counted.
  std::string out_;
  std::shared_ptr<ResponseStream> stream_;

  Phase phase_ = Phase::reading_head;
  std::chrono::nanoseconds phase_begin_{0};
  std::chrono::nanoseconds deadline_ = std::chrono::nanoseconds::max();
  std::size_t body_bytes_ = 0;
  bool is_first_ = true;
  bool expired_ = false;
  bool gone_ = false;
};

}  // namespace meldmaat
