// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/card_text.hpp"

#include "adapters/media_type.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view zero_width_space = "\u200B";

/// Whether Teams or a card would act on what begins here, were the first character followed by this.
bool acts(std::string_view rest) {
  if (rest.starts_with("{{") || rest.starts_with("](")) return true;
  if (!rest.starts_with('<')) return false;
  rest.remove_prefix(rest.starts_with("</") ? 2 : 1);
  return same_word(rest.substr(0, 2), "at");
}

std::string literal(std::string_view shown) {
  std::string out;
  out.reserve(shown.size());
  for (std::size_t at = 0; at < shown.size(); ++at) {
    out += shown[at];
    if (acts(shown.substr(at))) out += zero_width_space;
  }
  return out;
}

}  // namespace

std::string literal_text(std::string_view stored) {
  return literal(show_text(stored));
}

std::string literal_line(std::string_view stored) {
  return literal(show_line(stored));
}

std::string shortened(std::string_view text, std::size_t most_bytes) {
  constexpr std::string_view ellipsis = "\u2026";
  constexpr std::size_t longest_word = 40;
  if (text.size() <= most_bytes) return std::string(text);
  std::size_t end = most_bytes - std::min(most_bytes, ellipsis.size());
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  const auto blank = text.substr(0, end).find_last_of(" \n");
  if (blank != std::string_view::npos && blank > 0 && end - blank <= longest_word) end = blank;
  return std::string(text.substr(0, end)) + std::string(ellipsis);
}

}  // namespace meldmaat
