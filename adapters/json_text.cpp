// SPDX-License-Identifier: EUPL-1.2
#include "adapters/json_text.hpp"

#include <algorithm>
#include <utility>

#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

bool is_plain(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20 && byte < 0x80 && letter != '"' && letter != '\\';
}

void append_escaped(std::string& out, char letter) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(letter);
  switch (letter) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    default: out.append("\\u00").append(1, digits[byte >> 4U]).append(1, digits[byte & 0xFU]);
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view replacement = "\uFFFD";
  out += '"';
  while (!text.empty()) {
    auto length = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    if (length == 0 && static_cast<unsigned char>(text.front()) >= 0x80) length = utf8_size(text);
    if (length != 0) {
      out += text.substr(0, length);
    } else if (static_cast<unsigned char>(text.front()) < 0x80) {
      append_escaped(out, text.front());
    } else {
      out += replacement;
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

void JsonObject::begin(std::string_view name) {
  if (!std::exchange(empty_, false)) out_ += ',';
  out_.append("\"").append(name).append("\":");
}

JsonObject& JsonObject::add(std::string_view name, std::string_view value) {
  begin(name);
  append_json_string(out_, value);
  return *this;
}

JsonObject& JsonObject::add_json(std::string_view name, std::string_view json) {
  begin(name);
  out_ += json;
  return *this;
}

JsonObject JsonObject::object(std::string_view name) {
  begin(name);
  return JsonObject(out_);
}

JsonArray JsonObject::array(std::string_view name) {
  begin(name);
  return JsonArray(out_);
}

void JsonArray::begin() {
  if (!std::exchange(empty_, false)) out_ += ',';
}

void JsonArray::add(std::string_view value) {
  begin();
  append_json_string(out_, value);
}

JsonObject JsonArray::object() {
  begin();
  return JsonObject(out_);
}

}  // namespace meldmaat
