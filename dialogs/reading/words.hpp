// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Words in what a person typed, for matching only: what is stored is always what was typed (plan C1-C18).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meldmaat {

/// Longer texts are refused with a message, never cut (plan C14). Counted in characters, not bytes.
inline constexpr std::size_t longest_text = 20'000;

/// Lower-case ASCII words and numbers with one space in between; accents, punctuation and invisible characters are gone
/// (plan C2, C6). Any bytes are allowed.
[[nodiscard]] std::string folded(std::string_view text);

using Words = std::vector<std::string>;

/// The words of `folded(text)`.
[[nodiscard]] Words plain_words(std::string_view text);

/// Likewise for reading a story: a full stop, comma or line end in the text becomes a word of its own, ".", so that a
/// denial does not reach into the next clause.
[[nodiscard]] Words words_of(std::string_view text);

/// Does `text` say `phrase`, and not that it was not so? `phrase` is one or more folded words; a word that ends in '*'
/// stands for every word that begins like that. "Hij sloeg me niet" does not say "sloeg".
[[nodiscard]] bool says(const Words& text, std::string_view phrase);
[[nodiscard]] bool says_any(const Words& text, std::span<const std::string> phrases);

/// Number of characters (code points); a byte that is no UTF-8 counts as one.
[[nodiscard]] std::size_t characters(std::string_view text);

/// Nothing but spaces, line ends and invisible characters.
[[nodiscard]] bool blank(std::string_view text);

/// The parts of "a, b, c", without spaces around them and without empty ones.
[[nodiscard]] std::vector<std::string> listed(std::string_view text);

/// Is `part` one of `listed(text)`? Without making copies: this runs for everything that is typed.
[[nodiscard]] bool lists(std::string_view text, std::string_view part);

}  // namespace meldmaat
