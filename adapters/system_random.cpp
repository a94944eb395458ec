// SPDX-License-Identifier: EUPL-1.2
#include "adapters/system_random.hpp"

#include <openssl/rand.h>

#include <array>
#include <limits>
#include <stdexcept>
#include <vector>

namespace meldmaat {

namespace {
void fill_with_chance(unsigned char* bytes, std::size_t count) {
  if (RAND_bytes(bytes, static_cast<int>(count)) != 1) throw std::runtime_error("no randomness");
}
}  // namespace

std::string SystemRandom::hex(std::size_t count) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::vector<unsigned char> bytes(count);
  fill_with_chance(bytes.data(), count);
  std::string text;
  text.reserve(2 * count);
  for (const auto byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::uint64_t SystemRandom::below(std::uint64_t limit) {
  // Values in the last, incomplete stretch would favour small results, so they are drawn again.
  constexpr auto highest = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t fair = highest - highest % limit;
  std::uint64_t value = highest;
  while (value >= fair) {
    std::array<unsigned char, sizeof value> bytes{};
    fill_with_chance(bytes.data(), bytes.size());
    value = 0;
    for (const auto byte : bytes) value = (value << 8U) | byte;
  }
  return value % limit;
}

}  // namespace meldmaat
