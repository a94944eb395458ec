// SPDX-License-Identifier: EUPL-1.2
#include "adapters/media_type.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace meldmaat {

namespace {

constexpr std::array<bool, 256> token_table() {
  std::array<bool, 256> table{};
  for (const char letter : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    table[static_cast<unsigned char>(letter)] = true;
  }
  return table;
}

struct Parameter {
  std::string_view name;
  std::string value;
};

// Takes `"..."` from the front of `rest`.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string value;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      rest.remove_prefix(at + 1);
      return value;
    }
    if (rest[at] == '\\') ++at;
    if (at == rest.size()) break;
    value += rest[at];
  }
  return std::nullopt;
}

// Everything after the type itself; nothing when it does not follow the grammar.
std::optional<std::vector<Parameter>> parameters_of(std::string_view header_value) {
  std::vector<Parameter> parameters;
  std::string_view rest = header_value;
  rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  while (!rest.empty()) {
    if (rest.front() != ';') return std::nullopt;
    rest = trim_blanks(rest.substr(1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || !is_token(rest.substr(0, equals))) return std::nullopt;
    Parameter parameter{rest.substr(0, equals), {}};
    rest.remove_prefix(equals + 1);
    if (rest.starts_with('"')) {
      auto quoted = take_quoted(rest);
      if (!quoted) return std::nullopt;
      parameter.value = std::move(*quoted);
    } else {
      const std::string_view plain = trim_blanks(rest.substr(0, rest.find(';')));
      if (!is_token(plain)) return std::nullopt;
      parameter.value = plain;
      rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    }
    rest = trim_blanks(rest);
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

}  // namespace

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) letter = ascii_lower(letter);
  return lower;
}

bool same_word(std::string_view left, std::string_view right) {
  return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), [](char one, char other) {
           return ascii_lower(one) == ascii_lower(other);
         });
}

bool is_token_char(char letter) {
  static constexpr auto table = token_table();
  return table[static_cast<unsigned char>(letter)];
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::string_view before_parameters(std::string_view header_value) {
  return trim_blanks(header_value.substr(0, header_value.find(';')));
}

bool is_media_type(std::string_view content_type, std::string_view type) {
  if (!same_word(before_parameters(content_type), type)) return false;
  const auto parameters = parameters_of(content_type);
  if (!parameters) return false;
  return std::all_of(parameters->begin(), parameters->end(), [](const Parameter& parameter) {
    return !same_word(parameter.name, "charset") || same_word(parameter.value, "utf-8");
  });
}

std::optional<std::string> media_type_parameter(std::string_view header_value, std::string_view name) {
  auto parameters = parameters_of(header_value);
  if (!parameters) return std::nullopt;
  std::optional<std::string> found;
  for (Parameter& parameter : *parameters) {
    if (!same_word(parameter.name, name)) continue;
    if (found) return std::nullopt;
    found = std::move(parameter.value);
  }
  return found;
}

}  // namespace meldmaat
