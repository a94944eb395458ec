// SPDX-License-Identifier: EUPL-1.2
#include "adapters/paper/csv.hpp"

#include <string_view>

#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

std::string cell(std::string_view stored) {
  std::string text = show_line(stored);
  // Spreadsheets look past blanks in front of a formula.
  const auto first = text.find_first_not_of(' ');
  constexpr std::string_view begins_formula = "=+-@";
  if (first != std::string::npos && begins_formula.find(text[first]) != std::string_view::npos) text.insert(0, "'");
  if (text.find_first_of(";\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted.append(letter == '"' ? 2 : 1, letter);
  return quoted + '"';
}

}  // namespace

std::string to_csv(const std::vector<std::vector<std::string>>& rows) {
  std::string file = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (column > 0) file += ';';
      file += cell(row[column]);
    }
    file += "\r\n";
  }
  return file;
}

}  // namespace meldmaat
