// SPDX-License-Identifier: EUPL-1.2
#include "adapters/name_lookup.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

namespace meldmaat {

namespace {

using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// Shared by the coroutine that waits and the search that may outlast it.
struct Search {
  explicit Search(const boost::asio::any_io_executor& executor) : resolver(executor), done(executor) {
    done.expires_at(boost::asio::steady_timer::time_point::max());
  }

  tcp::resolver resolver;
  boost::asio::steady_timer done;
  std::vector<boost::asio::ip::address> found;
};

}  // namespace

boost::asio::awaitable<std::vector<boost::asio::ip::address>> look_up(std::string host) {
  const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
  const auto search = std::make_shared<Search>(executor);
  // With a port the system gives every address once.
  search->resolver.async_resolve(host, "443", tcp::resolver::numeric_service | tcp::resolver::address_configured,
                                 [search](ErrorCode failed, const tcp::resolver::results_type& results) {
                                   search->done.cancel();
                                   if (failed) return;
                                   for (const auto& entry : results) {
                                     search->found.push_back(entry.endpoint().address());
                                   }
                                 });
  ErrorCode ended;
  co_await search->done.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
  co_return std::move(search->found);
}

}  // namespace meldmaat
