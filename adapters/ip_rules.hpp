// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which addresses belong to the internet at large, after the special-purpose registries of IANA (RFC 6890 and what
/// followed). What is not, may be a server of our own network that trusts its neighbours. Pure; any thread.
#pragma once

#include <boost/asio/ip/address.hpp>

namespace meldmaat {

/// False for this host, private, shared (CGNAT), link-local (with the cloud's metadata service), documentation,
/// benchmarking, multicast and reserved networks; in IPv6 for everything outside 2000::/3 and for the tunnels in it.
/// NAT64 (64:ff9b::/96) counts as the IPv4 address inside; an IPv4-mapped address is never public.
[[nodiscard]] bool is_public(const boost::asio::ip::address& address);

}  // namespace meldmaat
