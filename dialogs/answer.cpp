// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "dialogs/phrases/normalise.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

using Found = std::vector<Option>;

template <std::size_t Count>
bool among(const std::array<std::string_view, Count>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_navigation(const Option& option) {
  return option.id.starts_with("menu/");
}

/// 1, 2, ... or their words; 0: no number.
std::size_t number_in(std::string_view text) {
  static constexpr std::array<std::string_view, 10> dutch{"een", "twee",  "drie", "vier",  "vijf",
                                                          "zes", "zeven", "acht", "negen", "tien"};
  static constexpr std::array<std::string_view, 10> english{"one", "two",   "three", "four", "five",
                                                            "six", "seven", "eight", "nine", "ten"};
  for (const std::string_view lead : {"nummer ", "number ", "optie ", "option "}) {
    if (text.starts_with(lead)) text.remove_prefix(lead.size());
  }
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '.' || text.back() == ')' || text.back() == '!'))
    text.remove_suffix(1);
  for (std::size_t at = 0; at < dutch.size(); ++at) {
    if (text == dutch[at] || text == english[at]) return at + 1;
  }
  std::size_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && rest == text.data() + text.size() && !text.empty() ? number : 0;
}

/// "1, 3", "1 en 3", "2 & 4"; a single one only when `many` is off. Empty when any part is no number of an option.
Found by_number(const OpenQuestion& open, std::string_view text) {
  std::string plain = phrases::normalised(text);
  if (open.many) {
    for (const std::string_view joint : {" en ", " and ", ";", "+", "&"}) {
      for (auto at = plain.find(joint); at != std::string::npos; at = plain.find(joint)) {
        plain.replace(at, joint.size(), ",");
      }
    }
  }
  const auto parts = open.many ? listed(plain) : std::vector<std::string>{plain};
  Found found;
  for (const auto& part : parts) {
    const std::size_t number = number_in(part);
    if (number == 0 || number > open.options.size()) return {};
    found.push_back(open.options[number - 1]);
  }
  return found;
}

Found by_id(const OpenQuestion& open, const std::vector<std::string>& ids) {
  Found found;
  for (const auto& id : ids) {
    const auto option = std::ranges::find(open.options, id, &Option::id);
    if (option == open.options.end()) return {};
    found.push_back(*option);
  }
  return found.size() > 1 && !open.many ? Found{} : found;
}

Found by_label(const OpenQuestion& open, const std::string& text) {
  for (const auto& option : open.options) {
    if (folded(option.label) == text || bare(option.id) == text) return {option};
  }
  return {};
}

Found by_yes_or_no(const OpenQuestion& open, std::string_view text) {
  const auto answer = yes_or_no(text);
  if (!answer) return {};
  const auto option =
      std::ranges::find(open.options, *answer ? "yes" : "no", [](const Option& offered) { return bare(offered.id); });
  if (option != open.options.end()) return {*option};
  // "Ja, alleen" and "Nee, niets": the only label that begins with it.
  Found found;
  for (const auto& offered : open.options) {
    const Words label = plain_words(offered.label);
    if (!label.empty() && yes_or_no(label.front()) == answer) found.push_back(offered);
  }
  return found.size() == 1 ? found : Found{};
}

/// Every typed word begins a word of the label: "bali", "mijn meld". Only when one option is meant.
Found by_beginning(const OpenQuestion& open, const std::string& text) {
  constexpr std::size_t too_short = 3;
  if (text.size() < too_short) return {};
  const Words typed = plain_words(text);
  Found found;
  for (const auto& option : open.options) {
    const Words label = plain_words(option.label);
    const bool begins = std::ranges::all_of(typed, [&](const std::string& word) {
      return std::ranges::any_of(label, [&](const std::string& whole) { return whole.starts_with(word); });
    });
    if (begins) found.push_back(option);
  }
  return found.size() == 1 ? found : Found{};
}

/// The label or one of the option's words stands in a longer text: "het was bij de balie".
Found by_words(const OpenQuestion& open, std::string_view text, std::span<const OptionWords> words) {
  const Words typed = words_of(text);
  Found found;
  for (const auto& option : open.options) {
    if (is_navigation(option)) continue;
    const auto own = std::ranges::find(words, bare(option.id), &OptionWords::id);
    const bool named = own != words.end() && says_any(typed, own->words);
    const std::string label = folded(option.label);
    constexpr std::size_t too_short = 4;
    if (named || (label.size() >= too_short && says(typed, label))) found.push_back(option);
  }
  return found.size() > 1 && !open.many ? Found{} : found;
}

}  // namespace

std::vector<Option> chosen(const OpenQuestion& open, const Happened& what, std::span<const OptionWords> words) {
  if (const auto* press = std::get_if<Chose>(&what)) return by_id(open, press->options);
  const auto* said = std::get_if<Said>(&what);
  if (said == nullptr || blank(said->text)) return {};
  // A bare number at a question for a moment is an hour or a day, not the number of a button.
  if (open.expects != Expects::moment) {
    if (auto found = by_number(open, said->text); !found.empty()) return found;
  }
  const std::string text = folded(said->text);
  if (auto found = by_label(open, text); !found.empty()) return found;
  // Where a text is expected, only what names a button in full is one: everything else is the answer.
  if (open.expects != Expects::choice) return {};
  if (auto found = by_yes_or_no(open, said->text); !found.empty()) return found;
  if (auto found = by_words(open, said->text, words); !found.empty()) return found;
  return by_beginning(open, text);
}

std::vector<Option> chosen(const std::optional<OpenQuestion>& open, const Happened& what,
                           std::span<const OptionWords> words) {
  return open ? chosen(*open, what, words) : std::vector<Option>{};
}

bool stale(const std::optional<OpenQuestion>& open, const Chose& press) {
  return std::ranges::any_of(press.options, [&](const std::string& id) {
    return !open || std::ranges::find(open->options, id, &Option::id) == open->options.end();
  });
}

std::string_view bare(std::string_view option_id) {
  if (!option_id.starts_with('q')) return option_id;
  const auto end = option_id.find('/');
  if (end == std::string_view::npos || end == 1) return option_id;
  const auto digits = option_id.substr(1, end - 1);
  const bool is_slot = std::ranges::all_of(digits, [](char sign) { return sign >= '0' && sign <= '9'; });
  return is_slot ? option_id.substr(end + 1) : option_id;
}

std::optional<bool> yes_or_no(std::string_view text) {
  static constexpr std::array<std::string_view, 15> yes{
      "ja", "jawel", "jazeker", "jaja", "jep", "jo", "j", "yes", "yep", "yeah", "y", "ok", "oke", "okay", "inderdaad"};
  static constexpr std::array<std::string_view, 7> right{"klopt", "zeker", "juist", "correct",
                                                         "right", "sure",  "prima"};
  static constexpr std::array<std::string_view, 7> no{"nee", "neen", "n", "no", "nope", "niet", "not"};
  static constexpr std::array<std::string_view, 9> doubt{"maar",  "but",  "of",    "or",  "misschien",
                                                         "maybe", "soms", "bijna", "toch"};
  auto words = words_of(text);
  if (std::ranges::any_of(words, [](const auto& word) { return among(doubt, word); })) return std::nullopt;
  // Only the first clause answers: "ja, hij staat er nog, ik weet niet wat ik moet doen".
  words.erase(std::ranges::find(words, "."), words.end());
  if (!words.empty() && (words.front() == "dat" || words.front() == "that" || words.front() == "thats"))
    words.erase(words.begin());
  if (words.empty()) return std::nullopt;
  const auto any = [&](const auto& list) {
    return std::ranges::any_of(words, [&](const auto& word) { return among(list, word); });
  };
  if (among(right, words.front())) return !any(no);
  if (among(yes, words.front())) return any(no) ? std::nullopt : std::optional{true};
  if (among(no, words.front())) return any(yes) ? std::nullopt : std::optional{false};
  return std::nullopt;
}

}  // namespace meldmaat
