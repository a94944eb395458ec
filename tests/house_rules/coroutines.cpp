// SPDX-License-Identifier: EUPL-1.2
#include <regex>
#include <string>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

/// Does this brace begin a block (a statement starts after it) and not a value? `before` is the code in front of it.
bool begins_block(std::string_view before) {
  static const std::regex block(R"([;{})]\s*$|\b(else|do|try|const|noexcept|override|final|mutable)\s*$)"
                                R"(|\b(case\b[^;{}]*|default\s*):\s*$|\)[^;{}()]*->[^;{}]*$|(^|\s)namespace\b[^;{}]*$)"
                                R"(|\b(class|struct)\b[^;{}()]*$|^\s*$)");
  const auto from = before.size() > 400 ? before.size() - 400 : 0;
  const std::string tail(before.substr(from));
  return std::regex_search(tail, block);
}

std::size_t statement_begin(std::string_view code, std::size_t at) {
  while (at > 0) {
    const char c = code[at - 1];
    if (c == ';' || c == '}' || (c == '{' && begins_block(code.substr(0, at - 1)))) break;
    --at;
  }
  return at;
}

/// One past the statement, or past the condition of an if, while, for or switch.
std::size_t statement_end(std::string_view code, std::size_t begin, std::size_t at) {
  int depth = 0;
  for (auto i = begin; i < code.size(); ++i) {
    if (code[i] == '(') ++depth;
    if (code[i] == ')') --depth;
    if (i > at && code[i] == ';') return i;
    if (i > at && depth == 0 && code[i] == '{' && begins_block(code.substr(0, i))) return i;
  }
  return code.size();
}

void check_awaits(const SourceFile& file, Faults& faults) {
  static const std::regex awaits(R"(\bco_await\b)");
  for (std::sregex_iterator it(file.code.begin(), file.code.end(), awaits), end; it != end; ++it) {
    const auto at = static_cast<std::size_t>(it->position());
    const auto begin = statement_begin(file.code, at);
    const auto statement = std::string_view(file.code).substr(begin, statement_end(file.code, begin, at) - begin);
    if (statement.find_first_of("{?") == std::string_view::npos) continue;
    faults.push_back({file.path, file.line_of(at), "name it, then await it: no braces, no ?: around co_await"});
  }
}

}  // namespace

Faults check_coroutines(const SourceFile& file) {
  if (!file.is_cpp()) return {};
  Faults faults;
  static const std::regex keyword(R"(\bco_(await|return|yield)\b)");
  std::smatch found;
  const bool may = file.is_in("adapters/") || file.is_in("tests/adapters/") || file.is_in("tests/fakes/");
  if (!may && std::regex_search(file.code, found, keyword)) {
    faults.push_back({file.path, file.line_of(static_cast<std::size_t>(found.position())),
                      "coroutines live in adapters/: here nothing waits"});
  }
  check_awaits(file, faults);
  static const std::regex view(
      R"(\bawaitable<[^;{}()]*>\s+[\w:]+\([^;{}]*\b(string_view|span<|const\s+std::\w+(<[^()]*>)?\s*&))");
  for (std::sregex_iterator it(file.code.begin(), file.code.end(), view), end; it != end; ++it) {
    faults.push_back({file.path, file.line_of(static_cast<std::size_t>(it->position())),
                      "a coroutine takes values: a view may be gone when it wakes"});
  }
  return faults;
}

}  // namespace meldmaat::house_rules
