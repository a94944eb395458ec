// SPDX-License-Identifier: EUPL-1.2
#include "bot/base32.hpp"

#include <stdexcept>

namespace meldmaat::base32 {

namespace {

unsigned hex_digit(char character) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto found = digits.find(character);
  if (found == std::string_view::npos) throw std::invalid_argument("chance is hexadecimal");
  return static_cast<unsigned>(found);
}

}  // namespace

std::string of(std::string_view chance, std::size_t size) {
  if (chance.size() * 4 < size * 5) throw std::invalid_argument("too little chance for a code");
  std::string code;
  unsigned bits = 0;
  unsigned held = 0;
  for (std::size_t at = 0; code.size() < size; ++at) {
    bits = (bits << 4U) | hex_digit(chance[at]);
    held += 4;
    if (held < 5) continue;
    held -= 5;
    code += alphabet[(bits >> held) & 31U];
  }
  return code;
}

char folded(char character) {
  const char upper = character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
  if (upper == 'O') return '0';
  return upper == 'I' || upper == 'L' ? '1' : upper;
}

}  // namespace meldmaat::base32
