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

/// How many words `phrase` is when it stands at `first`; 0 when it does not. Makes no copies, like lists.
std::size_t words_taken(const Words& text, std::size_t first, std::string_view phrase) {
  std::size_t at = first;
  while (!phrase.empty()) {
    const auto end = std::min(phrase.find(' '), phrase.size());
    if (at == text.size() || !matches(text[at], phrase.substr(0, end))) return 0;
    ++at;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return at - first;
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

/// Takes the next part off the front of "a, b, c"; empty when there is none.
std::string_view next_part(std::string_view& text) {
  std::string_view part;
  while (part.empty() && !text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return part;
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
  for (std::size_t first = 0; first < text.size(); ++first) {
    if (!phrase.starts_with(text[first].front())) continue;  // nearly always
    const auto count = words_taken(text, first, phrase);
    if (count > 0 && !denied(text, first, count)) return true;
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
  for (auto part = next_part(text); !part.empty(); part = next_part(text)) parts.emplace_back(part);
  return parts;
}

bool lists(std::string_view text, std::string_view part) {
  for (auto next = next_part(text); !next.empty(); next = next_part(text)) {
    if (next == part) return true;
  }
  return false;
}

}  // namespace meldmaat
