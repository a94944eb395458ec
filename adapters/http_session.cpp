// SPDX-License-Identifier: EUPL-1.2
#include "adapters/http_session.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstring>
#include <utility>

#include "adapters/response_stream.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using boost::asio::redirect_error;
using boost::asio::use_awaitable;
using ErrorCode = boost::system::error_code;

constexpr std::chrono::milliseconds unlimited{-1};

// Read and thrown away after a refusal, so that closing does not destroy the answer on its way (RFC 9112 §9.6).
constexpr std::size_t most_lingering_bytes = 1024 * 1024;

// Bodies up to here are copied behind the head and leave in one piece.
constexpr std::size_t small_body_bytes = 4 * 1024;

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

std::array<boost::asio::const_buffer, 2> pieces(std::string_view first, std::string_view second = {}) {
  return {boost::asio::buffer(first.data(), first.size()), boost::asio::buffer(second.data(), second.size())};
}

void append_status_line(std::string& out, int status) {
  out.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_phrase(status)).append("\r\n");
}

std::string allow_value(const MethodSet& methods) {
  std::string value;
  for (const Method method : {Method::get, Method::head, Method::post, Method::put}) {
    if (!methods.has(method)) continue;
    if (!value.empty()) value += ", ";
    value += name_of(method);
  }
  return value;
}

Response failure() {
  Response failed(500, "text/plain; charset=utf-8", "500\n");
  failed.close = true;
  return failed;
}

}  // namespace

HttpSession::HttpSession(std::shared_ptr<SessionTable> table, boost::asio::ip::tcp::socket socket, std::string peer)
    : table_(std::move(table)),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_bytes)) {
  table_->sessions.insert(this);
  ++table_->per_peer[peer_];
  table_->figures.connections.add(1);
}

HttpSession::~HttpSession() {
  table_->sessions.erase(this);
  if (table_->orphaned) return;
  const auto count = table_->per_peer.find(peer_);
  if (--count->second == 0) table_->per_peer.erase(count);
  leave_gauge();
  if (table_->sessions.empty()) table_->empty_bell.cancel();
}

void HttpSession::leave_gauge() {
  if (std::exchange(in_gauge_, false)) table_->figures.connections.add(-1);
}

awaitable<void> HttpSession::run(std::shared_ptr<HttpSession> self) {
  bool more = true;
  while (more) more = co_await self->serve_one();
  if (!self->gone_ && !self->table_->stopping) co_await self->linger();
  ErrorCode ignored;
  self->socket_.close(ignored);
}

// One request and its answer. False when the connection ends here.
awaitable<bool> HttpSession::serve_one() {
  const bool has_head = co_await read_head();
  if (has_head) judge();
  bool has_body = false;
  if (has_head && !refusal_) {
    const bool let_in = co_await admit();
    if (!let_in) co_return false;
    has_body = co_await read_body();
  }
  if (refusal_) {
    const GateRefusal refusal = *refusal_;
    co_await write_refusal(refusal);
  }
  if (!has_body) co_return false;
  Response response = co_await answer();
  const bool written = co_await write_answer(std::move(response));
  is_first_ = false;
  co_return written;
}

awaitable<bool> HttpSession::read_head() {
  const bool waits_between = !is_first_ && received().empty();
  enter(waits_between ? Phase::idle : Phase::reading_head,
        waits_between ? table_->settings.idle_limit : table_->settings.head_limit);
  scanner_.reset();
  for (;;) {
    const auto found = scanner_.look(received());
    if (const auto* size = std::get_if<std::size_t>(&found)) {
      head_bytes_ = *size;
      co_return true;
    }
    if (const auto* refusal = std::get_if<GateRefusal>(&found)) {
      refusal_ = *refusal;
      co_return false;
    }
    if (table_->stopping && received().empty()) gone_ = true;
    const bool came = !gone_ && co_await read_more();
    if (!came) {
      if (expired_ && !received().empty()) refuse(408, GateReason::head_too_slow);
      co_return false;
    }
    if (phase_ == Phase::idle) enter(Phase::reading_head, table_->settings.head_limit);
  }
}

// The gate decides; Beast then reads the same bytes and must come to the same length.
void HttpSession::judge() {
  const std::string_view head = received().substr(0, head_bytes_);
  const auto read = read_request_line(head);
  if (const auto* refusal = std::get_if<GateRefusal>(&read)) return refuse(refusal->status, refusal->reason);
  const auto& line = std::get<RequestLine>(read);
  const auto rules = table_->handler.rules_for(line.path);
  counted_ = !rules || rules->counted;
  if (!counted_) leave_gauge();
  if (!rules) return refuse(404, GateReason::unknown_route);
  allowed_ = rules->methods;
  const auto judged = judge_head(head, line, *rules, table_->settings.hosts);
  if (const auto* refusal = std::get_if<GateRefusal>(&judged)) return refuse(refusal->status, refusal->reason);
  head_ = std::get<AcceptedHead>(judged);
  request_ = Request(line.method, line.target);
  request_.peer = peer_;
  parser_.start(request_, rules->most_body_bytes);
  const ReadingStep step = parser_.feed(head);
  const bool agrees = step.reading != Reading::invalid && step.reading != Reading::too_large &&
                      step.consumed == head_bytes_ && parser_.content_length() == head_.content_length &&
                      parser_.chunked() == head_.chunked &&
                      (step.reading == Reading::complete) == (!head_.chunked && head_.content_length == 0);
  if (!agrees) return refuse(400, GateReason::body_invalid);
  begin_ += head_bytes_;
}

// False when the handler turned the request away on its head alone.
awaitable<bool> HttpSession::admit() {
  enter(Phase::handling, unlimited);
  std::optional<Response> turned_away;
  try {
    turned_away = co_await table_->handler.admit(request_);
  } catch (const std::exception& exception) {
    table_->desk.log.fault("http_handler_failed", exception);
    turned_away = failure();
  }
  if (!turned_away) co_return true;
  turned_away->close = true;
  co_await write_answer(std::move(*turned_away));
  co_return false;
}

awaitable<bool> HttpSession::read_body() {
  if (head_.content_length == 0 && !head_.chunked) co_return true;
  enter(Phase::reading_body, table_->settings.body_limit);
  body_bytes_ = 0;
  if (head_.expects_continue && received().empty()) {
    const bool written = co_await write_text(pieces(go_on));
    if (!written) co_return false;
    enter(Phase::reading_body, table_->settings.body_limit);
  }
  while (!take_body_bytes()) {
    if (refusal_) co_return false;
    const bool came = co_await read_more();
    if (!came) {
      if (expired_) refuse(408, GateReason::body_too_slow);
      co_return false;
    }
  }
  co_return true;
}

// True when the body is complete. Bytes behind it stay in the buffer: they are the next request.
bool HttpSession::take_body_bytes() {
  if (received().empty()) return false;
  const std::size_t before = request_.body.size();
  const ReadingStep step = parser_.feed(received());
  begin_ += step.consumed;
  body_bytes_ += request_.body.size() - before;
  const bool stuck = step.reading == Reading::need_more && end_ - begin_ == buffer_bytes;
  if (step.reading == Reading::invalid || stuck) refuse(400, GateReason::body_invalid);
  if (step.reading == Reading::too_large) refuse(413, GateReason::body_too_large);
  return step.reading == Reading::complete;
}

awaitable<Response> HttpSession::answer() {
  enter(Phase::handling, unlimited);
  try {
    co_return co_await table_->handler.handle(std::move(request_));
  } catch (const std::exception& exception) {
    table_->desk.log.fault("http_handler_failed", exception);
  }
  co_return failure();
}

// False when the connection ends after this answer.
awaitable<bool> HttpSession::write_answer(Response response) {
  enter(Phase::writing, table_->settings.write_limit);
  const bool keep = head_.keep_alive && !response.close && !response.stream && !table_->stopping;
  const bool bodiless = response.status == 204 || response.status == 304;
  out_.clear();
  append_status_line(out_, response.status);
  out_.append(response.headers.text());
  if (!bodiless && !response.stream) {
    out_.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
  }
  out_.append(keep ? std::string_view("\r\n") : std::string_view("Connection: close\r\n\r\n"));
  if (bodiless || head_.method == Method::head) response.body.clear();
  if (response.body.size() <= small_body_bytes) out_.append(std::exchange(response.body, std::string()));
  if (counted_) table_->figures.count_answer(response.status);
  bool written = co_await write_text(pieces(out_, response.body));
  if (written && response.stream) written = co_await write_stream(std::move(response.stream));
  co_return written&& keep;
}

awaitable<void> HttpSession::write_refusal(GateRefusal refusal) {
  if (counted_) {
    table_->figures.count_refusal(refusal.reason);
    table_->figures.count_answer(refusal.status);
    table_->desk.log.info(
        "http_refused",
        {{"status", refusal.status}, {"reason", name_of(refusal.reason)}, {"bytes", received().size()}});
  }
  enter(Phase::writing, table_->settings.write_limit);
  const std::string body = std::to_string(refusal.status).append(" ").append(name_of(refusal.reason).view()) + "\n";
  out_.clear();
  append_status_line(out_, refusal.status);
  if (refusal.status == 405 && allowed_) out_.append("Allow: ").append(allow_value(*allowed_)).append("\r\n");
  out_.append(
      "Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n");
  out_.append("Connection: close\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  out_.append(body);
  const bool written = co_await write_text(pieces(out_));
  gone_ = gone_ || !written;
}

awaitable<bool> HttpSession::write_stream(std::shared_ptr<ResponseStream> stream) {
  stream_ = stream;
  if (table_->stopping || head_.method == Method::head) stream->end();
  watch_reader(stream);
  bool written = true;
  while (written) {
    enter(Phase::handling, unlimited);
    std::string piece = co_await stream->next(table_->settings.heartbeat);
    if (piece.empty() && stream->ended()) break;
    if (piece.empty()) piece = ":\n\n";
    enter(Phase::writing, table_->settings.write_limit);
    written = co_await write_text(pieces(piece));
  }
  stream->end();
  stream_.reset();
  ErrorCode ignored;
  socket_.cancel(ignored);  // Ends watch_reader's read, whose buffer is ours.
  co_return written;
}

// A reader that leaves is noticed at once instead of at the next heartbeat. Nothing more is expected from it: whatever
// comes, or the end, ends the stream.
void HttpSession::watch_reader(const std::shared_ptr<ResponseStream>& stream) {
  begin_ = end_ = 0;
  socket_.async_read_some(boost::asio::buffer(buffer_.get(), buffer_bytes),
                          [self = shared_from_this(), stream](ErrorCode, std::size_t) { stream->end(); });
}

// What the buffers point at belongs to the caller, who waits.
awaitable<bool> HttpSession::write_text(std::array<boost::asio::const_buffer, 2> text) {
  ErrorCode failed;
  co_await boost::asio::async_write(socket_, text, redirect_error(use_awaitable, failed));
  if (failed) gone_ = true;
  co_return !failed;
}

// False when nothing more will come, in time: see gone_ and expired_.
awaitable<bool> HttpSession::read_more() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_bytes) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const auto space = boost::asio::buffer(buffer_.get() + end_, buffer_bytes - end_);
  ErrorCode failed;
  const std::size_t size = co_await socket_.async_read_some(space, redirect_error(use_awaitable, failed));
  end_ += size;
  if (failed) gone_ = !expired_;
  co_return !failed && !expired_;
}

awaitable<void> HttpSession::linger() {
  ErrorCode failed;
  expired_ = false;
  enter(Phase::lingering, table_->settings.linger_limit);
  socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, failed);
  const auto space = boost::asio::buffer(buffer_.get(), buffer_bytes);
  for (std::size_t total = 0; !failed && !expired_ && total < most_lingering_bytes;) {
    total += co_await socket_.async_read_some(space, redirect_error(use_awaitable, failed));
  }
}

void HttpSession::enter(Phase phase, std::chrono::milliseconds limit) {
  phase_ = phase;
  phase_begin_ = table_->now();
  deadline_ = limit == unlimited ? std::chrono::nanoseconds::max() : phase_begin_ + limit;
}

void HttpSession::refuse(int status, GateReason reason) {
  refusal_ = GateRefusal{status, reason};
}

void HttpSession::look_at_clock(std::chrono::nanoseconds now) {
  bool late = now >= deadline_;
  if (!late && phase_ == Phase::reading_body && now - phase_begin_ > table_->settings.body_limit / 2) {
    const double seconds = std::chrono::duration<double>(now - phase_begin_).count();
    late =
        static_cast<double>(body_bytes_) < seconds * static_cast<double>(table_->settings.least_body_bytes_per_second);
  }
  if (!late) return;
  deadline_ = std::chrono::nanoseconds::max();
  expired_ = true;
  ErrorCode ignored;
  if (phase_ == Phase::writing) {
    socket_.close(ignored);
  } else {
    socket_.cancel(ignored);
  }
}

void HttpSession::stop() {
  ErrorCode ignored;
  const bool in_hand =
      phase_ != Phase::idle && phase_ != Phase::lingering && (phase_ != Phase::reading_head || !received().empty());
  if (!in_hand) socket_.cancel(ignored);
  if (stream_) stream_->end();
}

void HttpSession::cut() {
  ErrorCode ignored;
  socket_.close(ignored);
  if (stream_) stream_->end();
}

}  // namespace meldmaat
