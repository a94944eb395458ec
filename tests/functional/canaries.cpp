// SPDX-License-Identifier: EUPL-1.2
#include "tests/functional/canaries.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

#include "adapters/base64url.hpp"
#include "adapters/hexadecimal.hpp"

namespace meldmaat::functional {

namespace {

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char letter) { return std::toupper(letter); });
  return text;
}

bool is_ascii(char letter) {
  return static_cast<unsigned char>(letter) < 0x80U;
}

/// The code points of UTF-8 below U+0800, which is all that canaries and codes have.
std::vector<unsigned> code_points(std::string_view text) {
  std::vector<unsigned> points;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80U) {
      points.push_back(byte);
    } else {
      points.push_back(((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3FU));
    }
  }
  return points;
}

std::string utf16(std::string_view text, bool big) {
  std::string written;
  for (const auto point : code_points(text)) {
    const std::array bytes{static_cast<char>(point >> 8U), static_cast<char>(point & 0xFFU)};
    written += {bytes[big ? 0 : 1], bytes[big ? 1 : 0]};
  }
  return written;
}

std::string escaped(std::string_view text) {
  std::string written;
  for (const auto point : code_points(text)) {
    const std::array bytes{static_cast<char>(point >> 8U), static_cast<char>(point & 0xFFU)};
    written += point < 0x80U ? std::string{bytes[1]} : "\\u" + to_hex({bytes.data(), bytes.size()});
  }
  return written;
}

/// As it stands in base64 after `offset` other bytes.
std::string base64(std::string_view text, std::size_t offset) {
  constexpr std::size_t bits_a_letter = 6;
  constexpr std::size_t bits_a_byte = 8;
  const auto all = base64url_encode(std::string(offset, '\0') + std::string(text));
  const auto first = (offset * bits_a_byte + bits_a_letter - 1) / bits_a_letter;
  const auto whole = (offset + text.size()) * bits_a_byte / bits_a_letter;
  return all.substr(first, whole - first);
}

std::string other_alphabet(std::string text) {
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return text;
}

}  // namespace

const std::string Canaries::stem = "qzv\u00e9xjkwpyf";

std::string Canaries::next() {
  constexpr std::size_t letters = 26;
  const auto number = made_.size();
  const auto letter = [](std::size_t which) { return static_cast<char>('a' + static_cast<char>(which)); };
  made_.push_back(stem + letter(number / letters) + letter(number % letters));
  return made_.back();
}

std::string Canaries::next(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += " " + next();
  return text;
}

std::string percent(std::string_view text) {
  std::string written;
  for (const char letter : text) written += is_ascii(letter) ? std::string{letter} : "%" + upper(to_hex({&letter, 1}));
  return written;
}

std::vector<std::string> ways_of_writing(std::string_view text) {
  const auto hex = to_hex(text);
  std::vector<std::string> ways{std::string(text), utf16(text, false), utf16(text, true), hex,
                                upper(hex),        percent(text),      escaped(text)};
  std::string small = percent(text);
  std::ranges::transform(small, small.begin(), [](unsigned char letter) { return std::tolower(letter); });
  ways.push_back(std::move(small));
  for (std::size_t offset = 0; offset < 3; ++offset) {
    ways.push_back(base64(text, offset));
    ways.push_back(other_alphabet(ways.back()));
  }
  std::ranges::sort(ways);
  const auto twice = std::ranges::unique(ways);
  ways.erase(twice.begin(), twice.end());
  return ways;
}

Search::Search(const std::vector<std::string>& secrets) {
  for (const auto& secret : secrets) {
    auto ways = ways_of_writing(secret);
    written_.insert(written_.end(), ways.begin(), ways.end());
  }
}

std::vector<std::string> Search::in(std::string_view bytes, const std::string& name) const {
  std::vector<std::string> found;
  for (const auto& way : written_) {
    const auto at = bytes.find(way);
    if (at == std::string_view::npos) continue;
    found.push_back(name);
    found.back().append(" at byte ").append(std::to_string(at)).append(", as ").append(way);
  }
  return found;
}

std::vector<std::string> Search::below(const std::filesystem::path& folder, std::size_t& bytes) const {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto name = entry.path().lexically_relative(folder).string();
    std::string content = name + "\n";
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      content.append(std::istreambuf_iterator<char>(file), {});
    }
    bytes += content.size();
    const auto here = in(content, name);
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

}  // namespace meldmaat::functional
