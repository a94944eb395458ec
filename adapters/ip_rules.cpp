// SPDX-License-Identifier: EUPL-1.2
#include "adapters/ip_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace meldmaat {

namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct Block4 {
  std::uint32_t network;
  unsigned bits;
};

constexpr std::uint32_t dotted(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return a << 24U | b << 16U | c << 8U;
}

// https://www.iana.org/assignments/iana-ipv4-special-registry
constexpr std::array special4 = {
    Block4{dotted(0, 0, 0), 8},        // this network
    Block4{dotted(10, 0, 0), 8},       // private
    Block4{dotted(100, 64, 0), 10},    // shared by carriers
    Block4{dotted(127, 0, 0), 8},      // loopback
    Block4{dotted(169, 254, 0), 16},   // link-local, and the metadata of clouds
    Block4{dotted(172, 16, 0), 12},    // private
    Block4{dotted(192, 0, 0), 24},     // IETF protocols
    Block4{dotted(192, 0, 2), 24},     // documentation
    Block4{dotted(192, 88, 99), 24},   // 6to4 relays, withdrawn
    Block4{dotted(192, 168, 0), 16},   // private
    Block4{dotted(198, 18, 0), 15},    // benchmarks
    Block4{dotted(198, 51, 100), 24},  // documentation
    Block4{dotted(203, 0, 113), 24},   // documentation
    Block4{dotted(224, 0, 0), 4},      // multicast
    Block4{dotted(240, 0, 0), 4},      // reserved, and broadcast
};

struct Block6 {
  std::uint32_t high;  // the first four bytes
  unsigned bits;
};

// https://www.iana.org/assignments/iana-ipv6-special-registry, inside 2000::/3
constexpr std::array special6 = {
    Block6{0x2001'0000, 23},  // IETF protocols, Teredo, ORCHID
    Block6{0x2001'0db8, 32},  // documentation
    Block6{0x2002'0000, 16},  // 6to4: an IPv4 address in disguise
    Block6{0x3fff'0000, 20},  // documentation
};

constexpr bool is_within(std::uint32_t address, std::uint32_t network, unsigned bits) {
  return ((address ^ network) >> (32U - bits)) == 0;
}

bool is_public(address_v4 address) {
  const std::uint32_t number = address.to_uint();
  return std::none_of(special4.begin(), special4.end(),
                      [number](Block4 block) { return is_within(number, block.network, block.bits); });
}

std::uint32_t four_bytes(const address_v6::bytes_type& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) number = number << 8U | bytes.at(i);
  return number;
}

bool is_public(const address_v6& address) {
  const auto bytes = address.to_bytes();
  const std::uint32_t high = four_bytes(bytes, 0);
  if (address.scope_id() != 0) return false;
  const bool translated = high == 0x0064'ff9b && four_bytes(bytes, 4) == 0 && four_bytes(bytes, 8) == 0;
  if (translated) return is_public(address_v4(four_bytes(bytes, 12)));
  return is_within(high, 0x2000'0000, 3) && std::none_of(special6.begin(), special6.end(), [high](Block6 block) {
           return is_within(high, block.high, block.bits);
         });
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
  return address.is_v4() ? is_public(address.to_v4()) : is_public(address.to_v6());
}

}  // namespace meldmaat
