// SPDX-License-Identifier: EUPL-1.2
#include "config/reader.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

namespace meldmaat {

namespace {

/// The library follows "[a.a.a.a" as deep as it goes, as long as the line is; nothing here is deeper than a few tables.
constexpr std::size_t longest_line = 4'000;
constexpr int most_levels = 16;
constexpr std::size_t largest_file = 1024 * 1024;
constexpr int most_broken_lines = 20;

Place place_of(const toml::source_region& region) {
  return {region.path ? *region.path : std::string{}, static_cast<int>(region.begin.line),
          static_cast<int>(region.begin.column)};
}

Node convert(const toml::node& node, int level);

Node::Members convert_members(const toml::table& table, int level) {
  Node::Members members;
  for (const auto& [key, node] : table) {
    members.push_back({std::string{key.str()}, place_of(key.source()), convert(node, level + 1)});
  }
  // The library sorts by name; complaints and channels follow the order of the file.
  std::ranges::sort(members, {}, &Node::Member::place);
  return members;
}

Node convert(const toml::node& node, int level) {
  Node result{Node::Unused{"a time"}, place_of(node.source())};
  if (level > most_levels) {
    result.value = Node::Unused{"too deep inside other tables"};
  } else if (const auto* table = node.as_table()) {
    result.value = convert_members(*table, level);
  } else if (const auto* array = node.as_array()) {
    Node::List list;
    for (const auto& element : *array) list.push_back(convert(element, level + 1));
    result.value = std::move(list);
  } else if (const auto* text = node.as_string()) {
    result.value = text->get();
  } else if (const auto* whole = node.as_integer()) {
    result.value = whole->get();
  } else if (const auto* number = node.as_floating_point()) {
    result.value = number->get();
  } else if (const auto* yes = node.as_boolean()) {
    result.value = yes->get();
  } else if (const auto* date = node.as_date()) {
    result.value = LocalDate{std::chrono::year{date->get().year}, std::chrono::month{date->get().month},
                             std::chrono::day{date->get().day}};
  } else if (node.is_date_time()) {
    result.value = Node::Unused{"a date with a time"};
  }
  return result;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char letter : text) {
    if (letter == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += letter;
    }
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

/// The library's own words, without the "Error while" that every one begins with.
std::string reason_of(const toml::parse_error& error) {
  std::string reason{error.description()};
  if (constexpr std::string_view start = "Error while "; reason.starts_with(start)) reason.erase(0, start.size());
  std::ranges::replace(reason, '\n', ' ');
  return "this is not TOML: " + reason;
}

/// What takes the place of a broken line while the rest of the file is looked at: a heading stays a heading, so that
/// the keys below it do not end up in the table above.
std::string stand_in(const std::string& line, std::size_t number) {
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string::npos || line[first] != '[') return {};
  return "[\"broken line " + std::to_string(number) + "\"]";
}

/// A mistake inside something that began on a line above says nothing about the lines below it.
bool spans_lines(const toml::parse_error& error, const std::string& line) {
  const std::string_view reason = error.description();
  const auto says = [&](std::string_view words) { return reason.find(words) != std::string_view::npos; };
  const auto before = line.substr(0, error.source().begin.column - 1);
  const bool value_without_key = says("parsing value") && before.find('=') == std::string::npos;
  return says("parsing array") || says("end-of-file") || value_without_key;
}

bool refuse_shape(const std::string& file, const std::string& text, const std::vector<std::string>& lines,
                  Complaints& complaints) {
  if (text.size() > largest_file) {
    complaints.mistake({file, 0, 0}, "the file is larger than 1 MiB");
    return true;
  }
  bool refused = false;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (lines[index].size() <= longest_line) continue;
    complaints.mistake({file, static_cast<int>(index) + 1, 1}, "the line is longer than 4000 bytes",
                       "a shorter line; a long text can be written over several lines between \"\"\"");
    refused = true;
  }
  return refused;
}

}  // namespace

std::string Node::kind() const {
  struct Kinds {
    std::string operator()(const std::string&) const { return "a text"; }
    std::string operator()(std::int64_t) const { return "a whole number"; }
    std::string operator()(double) const { return "a number with a fraction"; }
    std::string operator()(bool) const { return "true or false"; }
    std::string operator()(const LocalDate&) const { return "a date"; }
    std::string operator()(const Unused& unused) const { return unused.kind; }
    std::string operator()(const List&) const { return "a list"; }
    std::string operator()(const Members&) const { return "a table"; }
  };
  return std::visit(Kinds{}, value);
}

std::string write_toml(const Node& node) {
  const auto written = [](const auto& value) {
    std::ostringstream out;
    out << toml::value{value};
    return out.str();
  };
  if (const auto* list = std::get_if<Node::List>(&node.value)) {
    std::string all;
    for (const auto& element : *list) all += (all.empty() ? "" : ", ") + write_toml(element);
    return '[' + all + ']';
  }
  if (const auto* members = std::get_if<Node::Members>(&node.value)) {
    std::string all;
    for (const auto& member : *members)
      all += (all.empty() ? " " : ", ") + member.key + " = " + write_toml(member.node);
    return '{' + all + " }";
  }
  if (const auto* text = std::get_if<std::string>(&node.value)) return written(*text);
  if (const auto* whole = std::get_if<std::int64_t>(&node.value)) return written(*whole);
  if (const auto* number = std::get_if<double>(&node.value)) return written(*number);
  if (const auto* yes = std::get_if<bool>(&node.value)) return written(*yes);
  if (const auto* date = std::get_if<LocalDate>(&node.value)) {
    return written(toml::date{static_cast<int>(date->year()), static_cast<unsigned>(date->month()),
                              static_cast<unsigned>(date->day())});
  }
  return {};
}

std::optional<Document> read_toml(const std::string& file, const std::string& text, Complaints& complaints) {
  std::vector<std::string> lines = lines_of(text);
  if (refuse_shape(file, text, lines, complaints)) return std::nullopt;
  for (int broken = 0; broken < most_broken_lines; ++broken) {
    try {
      const toml::table table = toml::parse(std::string_view{broken == 0 ? text : joined(lines)}, file);
      if (broken > 0) return std::nullopt;
      return Document{file, Node{convert_members(table, 0), Place{file, 1, 1}}};
    } catch (const toml::parse_error& error) {
      const Place at = place_of(error.source());
      complaints.mistake(at, reason_of(error));
      const auto index = static_cast<std::size_t>(std::max(at.line, 1)) - 1;
      if (index >= lines.size() || spans_lines(error, lines[index])) return std::nullopt;
      const std::string replacement = stand_in(lines[index], index + 1);
      // The same place again: the next complaint would be a guess.
      if (lines[index] == replacement) return std::nullopt;
      lines[index] = replacement;
    }
  }
  return std::nullopt;
}

}  // namespace meldmaat
