// SPDX-License-Identifier: EUPL-1.2
#include "adapters/show_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace meldmaat {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t n>
bool within(char32_t c, const std::array<Range, n>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// They turn the text that follows: shown, never obeyed (C1).
constexpr std::array<Range, 4> turning{{{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x206F}}};
/// They take no room and so can hide inside a word (C2). The joiners 200C and 200D are judged by their neighbours.
constexpr std::array<Range, 9> unseen{{{0x00AD, 0x00AD},
                                       {0x034F, 0x034F},
                                       {0x115F, 0x1160},
                                       {0x17B4, 0x17B5},
                                       {0x180B, 0x180E},
                                       {0x200B, 0x200B},
                                       {0x2060, 0x2065},
                                       {0x3164, 0x3164},
                                       {0xFEFF, 0xFEFF}}};
/// Tags, variation selectors and private use: no meaning for a reader (C5). FE0E and FE0F are judged by their
/// neighbour.
constexpr std::array<Range, 5> meaningless{
    {{0xE000, 0xF8FF}, {0xFE00, 0xFE0D}, {0xE0000, 0xE0FFF}, {0xF0000, 0xFFFFF}, {0x100000, 0x10FFFF}}};
/// Marks drawn onto the letter before them, of the scripts in daily use (C3).
constexpr std::array<Range, 24> combining{
    {{0x0300, 0x034E}, {0x0350, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x0610, 0x061A},
     {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06ED}, {0x0711, 0x0711},
     {0x0730, 0x074A}, {0x0900, 0x0903}, {0x093A, 0x094F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
     {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x302A, 0x302F}, {0x3099, 0x309A}, {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 4> emoji{{{0x203C, 0x2BFF}, {0xFE0E, 0xFE0F}, {0x1F000, 0x1FAFF}, {0x3030, 0x303D}}};
/// Scripts whose spelling uses the joiners: Arabic up to the scripts of India.
constexpr std::array<Range, 1> joining_scripts{{{0x0600, 0x0DFF}}};

constexpr int most_marks_on_one_letter = 8;
constexpr char32_t not_a_character = 0xFFFD;

/// Length of the well-formed sequence at the start of `bytes`, its value in `c`; 1 and U+FFFD when there is none.
std::size_t decode(std::string_view bytes, char32_t& c) {
  const auto byte = [&bytes](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
  const char32_t lead = byte(0);
  c = lead;
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  c = not_a_character;
  if (length == 1 || lead >= 0xF5 || bytes.size() < length) return 1;
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 1;
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 1;
  c = value;
  return length;
}

void encode(char32_t c, std::string& out) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::vector<char32_t> code_points(std::string_view bytes) {
  std::vector<char32_t> result;
  result.reserve(bytes.size());
  while (!bytes.empty()) {
    char32_t c = 0;
    bytes.remove_prefix(decode(bytes, c));
    result.push_back(c);
  }
  return result;
}

/// "[U+202E]": says the same in every language and cannot be mistaken for what it stands for.
void put_mark(char32_t c, std::string& out) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += "[U+";
  for (unsigned shift = 16; shift > 0;) {
    shift -= 4;
    out += digits[(c >> shift) & 0xFU];
  }
  out += ']';
}

enum class LineEnd { kept, marked };

class Shower {
 public:
  Shower(std::string_view stored, LineEnd line_end) : in_(code_points(stored)), line_end_(line_end) {}

  [[nodiscard]] std::string show() {
    for (at_ = 0; at_ < in_.size(); ++at_) show(in_[at_]);
    return std::move(out_);
  }

 private:
  void show(char32_t c) {
    if (within(c, combining)) return show_combining(c);
    if (c == '\r' || c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029) return show_line_end(c);
    if (c == '\t' && line_end_ == LineEnd::kept) return keep(c);
    if (c < 0x20) return keep(0x2400 + c);  // the picture of that control character: ␛ and the like
    if (c == 0x7F) return keep(0x2421);
    if (c == 0x200C || c == 0x200D) return joins_here() ? keep(c) : mark(c);
    if (c == 0xFE0E || c == 0xFE0F) return selects_here() ? keep(c) : void();
    if (within(c, meaningless)) return;
    if ((c >= 0x80 && c < 0xA0) || within(c, turning) || within(c, unseen)) return mark(c);
    keep(c);
  }

  void show_line_end(char32_t c) {
    if (c == '\r' && at_ + 1 < in_.size() && in_[at_ + 1] == '\n') return;
    keep(line_end_ == LineEnd::kept ? U'\n' : U'\u23CE');
  }

  void show_combining(char32_t c) {
    ++marks_;
    if (marks_ <= most_marks_on_one_letter) encode(c, out_);
    if (marks_ == most_marks_on_one_letter + 1) out_ += "[…]";
  }

  [[nodiscard]] bool joins_here() const {
    const char32_t next = at_ + 1 < in_.size() ? in_[at_ + 1] : 0;
    if (within(previous_, joining_scripts) && within(next, joining_scripts)) return true;
    return in_[at_] == 0x200D && within(previous_, emoji) && within(next, emoji) && next != 0xFE0E && next != 0xFE0F;
  }

  [[nodiscard]] bool selects_here() const {
    const bool keycap = (previous_ >= '0' && previous_ <= '9') || previous_ == '#' || previous_ == '*';
    const bool selected_already = previous_ == 0xFE0E || previous_ == 0xFE0F;
    return (keycap || within(previous_, emoji)) && !selected_already;
  }

  void keep(char32_t c) {
    encode(c, out_);
    previous_ = c;
    marks_ = 0;
  }

  void mark(char32_t c) {
    put_mark(c, out_);
    previous_ = ']';
    marks_ = 0;
  }

  std::vector<char32_t> in_;
  LineEnd line_end_;
  std::size_t at_ = 0;
  char32_t previous_ = 0;  ///< the last one shown that was not a combining mark
  int marks_ = 0;          ///< combining marks since then
  std::string out_;
};

/// Most of what is said shows as itself: printable ASCII, and line ends where they are kept.
bool shows_as_itself(std::string_view text, LineEnd line_end) {
  return std::ranges::all_of(text, [line_end](char c) {
    return (c >= ' ' && c <= '~') || (line_end == LineEnd::kept && (c == '\n' || c == '\t'));
  });
}

bool mixes_scripts(std::string_view text) {
  constexpr std::array<Range, 4> latin{{{'A', 'Z'}, {'a', 'z'}, {0x00C0, 0x024F}, {0x1E00, 0x1EFF}}};
  constexpr std::array<Range, 3> alike{{{0x0370, 0x03FF}, {0x0400, 0x052F}, {0x1F00, 0x1FFF}}};
  const std::vector<char32_t> all = code_points(text);
  return std::any_of(all.begin(), all.end(), [&](char32_t c) { return within(c, latin); }) &&
         std::any_of(all.begin(), all.end(), [&](char32_t c) { return within(c, alike); });
}

}  // namespace

std::string show_text(std::string_view stored) {
  if (shows_as_itself(stored, LineEnd::kept)) return std::string(stored);
  return Shower(stored, LineEnd::kept).show();
}

std::string show_line(std::string_view stored) {
  if (shows_as_itself(stored, LineEnd::marked)) return std::string(stored);
  return Shower(stored, LineEnd::marked).show();
}

std::string show_name(std::string_view stored) {
  constexpr std::string_view warning = " \u26A0";
  std::string shown = show_line(stored);
  if (mixes_scripts(shown) && !std::string_view(shown).ends_with(warning)) shown += warning;
  return shown;
}

}  // namespace meldmaat
