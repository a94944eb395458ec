// SPDX-License-Identifier: EUPL-1.2
#include "adapters/http_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

#include "adapters/http_session.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using boost::asio::redirect_error;
using boost::asio::use_awaitable;
using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// The system has no descriptor left: work in hand may give some back (reliability F10).
constexpr std::chrono::seconds pause_after_failed_accept{1};

// Best effort, without waiting: whoever does not get it sees the connection close.
void turn_away(tcp::socket socket) {
  constexpr std::string_view text =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  ErrorCode ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(boost::asio::buffer(text.data(), text.size()), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void admit(const std::shared_ptr<SessionTable>& table, tcp::socket socket) {
  ErrorCode failed;
  const tcp::endpoint end = socket.remote_endpoint(failed);
  if (failed) return;
  std::string peer = end.address().to_string();
  const auto from_peer = table->per_peer.find(peer);
  const bool peer_full =
      from_peer != table->per_peer.end() && from_peer->second >= table->settings.most_connections_per_peer;
  if (peer_full || table->sessions.size() >= table->settings.most_connections) {
    table->figures.turned_away.add();
    return turn_away(std::move(socket));
  }
  socket.set_option(tcp::no_delay(true), failed);
  const boost::asio::any_io_executor executor = socket.get_executor();
  auto session = std::make_shared<HttpSession>(table, std::move(socket), std::move(peer));
  spawn(executor, "http_session", OnFailure::session_ends, table->desk, HttpSession::run(std::move(session)));
}

}  // namespace

ServerFigures::ServerFigures(Metrics& metrics)
    : connections(
          metrics.gauge("meldmaat_http_connections", "Open connections that carried nothing but what is counted.")),
      turned_away(metrics.counter("meldmaat_http_turned_away_total", "Connections over the limits, closed at once.")),
      accept_failures(metrics.counter("meldmaat_http_accept_failures_total", "Times accepting had to pause.")) {
  constexpr std::array<Literal, 6> classes = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
  for (std::size_t index = 0; index < answers_.size(); ++index) {
    answers_[index] = &metrics.counter("meldmaat_http_answers_total", "Answers written, by class of status.",
                                       {{"status", classes[index]}});
  }
  for (std::size_t index = 0; index < refusals_.size(); ++index) {
    refusals_[index] = &metrics.counter("meldmaat_http_refusals_total", "Requests the gate refused, by reason.",
                                        {{"reason", name_of(static_cast<GateReason>(index))}});
  }
}

// Shared with the coroutines below, which may end after the server object.
struct HttpServer::House {
  House(const boost::asio::any_io_executor& executor, const HttpServerSettings& settings, HttpHandler& handler,
        Metrics& metrics, const FailureDesk& desk, MonotonicNow now)
      : table(std::make_shared<SessionTable>(executor, settings, handler, metrics, desk, std::move(now))),
        acceptor(executor),
        ticker(executor),
        pause(executor) {}

  std::shared_ptr<SessionTable> table;
  tcp::acceptor acceptor;
  boost::asio::steady_timer ticker;
  boost::asio::steady_timer pause;
  bool closed = false;

  void close_door() {
    table->stopping = true;
    ErrorCode ignored;
    acceptor.close(ignored);
    pause.cancel();
  }

  void cut_all() {
    closed = true;
    ticker.cancel();
    for (HttpSession* session : table->sessions) session->cut();
  }

  static awaitable<void> accept_all(std::shared_ptr<House> house);
  static awaitable<void> watch_clock(std::shared_ptr<House> house);
};

awaitable<void> HttpServer::House::accept_all(std::shared_ptr<House> house) {
  while (!house->table->stopping) {
    tcp::socket socket(house->acceptor.get_executor());
    ErrorCode failed;
    co_await house->acceptor.async_accept(socket, redirect_error(use_awaitable, failed));
    if (house->table->stopping) break;
    if (!failed) {
      admit(house->table, std::move(socket));
      continue;
    }
    house->table->figures.accept_failures.add();
    house->pause.expires_after(pause_after_failed_accept);
    co_await house->pause.async_wait(redirect_error(use_awaitable, failed));
  }
}

// One timer for all deadlines of all sessions: a request then costs no timer of its own.
awaitable<void> HttpServer::House::watch_clock(std::shared_ptr<House> house) {
  while (!house->closed) {
    house->ticker.expires_after(house->table->settings.tick);
    ErrorCode ignored;
    co_await house->ticker.async_wait(redirect_error(use_awaitable, ignored));
    const std::chrono::nanoseconds now = house->table->now();
    for (HttpSession* session : house->table->sessions) session->look_at_clock(now);
  }
}

namespace {
void name_port(std::vector<std::string>& hosts, std::uint16_t port) {
  constexpr std::string_view open_port = ":0";
  for (auto& host : hosts) {
    if (!host.ends_with(open_port)) continue;
    host.replace(host.size() - open_port.size() + 1, std::string::npos, std::to_string(port));
  }
}
}  // namespace

boost::asio::awaitable<std::optional<Response>> HttpHandler::admit(Request& /*head*/) {
  co_return std::nullopt;
}

HttpServer::HttpServer(const boost::asio::any_io_executor& executor, const HttpServerSettings& settings,
                       HttpHandler& handler, Metrics& metrics, const FailureDesk& desk, MonotonicNow now)
    : house_(std::make_shared<House>(executor, settings, handler, metrics, desk, std::move(now))) {}

HttpServer::~HttpServer() {
  house_->close_door();
  house_->cut_all();
  house_->table->orphaned = true;
}

std::uint16_t HttpServer::start() {
  const HttpServerSettings& settings = house_->table->settings;
  const tcp::endpoint place(boost::asio::ip::make_address(settings.address), settings.port);
  tcp::acceptor& acceptor = house_->acceptor;
  acceptor.open(place.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  acceptor.bind(place);
  acceptor.listen();
  const FailureDesk& desk = house_->table->desk;
  spawn(acceptor.get_executor(), "http_accept", OnFailure::house_stops, desk, House::accept_all(house_));
  spawn(acceptor.get_executor(), "http_deadlines", OnFailure::house_stops, desk, House::watch_clock(house_));
  const auto port = acceptor.local_endpoint().port();
  name_port(house_->table->settings.hosts, port);
  return port;
}

awaitable<std::size_t> HttpServer::stop() {
  const std::shared_ptr<House> house = house_;
  const std::shared_ptr<SessionTable> table = house->table;
  house->close_door();
  for (HttpSession* session : table->sessions) session->stop();
  ErrorCode rung = boost::asio::error::operation_aborted;
  table->empty_bell.expires_after(table->settings.stop_limit);
  while (!table->sessions.empty() && rung) {
    co_await table->empty_bell.async_wait(redirect_error(use_awaitable, rung));
  }
  const std::size_t left = table->sessions.size();
  house->cut_all();
  co_return left;
}

std::size_t HttpServer::connections() const {
  return house_->table->sessions.size();
}

}  // namespace meldmaat
