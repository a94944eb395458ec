// SPDX-License-Identifier: EUPL-1.2
#include "adapters/form.hpp"

#include "adapters/media_type.hpp"
#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

enum class Plus : bool { stays, is_space };

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char lower = ascii_lower(digit);
  if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
  return -1;
}

std::optional<std::string> decode(std::string_view encoded, Plus plus) {
  std::string text;
  text.reserve(encoded.size());
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    char byte = encoded[at];
    if (byte == '%') {
      if (encoded.size() - at < 3) return std::nullopt;
      const int high = hex_value(encoded[at + 1]);
      const int low = hex_value(encoded[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      byte = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (byte == '+' && plus == Plus::is_space) {
      byte = ' ';
    }
    if (byte == '\0') return std::nullopt;
    text += byte;
  }
  if (!is_utf8(text)) return std::nullopt;
  return text;
}

}  // namespace

std::optional<std::string_view> FormFields::find(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string_view> FormFields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : fields_) {
    if (key == name) values.emplace_back(value);
  }
  return values;
}

std::optional<FormFields> read_form(std::string_view encoded) {
  FormFields form;
  while (!encoded.empty()) {
    const std::size_t end = encoded.find('&');
    const std::string_view pair = encoded.substr(0, end);
    encoded.remove_prefix(end == std::string_view::npos ? encoded.size() : end + 1);
    if (pair.empty()) continue;
    if (form.fields().size() == most_form_fields) return std::nullopt;
    const std::size_t equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), Plus::is_space);
    auto value =
        decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), Plus::is_space);
    if (!name || !value) return std::nullopt;
    form.add(std::move(*name), std::move(*value));
  }
  return form;
}

std::optional<std::string> percent_decode(std::string_view encoded) {
  return decode(encoded, Plus::stays);
}

bool is_form_content(std::string_view content_type) {
  return is_media_type(content_type, "application/x-www-form-urlencoded");
}

}  // namespace meldmaat
