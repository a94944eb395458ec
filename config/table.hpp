// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Takes typed values out of a table of a configuration file. Every question answers with a value that can be worked
/// with; when the file says something else, a complaint is made and the answer is the one for "not given". So reading
/// goes on to the end and finds every mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/complaint.hpp"
#include "config/reader.hpp"
#include "config/section.hpp"
#include "config/terms.hpp"

namespace meldmaat {

/// A word of a list, and where it stands.
struct Word {
  std::string text;
  Place place;
};

/// Which terms a key accepts.
struct TermLimits {
  std::chrono::minutes least = shortest_term;
  std::chrono::minutes most = longest_term;
};
/// Reminders and escalations may follow each other more quickly than tasks do.
inline constexpr TermLimits reminder_limits{std::chrono::minutes{1}, longest_term};

/// A view: the document, the section and the complaints must outlive it.
class Table {
 public:
  /// Complains at once about keys the section does not know and about required ones that are absent.
  Table(const Document& document, const Section& section, Complaints& complaints);

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] bool is_empty_list(std::string_view key) const;
  /// Where the value of `key` stands; the table itself when the key is absent.
  [[nodiscard]] Place place(std::string_view key) const;
  [[nodiscard]] Place place() const;
  [[nodiscard]] Complaints& complaints() const { return *complaints_; }

  /// One line, not empty, no control characters. Empty when not given.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// Letters, digits, '_' and '-', at most 64: an identifier. Empty when not given.
  [[nodiscard]] std::string id(std::string_view key) const;
  [[nodiscard]] bool yes(std::string_view key, bool otherwise) const;
  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key, std::int64_t least, std::int64_t most) const;
  [[nodiscard]] std::optional<LocalDate> date(std::string_view key) const;
  [[nodiscard]] std::optional<Term> term(std::string_view key, TermLimits limits = {}) const;
  [[nodiscard]] std::optional<HoursOfDay> hours(std::string_view key) const;

  [[nodiscard]] std::vector<Word> words(std::string_view key) const;  ///< texts, each once
  [[nodiscard]] std::vector<Word> ids(std::string_view key) const;    ///< identifiers, each once
  [[nodiscard]] std::vector<LocalDate> dates(std::string_view key) const;
  [[nodiscard]] std::vector<Term> terms(std::string_view key, TermLimits limits = {}) const;

  /// One of a fixed set of words.
  template <class Value, std::size_t count>
  [[nodiscard]] Value one_of(std::string_view key, const std::pair<std::string_view, Value> (&words)[count],
                             Value otherwise) const {
    std::vector<std::string> known;
    for (const auto& [word, value] : words) known.emplace_back(word);
    const auto index = index_of(key, known);
    return index ? words[*index].second : otherwise;
  }

  [[nodiscard]] std::vector<Table> tables(std::string_view key, const Section& section) const;
  [[nodiscard]] std::optional<Table> table(std::string_view key, const Section& section) const;

 private:
  Table(const Node& node, const Section& section, Complaints& complaints);

  [[nodiscard]] const Key& described(std::string_view key) const;
  [[nodiscard]] const Node* find(std::string_view key) const;
  void wrong_kind(std::string_view key, const Node& node) const;
  [[nodiscard]] std::vector<const Node*> elements(std::string_view key) const;
  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view key, const std::vector<std::string>& known) const;
  [[nodiscard]] std::optional<std::string> text_of(std::string_view key, const Node& node) const;
  [[nodiscard]] std::optional<std::string> id_of(std::string_view key, const Node& node) const;
  [[nodiscard]] std::optional<LocalDate> date_of(std::string_view key, const Node& node) const;
  [[nodiscard]] std::optional<Term> term_of(std::string_view key, const Node& node, TermLimits limits) const;
  void check_keys() const;

  const Node* node_;
  const Section* section_;
  Complaints* complaints_;
};

/// A value and the table it was read from, for complaints that only show when everything was read.
template <class Value>
struct ReadFrom {
  Value value;
  Table from;
};

}  // namespace meldmaat
