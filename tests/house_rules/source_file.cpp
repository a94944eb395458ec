// SPDX-License-Identifier: EUPL-1.2
#include "tests/house_rules/source_file.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace meldmaat::house_rules {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Where the literal or comment that begins at `at` ends (one past), or `at` when none begins there.
std::size_t end_of_silence(std::string_view text, std::size_t at) {
  const auto after = [&](std::string_view closing, std::size_t from) {
    const auto found = text.find(closing, from);
    return found == std::string_view::npos ? text.size() : found + closing.size();
  };
  const auto rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.find('\n', at), text.size());
  if (rest.starts_with("/*")) return after("*/", at + 2);
  if (rest.starts_with("R\"") && (at == 0 || !is_word(text[at - 1]))) {
    const auto open = std::min(text.find('(', at), text.size() - 1);
    return after(")" + std::string(text.substr(at + 2, open - at - 2)) + "\"", open);
  }
  // A quote between digits separates thousands.
  const bool separator = rest.starts_with("'") && at > 0 && is_word(text[at - 1]);
  if (separator || !(rest.starts_with("'") || rest.starts_with("\""))) return at;
  auto end = at + 1;
  while (end < text.size() && text[end] != rest.front() && text[end] != '\n') end += text[end] == '\\' ? 2U : 1U;
  return std::min(end + 1, text.size());
}

std::string without_silence(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_silence(text, at);
    for (auto i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

}  // namespace

SourceFile::SourceFile(std::string path_of_file, std::string text_of_file)
    : path(std::move(path_of_file)), text(std::move(text_of_file)), code(is_cpp() ? without_silence(text) : text) {}

std::size_t SourceFile::line_of(std::size_t position) const {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

std::string_view SourceFile::room() const {
  const auto slash = path.find('/');
  return slash == std::string::npos ? std::string_view{} : std::string_view(path).substr(0, slash);
}

}  // namespace meldmaat::house_rules
