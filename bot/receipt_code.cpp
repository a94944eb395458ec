// SPDX-License-Identifier: EUPL-1.2
#include "bot/receipt_code.hpp"

#include <cstddef>

#include "bot/base32.hpp"

namespace meldmaat {

namespace {

using base32::alphabet;
constexpr std::size_t code_size = 20;
constexpr std::size_t check_size = 2;
constexpr std::size_t group = 5;
/// A prime above 31 * 31: no single wrong character and no exchange of neighbours keeps the remainder.
constexpr unsigned modulus = 1021;

unsigned digit_of(char character) {
  return static_cast<unsigned>(alphabet.find(character));
}

std::string check_of(std::string_view code) {
  unsigned rest = 0;
  for (const char character : code) rest = (rest * 32 + digit_of(character)) % modulus;
  return {alphabet[rest / 32], alphabet[rest % 32]};
}

bool skipped(char character) {
  return std::string_view{" -\t\n\r"}.find(character) != std::string_view::npos;
}

/// U+FF01 to U+FF5E are the ASCII characters at full width, and U+3000 the space; dashes and the no-break space too are
/// written by programs that mean well. Others stay as they are and make it no code.
std::string in_ascii(std::string_view typed) {
  std::string text;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    const auto byte = static_cast<unsigned char>(typed[at]);
    const auto next = [&](std::size_t ahead) {
      return at + ahead < typed.size() ? static_cast<unsigned char>(typed[at + ahead]) : 0U;
    };
    if (byte == 0xEF && (next(1) == 0xBC || next(1) == 0xBD) && next(2) >= 0x80) {
      text += static_cast<char>((next(1) == 0xBC ? 0x20 : 0x60) + (next(2) - 0x80));
      at += 2;
    } else if ((byte == 0xE2 && next(1) == 0x80 && next(2) >= 0x80 && next(2) <= 0x95) ||  // spaces, dashes
               (byte == 0xE3 && next(1) == 0x80 && next(2) == 0x80)) {
      at += 2;
    } else if (byte == 0xC2 && next(1) == 0xA0) {
      at += 1;
    } else {
      text += typed[at];
    }
  }
  return text;
}

}  // namespace

std::string receipt_code(std::string_view chance) {
  return base32::of(chance, code_size);
}

std::string written(std::string_view code) {
  const auto whole = std::string(code) + check_of(code);
  std::string text;
  for (std::size_t at = 0; at < whole.size(); at += group) {
    if (!text.empty()) text += '-';
    text += whole.substr(at, group);
  }
  return text;
}

std::optional<std::string> read_receipt_code(std::string_view typed) {
  constexpr std::size_t longest = 200;
  if (typed.size() > longest) return std::nullopt;
  std::string code;
  for (const char character : in_ascii(typed)) {
    if (skipped(character)) continue;
    const char read = base32::folded(character);
    if (alphabet.find(read) == std::string_view::npos) return std::nullopt;
    code += read;
  }
  if (code.size() != code_size + check_size) return std::nullopt;
  auto own = code.substr(0, code_size);
  if (code.substr(code_size) != check_of(own)) return std::nullopt;
  return own;
}

}  // namespace meldmaat
