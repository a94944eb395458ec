// SPDX-License-Identifier: EUPL-1.2
/// \file
/// From text to signs: splits into words, numbers and marks, and looks every word up in a language's table.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dialogs/phrases/lexicon.hpp"
#include "dialogs/phrases/sign.hpp"

namespace meldmaat::phrases {

/// A moment is said in a sentence or two. A longer text is a story: it has several moments, and none is the answer.
inline constexpr std::size_t most_signs = 80;

/// In bytes: four a character and ten characters a sign is more than any text of `most_signs` has.
inline constexpr std::size_t longest_text = most_signs * 40;

/// The signs of `text`, or nothing when it is a story. The longest phrase of the table wins. A word that is one letter
/// off a weekday, month or "gisteren" is taken for it.
[[nodiscard]] std::optional<SignText> read_signs(std::string_view text, const Lexicon& lexicon);

}  // namespace meldmaat::phrases
