// SPDX-License-Identifier: EUPL-1.2
#include "storage/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace meldmaat {

namespace {

constexpr std::uint64_t in_each_byte(std::uint64_t value) {
  return value * 0x0101010101010101U;
}

/// Non-zero when one of eight bytes is zero.
constexpr std::uint64_t zero_byte(std::uint64_t eight) {
  return (eight - in_each_byte(0x01)) & ~eight & in_each_byte(0x80);
}

bool all_plain(std::uint64_t eight) {
  const auto control = (eight - in_each_byte(0x20)) & ~eight & in_each_byte(0x80);
  const auto beyond_ascii = eight & in_each_byte(0x80);
  return (control | beyond_ascii | zero_byte(eight ^ in_each_byte('"')) | zero_byte(eight ^ in_each_byte('\\'))) == 0;
}

bool is_plain(char c) {
  return c >= 0x20 && c != '"' && c != '\\';
}

}  // namespace

// Most of what is stored is plain text, so it is looked at in words of eight bytes.
std::size_t plain_length(std::string_view text) {
  std::size_t length = 0;
  for (std::uint64_t eight = 0; length + sizeof eight <= text.size(); length += sizeof eight) {
    std::memcpy(&eight, text.data() + length, sizeof eight);
    if (!all_plain(eight)) break;
  }
  while (length < text.size() && is_plain(text[length])) ++length;
  return length;
}

std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (text.empty()) return 0;
  const unsigned char first = byte(0);
  std::size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF) length = 2;
  if (first >= 0xE0 && first <= 0xEF) length = 3;
  if (first >= 0xF0 && first <= 0xF4) length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned char second = byte(1);
  const bool refused = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                       (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return refused ? 0 : length;
}

}  // namespace meldmaat
