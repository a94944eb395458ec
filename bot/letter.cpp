// SPDX-License-Identifier: EUPL-1.2
#include "bot/letter.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace meldmaat {

namespace {

using Kind = Letter::Kind;
constexpr std::array<std::pair<Kind, std::string_view>, 9> words{{{Kind::invitation, "invitation"},
                                                                  {Kind::warning, "warning"},
                                                                  {Kind::limits, "limits"},
                                                                  {Kind::ban, "ban"},
                                                                  {Kind::exception, "exception"},
                                                                  {Kind::withdrawal, "withdrawal"},
                                                                  {Kind::agreements, "agreements"},
                                                                  {Kind::no_show, "no_show"},
                                                                  {Kind::liable, "liable"}}};

}  // namespace

std::string word_of(Letter::Kind kind) {
  for (const auto& [known, word] : words) {
    if (known == kind) return std::string{word};
  }
  return {};
}

std::string to_text(const Letter& letter) {
  return word_of(letter.kind) + (letter.ban.empty() ? std::string{} : "-" + letter.ban.str());
}

std::optional<Letter> letter_from(std::string_view text) {
  const auto end = text.find('-');
  const std::string_view kind = text.substr(0, end);
  for (const auto& [known, word] : words) {
    if (word != kind) continue;
    return Letter{known, end == std::string_view::npos ? BanId{} : BanId{std::string{text.substr(end + 1)}}};
  }
  return std::nullopt;
}

}  // namespace meldmaat
