// SPDX-License-Identifier: EUPL-1.2
#include "config/texts_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace meldmaat {

namespace {

constexpr std::string_view je_form = ".je";
constexpr std::string_view singular = ".one";

constexpr std::array text_keys{
    Key{"\"<key>\"", "a text", "The text of the key. {name} is filled in by meldmaat; {{ is a brace by itself."},
    Key{"\"<key>.je\"", "a text", "The same text for people who are addressed with \"je\". May be absent."},
    Key{"\"<key>.one\"", "a text", "The same text when {count} is 1. May be absent."}};
const Section text_section{
    "texts/nl.toml, texts/en.toml",
    "Keys are written in quotes, and the heading of a table goes before them: \"text\" below [form] is form.text.",
    text_keys};

/// The names between braces, or nothing when a brace is not closed or holds no name.
std::optional<std::set<std::string>> placeholders_of(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') continue;
    if (text.substr(at, 2) == "{{") {
      ++at;
      continue;
    }
    const auto end = text.find('}', at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string_view::npos) {
      return std::nullopt;
    }
    names.emplace(name);
    at = end;
  }
  return names;
}

bool key_shape(std::string_view key) {
  return !key.empty() && key.front() != '.' && key.back() != '.' && key.find("..") == std::string_view::npos &&
         key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") ==
             std::string_view::npos;
}

/// A text may have line breaks; other control characters come from a slip of the hand.
bool printable(std::string_view text) {
  return std::ranges::none_of(text, [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && letter != '\n') || byte == 0x7f;
  });
}

std::string braces(const std::set<std::string>& names) {
  std::vector<std::string> words;
  for (const auto& name : names) words.push_back('{' + name + '}');
  return words.empty() ? "no placeholders" : listed(words);
}

std::string key_without(std::string_view key, std::string_view ending) {
  return std::string{key.substr(0, key.size() - ending.size())};
}

/// What `key` is a variant of; empty when it stands by itself.
std::string base_of(std::string_view key) {
  if (key.ends_with(je_form)) return key_without(key, je_form);
  if (key.ends_with(singular)) return key_without(key, singular);
  return {};
}

std::vector<std::string> names_in(const TextShelf& shelf) {
  std::vector<std::string> names;
  for (const auto& [key, entry] : shelf.entries()) names.push_back(key);
  return names;
}

const char* language_name(Language language) {
  return language == Language::nl ? "Dutch" : "English";
}

void check_variant(const TextShelf& shelf, const std::string& key, const TextShelf::Entry& entry,
                   Complaints& complaints) {
  const std::string base = base_of(key);
  const auto found = shelf.entries().find(base);
  if (found == shelf.entries().end()) {
    complaints.mistake(entry.place, in_quotes(key) + " is a variant of a text that does not exist",
                       "a text with the key " + in_quotes(base), nearest_word(base, names_in(shelf)));
    return;
  }
  std::set<std::string> allowed = found->second.placeholders;
  std::set<std::string> needed = allowed;
  if (key.find(singular) != std::string::npos) needed.erase("count");
  const bool fits =
      std::ranges::includes(allowed, entry.placeholders) && std::ranges::includes(entry.placeholders, needed);
  if (!fits) {
    complaints.mistake(entry.place, in_quotes(key) + " has " + braces(entry.placeholders),
                       braces(allowed) + " as in " + in_quotes(base));
  }
}

}  // namespace

void TextShelf::add(const Document& document, bool shipped, Complaints& complaints) {
  add_members(std::get<Node::Members>(document.root.value), {}, shipped, complaints);
}

void TextShelf::add_members(const Node::Members& members, const std::string& before, bool shipped,
                            Complaints& complaints) {
  for (const auto& [key, place, node] : members) {
    std::string whole = before;
    whole.append(before.empty() ? "" : ".").append(key);
    if (const auto* inner = std::get_if<Node::Members>(&node.value)) {
      add_members(*inner, whole, shipped, complaints);
    } else {
      add_text(place, whole, node, shipped, complaints);
    }
  }
}

void TextShelf::add_text(const Place& place, const std::string& key, const Node& node, bool shipped,
                         Complaints& complaints) {
  if (!key_shape(key)) {
    complaints.mistake(place, in_quotes(key) + " is not a key",
                       "words of letters, digits, \"_\" and \"-\" with dots between");
    return;
  }
  const auto* text = std::get_if<std::string>(&node.value);
  if (text == nullptr) {
    complaints.mistake(node.place, in_quotes(key) + " is " + node.kind(), "a text");
    return;
  }
  if (text->find_first_not_of(" \n") == std::string::npos || !printable(*text)) {
    complaints.mistake(node.place, in_quotes(key) + (printable(*text) ? " is empty" : " has a control character"),
                       "a text");
    return;
  }
  auto placeholders = placeholders_of(*text);
  if (!placeholders) {
    complaints.mistake(node.place, in_quotes(key) + " has a brace that is no placeholder",
                       "{name} with lower-case letters, or {{ for a brace by itself");
    placeholders.emplace();
  }
  const auto found = entries_.find(key);
  if (found != entries_.end() && found->second.shipped == shipped) {
    complaints.mistake(place,
                       "there is already a text " + in_quotes(key) + " in " + found->second.place.file + ':' +
                           std::to_string(found->second.place.line),
                       "each key once");
    return;
  }
  // Code and forms fill in what they always did: a municipality's own text cannot ask for more.
  if (found != entries_.end()) {
    std::vector<std::string> known(found->second.placeholders.begin(), found->second.placeholders.end());
    for (const auto& name : *placeholders) {
      if (found->second.placeholders.contains(name)) continue;
      complaints.mistake(node.place, "unknown placeholder {" + name + "} in " + in_quotes(key),
                         braces(found->second.placeholders), nearest_word(name, known));
    }
  }
  entries_.insert_or_assign(key, Entry{*text, node.place, std::move(*placeholders), shipped});
}

Texts::Catalogue TextShelf::catalogue() const {
  Texts::Catalogue catalogue;
  for (const auto& [key, entry] : entries_) catalogue.emplace(key, entry.text);
  return catalogue;
}

namespace {
/// Texts of `one` that `other` lacks, and variants within `one`.
void check_one_side(const TextShelf& one, const TextShelf& other, Complaints& complaints) {
  for (const auto& [key, entry] : one.entries()) {
    if (!base_of(key).empty()) {
      check_variant(one, key, entry, complaints);
    } else if (!other.has(key)) {
      complaints.mistake(entry.place, in_quotes(key) + " has no text in " + language_name(other.language()),
                         "the same keys in both languages");
    }
  }
}
}  // namespace

void check_texts(const TextShelf& dutch, const TextShelf& english, Complaints& complaints) {
  check_one_side(dutch, english, complaints);
  check_one_side(english, dutch, complaints);
  for (const auto& [key, entry] : english.entries()) {
    const auto found = dutch.entries().find(key);
    if (found == dutch.entries().end() || !base_of(key).empty()) continue;
    const TextShelf::Entry& other = found->second;
    if (other.placeholders == entry.placeholders) continue;
    // Whoever wrote one of the two last is told: the shipped ones agree with each other.
    const bool dutch_is_own = entry.shipped && !other.shipped;
    complaints.mistake(dutch_is_own ? other.place : entry.place,
                       in_quotes(key) + " has " + braces(dutch_is_own ? other.placeholders : entry.placeholders),
                       braces(dutch_is_own ? entry.placeholders : other.placeholders) + " as in " +
                           language_name(dutch_is_own ? Language::en : Language::nl));
  }
}

void check_needed_texts(const std::vector<Word>& needed, const TextShelf& dutch, const TextShelf& english,
                        Complaints& complaints) {
  std::set<std::string> wanted;
  for (const auto& [key, place] : needed) {
    if (!wanted.insert(key).second || dutch.has(key) || english.has(key)) continue;
    complaints.mistake(place, "there is no text " + in_quotes(key), "this key in texts/nl.toml and texts/en.toml",
                       nearest_word(key, names_in(dutch)));
  }
  for (const auto* shelf : {&dutch, &english}) {
    std::vector<std::string> known;
    for (const auto& [key, entry] : shelf->entries()) {
      if (entry.shipped) known.push_back(key);
    }
    for (const auto& [key, entry] : shelf->entries()) {
      const std::string base = base_of(key).empty() ? key : base_of(key);
      const bool variant_of_shipped = std::ranges::binary_search(known, base);
      if (entry.shipped || wanted.contains(base) || variant_of_shipped) continue;
      complaints.warning(entry.place, "nothing uses the text " + in_quotes(key), {}, nearest_word(key, known));
    }
  }
}

FileReference texts_keys() {
  return {"texts/*.toml",
          "Everything meldmaat says. Write only the texts you want to change: what you leave out stays as it is "
          "shipped. Both languages have the same keys and the same placeholders.",
          {&text_section}};
}

}  // namespace meldmaat
