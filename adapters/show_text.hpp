// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How text that somebody typed is shown to somebody else. What was typed is stored exactly as it came; these functions
/// make what a reader sees: nothing in it can turn, hide or imitate other text. Pure functions, any thread.
/// The rules are rows C1-C5, C12 and C13 of the bad-input table (text): direction controls and zero-width characters
/// become visible marks, tag characters, stray variation selectors and private-use characters disappear, more than
/// eight combining marks on one letter are cut with a mark, control characters become control pictures. Bytes that are
/// not UTF-8 become U+FFFD. Applying a function twice gives what applying it once gave.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

/// For text of several lines: line ends of every kind become '\n', tabs stay.
[[nodiscard]] std::string show_text(std::string_view stored);

/// For one-line fields (labels, file names): a line end or tab becomes a visible mark too.
[[nodiscard]] std::string show_line(std::string_view stored);

/// Like show_line, with a warning mark behind it when Latin letters are mixed with Cyrillic or Greek ones: such a name
/// may imitate another person's (row C4).
[[nodiscard]] std::string show_name(std::string_view stored);

}  // namespace meldmaat
