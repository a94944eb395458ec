// SPDX-License-Identifier: EUPL-1.2
#include "adapters/response_stream.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace meldmaat {

ResponseStream::ResponseStream(const boost::asio::any_io_executor& executor) : bell_(executor) {}

bool ResponseStream::push(std::string_view text) {
  if (ended_) return false;
  if (waiting_.size() + text.size() > most_waiting_bytes) {
    end();
    return false;
  }
  waiting_.append(text);
  bell_.cancel();
  return true;
}

void ResponseStream::end() {
  ended_ = true;
  bell_.cancel();
}

boost::asio::awaitable<std::string> ResponseStream::next(std::chrono::milliseconds wait) {
  if (waiting_.empty() && !ended_) {
    bell_.expires_after(wait);
    boost::system::error_code ignored;  // Rung or run out: both mean "look again".
    co_await bell_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  }
  co_return std::exchange(waiting_, std::string());
}

}  // namespace meldmaat
