// SPDX-License-Identifier: EUPL-1.2
#include "config/table.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace meldmaat {

namespace {
const Node::Members& members_of(const Node& node) {
  return std::get<Node::Members>(node.value);
}

bool printable(std::string_view text) {
  return std::ranges::none_of(text, [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7f;
  });
}

bool identifier(std::string_view text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !text.empty() && text.size() <= 64 && text.find_first_not_of(letters) == std::string_view::npos;
}
}  // namespace

Table::Table(const Document& document, const Section& section, Complaints& complaints)
    : Table(document.root, section, complaints) {}

Table::Table(const Node& node, const Section& section, Complaints& complaints)
    : node_(&node), section_(&section), complaints_(&complaints) {
  check_keys();
}

void Table::check_keys() const {
  std::vector<std::string> known;
  std::vector<std::string> probably_meant;
  for (const auto& key : section_->keys) known.emplace_back(key.name);
  for (const auto& member : members_of(*node_)) {
    if (std::ranges::find(known, member.key) != known.end()) continue;
    probably_meant.push_back(nearest_word(member.key, known));
    complaints_->mistake(member.place, "unknown key " + in_quotes(member.key) + " in " + std::string{section_->heading},
                         "one of " + listed(known), probably_meant.back());
  }
  for (const auto& key : section_->keys) {
    if (!key.required || find(key.name) != nullptr) continue;
    // A misspelt key is one mistake, not also a missing one.
    if (std::ranges::find(probably_meant, key.name) != probably_meant.end()) continue;
    complaints_->mistake(place(), std::string{section_->heading} + " has no " + in_quotes(key.name),
                         std::string{key.form});
  }
}

const Key& Table::described(std::string_view key) const {
  const auto found = std::ranges::find(section_->keys, key, &Key::name);
  if (found == section_->keys.end()) throw std::logic_error("key without explanation: " + std::string{key});
  return *found;
}

const Node* Table::find(std::string_view key) const {
  (void)described(key);
  const auto& members = members_of(*node_);
  const auto found = std::ranges::find(members, key, &Node::Member::key);
  return found == members.end() ? nullptr : &found->node;
}

bool Table::has(std::string_view key) const {
  return find(key) != nullptr;
}

bool Table::is_empty_list(std::string_view key) const {
  const Node* node = find(key);
  const auto* list = node == nullptr ? nullptr : std::get_if<Node::List>(&node->value);
  return list != nullptr && list->empty();
}

Place Table::place() const {
  return node_->place;
}

Place Table::place(std::string_view key) const {
  const Node* node = find(key);
  return node == nullptr ? node_->place : node->place;
}

void Table::wrong_kind(std::string_view key, const Node& node) const {
  complaints_->mistake(node.place, in_quotes(key) + " is " + node.kind(), std::string{described(key).form});
}

std::optional<std::string> Table::text_of(std::string_view key, const Node& node) const {
  const auto* text = std::get_if<std::string>(&node.value);
  if (text == nullptr) {
    wrong_kind(key, node);
    return std::nullopt;
  }
  if (text->find_first_not_of(' ') == std::string::npos) {
    complaints_->mistake(node.place, in_quotes(key) + " is empty",
                         std::string{described(key).form} + (described(key).required ? "" : ", or leave the key out"));
    return std::nullopt;
  }
  if (!printable(*text)) {
    complaints_->mistake(node.place, in_quotes(key) + " has a line break or another control character",
                         "one line of text");
    return std::nullopt;
  }
  return *text;
}

std::optional<std::string> Table::id_of(std::string_view key, const Node& node) const {
  auto text = text_of(key, node);
  if (!text || identifier(*text)) return text;
  complaints_->mistake(node.place, in_quotes(*text) + " cannot be an identifier",
                       "letters, digits, \"_\" and \"-\", at most 64 of them");
  return std::nullopt;
}

std::optional<LocalDate> Table::date_of(std::string_view key, const Node& node) const {
  if (const auto* date = std::get_if<LocalDate>(&node.value)) return *date;
  complaints_->mistake(node.place, in_quotes(key) + " is " + node.kind(), "a date without quotes, such as 2026-12-24");
  return std::nullopt;
}

std::optional<Term> Table::term_of(std::string_view key, const Node& node, TermLimits limits) const {
  constexpr std::string_view forms =
      "\"48h\" (hours), \"5d\" (days), \"2wd\" (working days) or \"0eod\" (end of the day)";
  const auto expected = [&](std::string_view before) {
    return std::string{before} + std::string{forms} + (limits.least < shortest_term ? ", also \"30m\" (minutes)" : "");
  };
  const auto* text = std::get_if<std::string>(&node.value);
  if (text == nullptr) {
    complaints_->mistake(node.place, in_quotes(key) + " is " + node.kind(), expected("a term such as "));
    return std::nullopt;
  }
  const auto term = parse_term(*text);
  if (!term) {
    complaints_->mistake(node.place, in_quotes(*text) + " is not a term", expected("a term such as "));
    return std::nullopt;
  }
  const Span span = span_of(*term);
  const bool later_today = term->unit == Term::Unit::end_of_day;
  // A day is an hour shorter or longer twice a year; the limits speak of ordinary ones.
  const auto day_shift = std::chrono::hours{term->unit == Term::Unit::days ? 1 : 0};
  if ((!later_today && span.most - day_shift < limits.least) || span.least + day_shift > limits.most) {
    complaints_->mistake(node.place, "the term " + in_quotes(*text) + " is out of range",
                         limits.least < shortest_term ? "1 minute up to 180 days" : "1 hour up to 180 days");
    return std::nullopt;
  }
  return term;
}

std::string Table::text(std::string_view key) const {
  const Node* node = find(key);
  return node == nullptr ? std::string{} : text_of(key, *node).value_or("");
}

std::string Table::id(std::string_view key) const {
  const Node* node = find(key);
  return node == nullptr ? std::string{} : id_of(key, *node).value_or("");
}

bool Table::yes(std::string_view key, bool otherwise) const {
  const Node* node = find(key);
  if (node == nullptr) return otherwise;
  if (const auto* yes = std::get_if<bool>(&node->value)) return *yes;
  wrong_kind(key, *node);
  return otherwise;
}

std::optional<std::int64_t> Table::whole(std::string_view key, std::int64_t least, std::int64_t most) const {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* number = std::get_if<std::int64_t>(&node->value);
  if (number == nullptr) {
    wrong_kind(key, *node);
    return std::nullopt;
  }
  if (*number >= least && *number <= most) return *number;
  complaints_->mistake(node->place, in_quotes(key) + " is " + std::to_string(*number),
                       "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<LocalDate> Table::date(std::string_view key) const {
  const Node* node = find(key);
  return node == nullptr ? std::nullopt : date_of(key, *node);
}

std::optional<Term> Table::term(std::string_view key, TermLimits limits) const {
  const Node* node = find(key);
  return node == nullptr ? std::nullopt : term_of(key, *node, limits);
}

std::optional<HoursOfDay> Table::hours(std::string_view key) const {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* text = std::get_if<std::string>(&node->value);
  const auto hours = text == nullptr ? std::nullopt : parse_hours(*text);
  if (hours) return hours;
  complaints_->mistake(
      node->place,
      text == nullptr ? in_quotes(key) + " is " + node->kind() : in_quotes(*text) + " are no hours of a day",
      "from and to, such as \"08:30-17:30\"");
  return std::nullopt;
}

std::vector<const Node*> Table::elements(std::string_view key) const {
  std::vector<const Node*> found;
  const Node* node = find(key);
  if (node == nullptr) return found;
  const auto* list = std::get_if<Node::List>(&node->value);
  if (list == nullptr) {
    wrong_kind(key, *node);
    return found;
  }
  for (const auto& element : *list) found.push_back(&element);
  return found;
}

namespace {
/// Keeps the first of each word and complains about the others.
class Once {
 public:
  explicit Once(Complaints& complaints) : complaints_(complaints) {}
  void add(std::vector<Word>& words, Word word) {
    if (seen_.insert(word.text).second) {
      words.push_back(std::move(word));
    } else {
      complaints_.mistake(word.place, in_quotes(word.text) + " stands twice in this list", "each word once");
    }
  }

 private:
  Complaints& complaints_;
  std::set<std::string> seen_;
};
}  // namespace

std::vector<Word> Table::words(std::string_view key) const {
  std::vector<Word> found;
  Once once{*complaints_};
  for (const Node* node : elements(key)) {
    if (auto text = text_of(key, *node)) once.add(found, {*text, node->place});
  }
  return found;
}

std::vector<Word> Table::ids(std::string_view key) const {
  std::vector<Word> found;
  Once once{*complaints_};
  for (const Node* node : elements(key)) {
    if (auto text = id_of(key, *node)) once.add(found, {*text, node->place});
  }
  return found;
}

std::vector<LocalDate> Table::dates(std::string_view key) const {
  std::vector<LocalDate> found;
  for (const Node* node : elements(key)) {
    if (const auto date = date_of(key, *node)) found.push_back(*date);
  }
  return found;
}

std::vector<Term> Table::terms(std::string_view key, TermLimits limits) const {
  std::vector<Term> found;
  for (const Node* node : elements(key)) {
    if (const auto term = term_of(key, *node, limits)) found.push_back(*term);
  }
  return found;
}

std::optional<std::size_t> Table::index_of(std::string_view key, const std::vector<std::string>& known) const {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* text = std::get_if<std::string>(&node->value);
  if (text == nullptr) {
    wrong_kind(key, *node);
    return std::nullopt;
  }
  const auto found = std::ranges::find(known, *text);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  complaints_->mistake(node->place, "unknown word " + in_quotes(*text) + " for " + in_quotes(key),
                       "one of " + listed(known), nearest_word(*text, known));
  return std::nullopt;
}

std::vector<Table> Table::tables(std::string_view key, const Section& section) const {
  std::vector<Table> found;
  for (const Node* node : elements(key)) {
    if (std::holds_alternative<Node::Members>(node->value)) {
      found.push_back(Table{*node, section, *complaints_});
    } else {
      wrong_kind(key, *node);
    }
  }
  return found;
}

std::optional<Table> Table::table(std::string_view key, const Section& section) const {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (std::holds_alternative<Node::Members>(node->value)) return Table{*node, section, *complaints_};
  wrong_kind(key, *node);
  return std::nullopt;
}

}  // namespace meldmaat
