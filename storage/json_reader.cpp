// SPDX-License-Identifier: EUPL-1.2
#include "storage/json_reader.hpp"

#include <utility>

#include "bot/store.hpp"
#include "storage/utf8.hpp"

namespace meldmaat {

void JsonReader::refuse() {
  throw StoreBroken("a row cannot be read: it is not what was written");
}

void JsonReader::begin_document(int newest_format) {
  int format = 0;
  if (!take_word("{\"f\":")) refuse();
  read(format);
  if (format > newest_format) throw StoreBroken("a row was written in a newer format: start the newer meldmaat");
}

bool JsonReader::take_word(std::string_view word) {
  if (!rest_.starts_with(word)) return false;
  rest_.remove_prefix(word.size());
  return true;
}

std::string_view JsonReader::key() {
  expect('"');
  const auto end = rest_.find('"');
  if (end == std::string_view::npos) refuse();
  const auto name = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return name;
}

void JsonReader::read(bool& value) {
  value = take_word("true");
  if (!value && !take_word("false")) refuse();
}

void JsonReader::read(std::string& value) {
  expect('"');
  value.clear();
  for (;;) {
    const auto plain = plain_length(rest_);
    value += rest_.substr(0, plain);
    rest_.remove_prefix(plain);
    if (take('"')) return;
    if (take('\\')) {
      append_escaped(value);
    } else {
      const auto sequence = utf8_length(rest_);
      if (sequence == 0) refuse();
      value += rest_.substr(0, sequence);
      rest_.remove_prefix(sequence);
    }
  }
}

void JsonReader::append_escaped(std::string& value) {
  if (take('n')) {
    value += '\n';
  } else if (take('"')) {
    value += '"';
  } else if (take('\\')) {
    value += '\\';
  } else {
    unsigned int code = 0;
    if (!take_word("u00") || rest_.size() < 2) refuse();
    const std::string digits{rest_.substr(0, 2)};
    const auto* const last = digits.data() + digits.size();
    if (std::from_chars(digits.data(), last, code, 16).ptr != last || code >= 0x80) refuse();
    value += static_cast<char>(code);
    rest_.remove_prefix(2);
  }
}

void JsonReader::skip() {
  std::size_t depth = 0;
  do {
    if (rest_.empty()) refuse();
    const char c = rest_.front();
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
    if (c == '"') {
      std::string text;
      read(text);
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    rest_.remove_prefix(1);
  } while (true);
}

}  // namespace meldmaat
