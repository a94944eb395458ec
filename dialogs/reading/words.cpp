// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/reading/words.hpp"

#include <algorithm>
#include <array>

#include "dialogs/phrases/normalise.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view clause_end = ".";

bool is_word(char sign) {
  return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
}

bool ends_clause(char sign) {
  return sign == '.' || sign == ',' || sign == ';' || sign == ':' || sign == '!' || sign == '\n';
}

bool denies(std::string_view word) {
  static constexpr std::array denials{"niet", "geen",  "nooit",  "niemand", "niks",  "niets", "zonder", "not",
                                      "no",   "never", "nobody", "nothing", "didnt", "wasnt", "without"};
  return std::ranges::find(denials, word) != denials.end();
}

bool matches(std::string_view word, std::string_view wanted) {
  if (wanted.ends_with('*')) return word.starts_with(wanted.substr(0, wanted.size() - 1));
  return word == wanted;
}

/// A denial within three words on either side, in the same clause: "sloeg me niet", "niet echt geslagen".
bool denied(const Words& text, std::size_t first, std::size_t count) {
  constexpr std::size_t reach = 3;
  for (std::size_t step = 1; step <= reach && step <= first; ++step) {
    if (text[first - step] == clause_end) break;
    if (denies(text[first - step])) return true;
  }
  for (std::size_t at = first + count; at < text.size() && at < first + count + reach; ++at) {
    if (text[at] == clause_end) break;
    if (denies(text[at])) return true;
  }
  return false;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result;
  for (const char sign : phrases::normalised(text)) {
    if (is_word(sign)) {
      result += sign;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

Words plain_words(std::string_view text) {
  const std::string plain = folded(text);
  const auto parts = split(plain, ' ');
  return {parts.begin(), parts.end()};
}

Words words_of(std::string_view text) {
  Words words;
  const auto end_clause = [&] {
    if (!words.empty() && words.back() != clause_end) words.emplace_back(clause_end);
  };
  for (const auto line : split(text, '\n')) {
    std::string word;
    for (const char sign : phrases::normalised(line)) {
      if (is_word(sign)) {
        word += sign;
        continue;
      }
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
      if (ends_clause(sign)) end_clause();
    }
    if (!word.empty()) words.push_back(std::move(word));
    end_clause();
  }
  return words;
}

bool says(const Words& text, std::string_view phrase) {
  const auto wanted = split(phrase, ' ');
  if (wanted.empty()) return false;
  for (std::size_t first = 0; first + wanted.size() <= text.size(); ++first) {
    const bool here =
        std::ranges::equal(wanted, std::span{text}.subspan(first, wanted.size()),
                           [](std::string_view want, const std::string& word) { return matches(word, want); });
    if (here && !denied(text, first, wanted.size())) return true;
  }
  return false;
}

bool says_any(const Words& text, std::span<const std::string> phrases) {
  return std::ranges::any_of(phrases, [&](const std::string& phrase) { return says(text, phrase); });
}

std::size_t characters(std::string_view text) {
  constexpr unsigned char continuation_mask = 0xC0;
  constexpr unsigned char continuation = 0x80;
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & continuation_mask) != continuation; }));
}

bool blank(std::string_view text) {
  return std::ranges::all_of(phrases::normalised(text), [](char sign) { return sign == ' '; });
}

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> parts;
  for (auto part : split(text, ',')) {
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

}  // namespace meldmaat
