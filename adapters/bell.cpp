// SPDX-License-Identifier: EUPL-1.2
#include "adapters/bell.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace meldmaat {

boost::asio::awaitable<void> Bell::rest(std::chrono::milliseconds limit) {
  if (rang_ || limit <= std::chrono::milliseconds{0}) co_return;
  timer_.expires_after(limit);
  boost::system::error_code ignored;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
  co_await timer_.async_wait(token);
}

}  // namespace meldmaat
