// SPDX-License-Identifier: EUPL-1.2
#include "config/protocol_layers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "bot/protocol.hpp"
#include "config/terms.hpp"

namespace meldmaat {

namespace {

using Members = Node::Members;
using RuleKey = std::pair<std::string, std::int64_t>;  ///< id and step

/// What may be changed of a rule that is there for everybody, besides a term that becomes shorter.
constexpr std::array changeable{"id",   "step",   "owner",          "remind", "escalate",
                                "asks", "repeat", "tells_reporter", "source"};

const Node* find(const Node& table, std::string_view key) {
  const auto* members = std::get_if<Members>(&table.value);
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &Node::Member::key);
  return found == members->end() ? nullptr : &found->node;
}

template <class Value>
const Value* value_in(const Node& table, std::string_view key) {
  const Node* node = find(table, key);
  return node == nullptr ? nullptr : std::get_if<Value>(&node->value);
}

std::optional<ProtocolRef> ref_in(const Node& table) {
  const auto* id = value_in<std::string>(table, "id");
  const auto* version = value_in<std::int64_t>(table, "version");
  if (id == nullptr || version == nullptr || !std::in_range<int>(*version)) return std::nullopt;
  return ProtocolRef{ProtocolId{*id}, static_cast<int>(*version)};
}

std::string words_of(const ProtocolRef& ref) {
  return "version " + std::to_string(ref.version) + " of the protocol " + in_quotes(ref.id.str());
}

std::optional<RuleKey> key_of(const Node& rule) {
  const auto* id = value_in<std::string>(rule, "id");
  if (id == nullptr) return std::nullopt;
  const auto* step = value_in<std::int64_t>(rule, "step");
  return RuleKey{*id, step == nullptr ? 1 : *step};
}

void put(Members& members, const Node::Member& member) {
  const auto found = std::ranges::find(members, member.key, &Node::Member::key);
  if (found == members.end()) {
    members.push_back(member);
  } else {
    *found = member;
  }
}

std::optional<Term> term_in(const Node& node) {
  const auto* text = std::get_if<std::string>(&node.value);
  return text == nullptr ? std::nullopt : parse_term(*text);
}

/// A term that cannot be read is complained about when the protocol is read.
bool is_later(const Node& now, const Node* before) {
  const auto term = term_in(now);
  const auto earlier = before == nullptr ? std::nullopt : term_in(*before);
  return term && earlier && *term != *earlier && span_of(*term).most > span_of(*earlier).least;
}

void check_always(const Node& below, const Members& above, Complaints& complaints) {
  const bool* always = value_in<bool>(below, "always");
  if (always == nullptr || !*always) return;
  const std::string rule = in_quotes(*value_in<std::string>(below, "id"));
  for (const auto& [key, place, node] : above) {
    if (key == "due") {
      if (is_later(node, find(below, "due"))) {
        complaints.mistake(node.place, "the rule " + rule + " holds for everybody and cannot come later",
                           write_toml(*find(below, "due")) + " or less");
      }
    } else if (std::ranges::find(changeable, key) == changeable.end()) {
      complaints.mistake(place, "the rule " + rule + " holds for everybody: " + in_quotes(key) + " cannot be changed",
                         "no such key; the law or somebody's safety asks for this rule");
    }
  }
}

/// The rules of `above` over those of `below`; one that is named twice is left for the reader to complain about.
Node::List lay_rules(Node::List below, const Node::List& above, Complaints& complaints) {
  std::set<RuleKey> named;
  for (const Node& rule : above) {
    const auto key = key_of(rule);
    const auto* members = std::get_if<Members>(&rule.value);
    const auto same = [&](const Node& other) { return key_of(other) == key; };
    const auto found = key && named.insert(*key).second ? std::ranges::find_if(below, same) : below.end();
    if (members == nullptr || found == below.end()) {
      below.push_back(rule);
      continue;
    }
    check_always(*found, *members, complaints);
    for (const auto& member : *members) put(std::get<Members>(found->value), member);
    found->place = rule.place;
  }
  return below;
}

/// The keys of `above` over those of `below`.
Node lay_table(Node below, const Members& above, const Place& place) {
  for (const auto& member : above) put(std::get<Members>(below.value), member);
  below.place = place;
  return below;
}

Document lay_over(const Document& below, const Document& above, Complaints& complaints) {
  // What names a protocol is never taken over.
  constexpr std::array own{"id", "version", "name"};
  Members members;
  for (const auto& member : std::get<Members>(below.root.value)) {
    if (std::ranges::find(own, member.key) == own.end()) members.push_back(member);
  }
  for (auto member : std::get<Members>(above.root.value)) {
    if (member.key == "extends") continue;
    const auto* rules = value_in<Node::List>(below.root, "rule");
    const auto* anew = std::get_if<Node::List>(&member.node.value);
    if (member.key == "rule" && rules != nullptr && anew != nullptr) {
      member.node.value = lay_rules(*rules, *anew, complaints);
    }
    const auto* visit = value_in<Members>(below.root, "home_visit");
    const auto* otherwise = std::get_if<Members>(&member.node.value);
    if (member.key == "home_visit" && visit != nullptr && otherwise != nullptr) {
      member.node = lay_table(*find(below.root, member.key), *otherwise, member.node.place);
    }
    put(members, member);
  }
  return {above.file, Node{std::move(members), above.root.place}};
}

class Layers {
 public:
  Layers(const std::vector<const Document*>& files, Complaints& complaints) : files_(files), complaints_(complaints) {}

  std::optional<Document> whole(const Document& file, std::set<const Document*> above) {
    const Node* extends = find(file.root, "extends");
    if (extends == nullptr) return file;
    const auto ref = ref_in(*extends);
    if (!ref) {
      complaints_.mistake(extends->place, "\"extends\" names no protocol",
                          "a table such as { id = \"standaard\", version = 1 }");
      return std::nullopt;
    }
    const auto is_it = [&](const Document* other) { return ref_in(other->root) == ref; };
    const auto found = std::ranges::find_if(files_, is_it);
    if (found == files_.end()) {
      complaints_.mistake(extends->place, "there is no " + words_of(*ref), "one of " + listed(known()));
      return std::nullopt;
    }
    if (!above.insert(&file).second || above.contains(*found)) {
      complaints_.mistake(extends->place, words_of(*ref) + " extends this one", "a protocol that stands by itself");
      return std::nullopt;
    }
    const auto below = whole(**found, std::move(above));
    if (!below) return std::nullopt;
    return lay_over(*below, file, complaints_);
  }

 private:
  [[nodiscard]] std::vector<std::string> known() const {
    std::vector<std::string> found;
    for (const auto* file : files_) {
      if (const auto ref = ref_in(file->root)) found.push_back(ref->id.str() + ' ' + std::to_string(ref->version));
    }
    return found;
  }

  const std::vector<const Document*>& files_;
  Complaints& complaints_;
};

void print_value(std::string_view key, const Node& node, std::ostream& out) {
  out << key << " = " << write_toml(node) << "  # " << node.place.file << ':' << node.place.line << '\n';
}

}  // namespace

std::vector<Document> lay_protocols(const std::vector<const Document*>& files, Complaints& complaints) {
  std::vector<Document> laid;
  Layers layers{files, complaints};
  for (const auto* file : files) {
    if (auto whole = layers.whole(*file, {})) laid.push_back(std::move(*whole));
  }
  return laid;
}

ProtocolRef ref_of(const Document& protocol) {
  return ref_in(protocol.root).value_or(ProtocolRef{});
}

void print_origins(const Document& protocol, std::ostream& out) {
  for (const auto& [key, place, node] : std::get<Members>(protocol.root.value)) {
    if (key == "rule") continue;
    const auto* table = std::get_if<Members>(&node.value);
    if (table == nullptr) {
      print_value(key, node, out);
      continue;
    }
    for (const auto& inner : *table) print_value(key + '.' + inner.key, inner.node, out);
  }
  const auto* rules = value_in<Node::List>(protocol.root, "rule");
  if (rules == nullptr) return;
  for (const Node& rule : *rules) {
    out << "\n[[rule]]\n";
    for (const auto& [key, place, node] : std::get<Members>(rule.value)) print_value(key, node, out);
  }
}

}  // namespace meldmaat
