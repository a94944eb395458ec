// SPDX-License-Identifier: EUPL-1.2
#include "storage/json_writer.hpp"

#include "storage/utf8.hpp"

namespace meldmaat {

namespace {

void append_escaped(std::string& out, unsigned char c) {
  static constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    default:
      out += "\\u00";
      out += digits[c >> 4U];
      out += digits[c & 0xFU];
  }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    auto length = plain_length(text);
    if (length == 0) length = utf8_length(text);
    if (length != 0) {
      out += text.substr(0, length);
    } else {
      length = 1;
      const auto c = static_cast<unsigned char>(text.front());
      if (c < 0x80) {
        append_escaped(out, c);
      } else {
        out += "\xEF\xBF\xBD";  // U+FFFD
      }
    }
    text.remove_prefix(length);
  }
  out += '"';
}

}  // namespace meldmaat
