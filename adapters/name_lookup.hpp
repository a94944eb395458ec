// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Names to addresses, by the system's resolver.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <functional>
#include <string>
#include <vector>

namespace meldmaat {

/// How a name is looked up; none: it does not exist, or nobody knows now.
using NameLookup = std::function<boost::asio::awaitable<std::vector<boost::asio::ip::address>>(std::string)>;

/// May be cancelled, and so given a limit (deadline.hpp): the wait ends at once, although Asio 1.81 cannot stop the
/// system's search, which then ends unheard. I/O thread.
[[nodiscard]] boost::asio::awaitable<std::vector<boost::asio::ip::address>> look_up(std::string host);

}  // namespace meldmaat
