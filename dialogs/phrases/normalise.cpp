// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/normalise.hpp"

#include <cstdint>

namespace meldmaat::phrases {
namespace {

constexpr char32_t broken = 0xFFFD;

/// Base letters of U+00C0..U+017F, in order; '?' is not a letter. Ligatures lose their second letter.
constexpr std::string_view latin =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uu"
    "wwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);

/// Takes one code point off the front of `text`.
char32_t next_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) {
    text.remove_prefix(1);
    return broken;
  }
  char32_t point = length == 1 ? lead : static_cast<char32_t>(lead & (0xFFU >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      text.remove_prefix(1);
      return broken;
    }
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  text.remove_prefix(length);
  return point;
}

bool within(char32_t point, char32_t first, char32_t last) {
  return point >= first && point <= last;
}

bool is_invisible(char32_t point) {
  return within(point, 0x300, 0x36F) || within(point, 0x200B, 0x200F) || within(point, 0x202A, 0x202E) ||
         within(point, 0x2060, 0x2069) || within(point, 0xFE00, 0xFE0F) || within(point, 0xE0000, 0xE007F) ||
         point == 0xAD || point == 0x61C || point == 0xFEFF;
}

bool is_apostrophe(char32_t point) {
  return point == U'\'' || point == U'`' || point == 0xB4 || within(point, 0x2018, 0x201B) || point == 0x2032;
}

bool is_space(char32_t point) {
  return point <= U' ' || point == 0xA0 || point == 0x1680 || within(point, 0x2000, 0x200A) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

char digit_or_letter(char32_t point) {
  if (within(point, 0x660, 0x669)) return static_cast<char>('0' + (point - 0x660));
  if (within(point, 0x6F0, 0x6F9)) return static_cast<char>('0' + (point - 0x6F0));
  if (within(point, 0xC0, 0x17F)) return latin[point - 0xC0];
  if (within(point, U'A', U'Z')) return static_cast<char>(point - U'A' + U'a');
  if (within(point, 0x21, 0x7E)) return static_cast<char>(point);
  return '?';
}

void append(std::string& plain, char32_t point) {
  if (within(point, 0xFF01, 0xFF5E)) point -= 0xFF01 - 0x21;  // full-width forms mirror ASCII
  if (is_invisible(point) || is_apostrophe(point)) return;
  if (is_space(point)) {
    plain += ' ';
  } else if (point == 0xBD) {
    const bool after_digit = !plain.empty() && plain.back() >= '0' && plain.back() <= '9';
    plain += after_digit ? ",5 " : " half ";
  } else if (within(point, 0x2010, 0x2015) || point == 0x2212) {
    plain += '-';
  } else if (point == 0xB1 || point == 0x2248) {
    plain += '~';
  } else if (point == 0x133 || point == 0x132) {
    plain += "ij";
  } else {
    plain += digit_or_letter(point);
  }
}

}  // namespace

std::string normalised(std::string_view utf8) {
  std::string plain;
  plain.reserve(utf8.size());
  while (!utf8.empty()) {
    // Nearly everything that is typed is a small letter or a space, and stays what it is.
    if (const char sign = utf8.front(); (sign >= 'a' && sign <= 'z') || sign == ' ') {
      plain += sign;
      utf8.remove_prefix(1);
    } else {
      append(plain, next_code_point(utf8));
    }
  }
  return plain;
}

}  // namespace meldmaat::phrases
