// SPDX-License-Identifier: EUPL-1.2
#include "bot/witness_code.hpp"

#include <algorithm>
#include <vector>

#include "bot/base32.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t secret_size = 8;
constexpr std::size_t group = 4;
constexpr std::size_t words_before = 2;
constexpr std::size_t longest = 100;

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_letter(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

/// What stands between spaces, dashes and the like. A dash of another kind is bytes of no letter, and parts as well.
std::vector<std::string> parts_of(std::string_view typed) {
  std::vector<std::string> parts(1);
  for (const char character : typed) {
    if (is_digit(character) || is_letter(character)) {
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
  return base32::of(chance, secret_size);
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
      for (const char character : parts[at]) secret += base32::folded(character);
    }
    const auto known = [](char character) { return base32::alphabet.find(character) != std::string_view::npos; };
    if (secret.size() != secret_size || !std::ranges::all_of(secret, known)) return std::nullopt;
    return WitnessCode{CaseNumber{parts[first] + "-" + parts[first + 1]}, secret};
  }
  return std::nullopt;
}

}  // namespace meldmaat
