// SPDX-License-Identifier: EUPL-1.2
// The non-template half of Boost.Asio, compiled once (design/house §12).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
