// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Text as it may stand in a Teams message: shown as everywhere (show_text.hpp), and with nothing left in it that Teams
/// or a card renderer acts on. Cards format "{{DATE(...)}}" in every text and read Markdown in the titles of choices
/// (adaptivecards.io, "text features"); "<at>" marks a mention. A zero-width space breaks each of them, so that a
/// reader sees what was typed. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

/// For text of several lines. Apply it once, to what is stored.
[[nodiscard]] std::string literal_text(std::string_view stored);

/// For one-line fields: labels and titles.
[[nodiscard]] std::string literal_line(std::string_view stored);

/// `text` when it has at most `most_bytes`; else its beginning with an ellipsis, preferably up to the end of a word and
/// never through a character.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most_bytes);

}  // namespace meldmaat
