// SPDX-License-Identifier: EUPL-1.2
/// \file
/// texts/nl.toml and texts/en.toml (or texts/nl/*.toml and texts/en/*.toml): everything meldmaat says. A municipality
/// may replace any text of the shipped ones by its own, and adds those of its own forms and protocols.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bot/language.hpp"
#include "bot/texts.hpp"
#include "config/complaint.hpp"
#include "config/reader.hpp"
#include "config/section.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// The catalogue of one language while it is being read.
class TextShelf {
 public:
  struct Entry {
    std::string text;
    Place place;
    std::set<std::string> placeholders;
    bool shipped = false;
  };
  using Entries = std::map<std::string, Entry, std::less<>>;

  explicit TextShelf(Language language) : language_(language) {}

  /// Adds the texts of a file: shipped files first. A municipality's text replaces the shipped one of the same key.
  void add(const Document& document, bool shipped, Complaints& complaints);

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] const Entries& entries() const { return entries_; }
  [[nodiscard]] bool has(std::string_view key) const { return entries_.contains(key); }
  [[nodiscard]] Texts::Catalogue catalogue() const;

 private:
  void add_members(const Node::Members& members, const std::string& before, bool shipped, Complaints& complaints);
  void add_text(const Place& place, const std::string& key, const Node& node, bool shipped, Complaints& complaints);

  Language language_;
  Entries entries_;
};

/// Both languages against each other: texts that one of them lacks, placeholders that differ, variants of nothing.
void check_texts(const TextShelf& dutch, const TextShelf& english, Complaints& complaints);

/// The keys that forms and protocols name exist; the municipality's own texts belong to something.
void check_needed_texts(const std::vector<Word>& needed, const TextShelf& dutch, const TextShelf& english,
                        Complaints& complaints);

/// For docs/configuration.md: a catalogue has no fixed keys.
[[nodiscard]] FileReference texts_keys();

}  // namespace meldmaat
