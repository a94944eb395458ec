// SPDX-License-Identifier: EUPL-1.2
#include "bot/witness_code.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace meldmaat {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t secret_size = 8;
constexpr std::size_t group = 4;
constexpr std::size_t words_before = 2;
constexpr std::size_t longest = 100;

unsigned hex_digit(char character) {
  const auto found = std::string_view{"0123456789abcdef"}.find(character);
  if (found == std::string_view::npos) throw std::invalid_argument("chance is hexadecimal");
  return static_cast<unsigned>(found);
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

char upper(char character) {
  return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
}

char folded(char character) {
  const char read = upper(character);
  if (read == 'O') return '0';
  return read == 'I' || read == 'L' ? '1' : read;
}

/// What stands between spaces, dashes and the like. A dash of another kind is bytes of no letter, and parts as well.
std::vector<std::string> parts_of(std::string_view typed) {
  std::vector<std::string> parts(1);
  for (const char character : typed) {
    const bool counts = is_digit(character) || (upper(character) >= 'A' && upper(character) <= 'Z');
    if (counts) {
      parts.back() += character;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

bool is_number(const std::string& part, std::size_t least) {
  return part.size() >= least && std::ranges::all_of(part, is_digit);
}

}  // namespace

std::string witness_secret(std::string_view chance) {
  if (chance.size() < 2 * witness_secret_bytes) throw std::invalid_argument("too little chance for a code");
  std::string secret;
  unsigned bits = 0;
  unsigned held = 0;
  for (std::size_t at = 0; secret.size() < secret_size; ++at) {
    bits = (bits << 4U) | hex_digit(chance[at]);
    held += 4;
    if (held < 5) continue;
    held -= 5;
    secret += alphabet[(bits >> held) & 31U];
  }
  return secret;
}

std::string written(const WitnessCode& code) {
  return code.number.str() + "-" + code.secret.substr(0, group) + "-" + code.secret.substr(group);
}

std::optional<WitnessCode> read_witness_code(std::string_view typed) {
  if (typed.size() > longest) return std::nullopt;
  const auto parts = parts_of(typed);
  constexpr std::size_t digits = 4;
  for (std::size_t first = 0; first <= words_before && first + 2 < parts.size(); ++first) {
    const bool numbered =
        parts[first].size() == digits && is_number(parts[first], digits) && is_number(parts[first + 1], digits);
    if (!numbered) continue;
    std::string secret;
    for (auto at = first + 2; at < parts.size(); ++at) {
      for (const char character : parts[at]) secret += folded(character);
    }
    const auto known = [](char character) { return alphabet.find(character) != std::string_view::npos; };
    if (secret.size() != secret_size || !std::ranges::all_of(secret, known)) return std::nullopt;
    return WitnessCode{CaseNumber{parts[first] + "-" + parts[first + 1]}, secret};
  }
  return std::nullopt;
}

}  // namespace meldmaat
