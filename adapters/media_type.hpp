// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Small pieces of HTTP's grammar that several readers share (RFC 9110 §5.6, §8.3). ASCII only, no locale. Pure; any
/// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace meldmaat {

[[nodiscard]] constexpr char ascii_lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

[[nodiscard]] std::string ascii_lower(std::string_view text);

/// Compares without regard to ASCII case.
[[nodiscard]] bool same_word(std::string_view left, std::string_view right);

/// A character of a token: what method and field names are made of.
[[nodiscard]] bool is_token_char(char letter);
[[nodiscard]] bool is_token(std::string_view text);

/// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trim_blanks(std::string_view text);

/// True when `content_type` is this type, and its charset parameter is absent or utf-8. Other parameters are allowed.
[[nodiscard]] bool is_media_type(std::string_view content_type, std::string_view type);

/// The value of a parameter, without quotes and escapes; nothing when absent, doubled or broken.
[[nodiscard]] std::optional<std::string> media_type_parameter(std::string_view header_value, std::string_view name);

/// What stands before the first ';', trimmed.
[[nodiscard]] std::string_view before_parameters(std::string_view header_value);

}  // namespace meldmaat
