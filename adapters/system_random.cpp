// SPDX-License-Identifier: EUPL-1.2
#include "adapters/system_random.hpp"

#include <openssl/rand.h>

#include <array>
#include <limits>
#include <stdexcept>

#include "adapters/hexadecimal.hpp"

namespace meldmaat {

namespace {
void fill_with_chance(unsigned char* bytes, std::size_t count) {
  if (RAND_bytes(bytes, static_cast<int>(count)) != 1) throw std::runtime_error("no randomness");
}
}  // namespace

std::string SystemRandom::hex(std::size_t count) {
  std::string bytes(count, '\0');
  fill_with_chance(reinterpret_cast<unsigned char*>(bytes.data()), count);
  return to_hex(bytes);
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
