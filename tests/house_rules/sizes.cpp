// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <regex>
#include <string>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

constexpr std::size_t longest_file = 400;
constexpr std::size_t longest_function = 70;

std::size_t matching_brace(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (auto at = open; at < code.size(); ++at) {
    if (code[at] == '{') ++depth;
    if (code[at] == '}' && --depth == 0) return at;
  }
  return code.size() - 1;
}

enum class Opens { scope, function, initialiser };

/// What a brace opens, judged by the text since the last ; { or }. A guess that knows no types: a variable whose type
/// mentions a function signature counts as a function, which only makes it a short one. A brace inside brackets is a
/// value, however long: a table is not a function.
Opens what_opens(const std::string& heading) {
  static const std::regex scope(
      R"(^\s*(template\s*<[^{]*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|extern)\b)");
  static const std::regex member_initialiser(R"(\)\s*(noexcept\s*)?:[^:][\s\S]*[\w>]\s*$)");
  if (std::regex_search(heading, scope)) return Opens::scope;
  if (std::regex_search(heading, member_initialiser)) return Opens::initialiser;
  if (std::ranges::count(heading, '(') > std::ranges::count(heading, ')')) return Opens::initialiser;
  return heading.find('(') == std::string::npos ? Opens::scope : Opens::function;
}

}  // namespace

Faults check_sizes(const SourceFile& file) {
  Faults faults;
  const auto lines = static_cast<std::size_t>(std::ranges::count(file.text, '\n'));
  // Data (rules, texts, style sheets) may be long.
  const bool data = std::ranges::any_of(std::array{".toml", ".css", ".yaml", ".txt"},
                                        [&](const char* ending) { return file.path.ends_with(ending); });
  if (lines > longest_file && !data) faults.push_back({file.path, lines, std::to_string(lines) + " lines in one file"});
  if (!file.is_cpp()) return faults;
  std::string heading;
  for (std::size_t at = 0; at < file.code.size(); ++at) {
    const char c = file.code[at];
    if (c == '{') {
      const auto opens = what_opens(heading);
      if (opens == Opens::scope) {
        heading.clear();
        continue;
      }
      const auto close = matching_brace(file.code, at);
      const auto length = file.line_of(close) - file.line_of(at) + 1;
      if (opens == Opens::function) {
        if (length > longest_function) {
          faults.push_back({file.path, file.line_of(at), std::to_string(length) + " lines in one function"});
        }
        heading.clear();
      } else {
        heading += '}';
      }
      at = close;
    } else if (c == ';' || c == '}') {
      heading.clear();
    } else if (c == '#') {
      at = std::min(file.code.find('\n', at), file.code.size() - 1);
    } else if (c != ' ' || !heading.ends_with(' ')) {
      heading += c;
    }
  }
  return faults;
}

}  // namespace meldmaat::house_rules
