// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A body that grows while the connection stays open, for server-sent events (HTML standard §9.2). A channel makes one,
/// answers with it and keeps a copy of the pointer to push to:
///
///     auto stream = std::make_shared<ResponseStream>(executor);
///     Response response(200, "text/event-stream", "retry: 3000\n\n");
///     response.stream = stream;
///     ...
///     if (!stream->push("event: message\ndata: 7\n\n")) forget(stream);   // the reader has gone
///
/// The session writes a comment line when nothing was pushed for 15 s, so that proxies keep the connection and a reader
/// that vanished is noticed. All calls on the I/O thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace meldmaat {

class ResponseStream {
 public:
  /// A reader that is this far behind is ended; it connects again and reads on from what is stored.
  static constexpr std::size_t most_waiting_bytes = 64 * 1024;

  explicit ResponseStream(const boost::asio::any_io_executor& executor);

  /// Queues text to be written as it stands. False when the reader left, the server stops, or too much is waiting; then
  /// the stream has ended and will never accept anything again.
  [[nodiscard]] bool push(std::string_view text);

  /// No more will be pushed (channel), or nobody reads any more (session). What was queued before is still written
  /// when the channel ends it. May be called more than once.
  void end();

  [[nodiscard]] bool ended() const { return ended_; }

  /// For the session: everything queued, or an empty text when nothing came within `wait` or the stream ended.
  [[nodiscard]] boost::asio::awaitable<std::string> next(std::chrono::milliseconds wait);

 private:
  boost::asio::steady_timer bell_;  // Cancelled to wake the reader.
  std::string waiting_;
  bool ended_ = false;
};

}  // namespace meldmaat
