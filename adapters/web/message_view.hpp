// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Draws the transcript. assets/transcript.js draws the same markup in the browser for what arrives later; the browser
/// test "live and reloaded" holds the two together.
#pragma once

#include <vector>

#include "adapters/web/html.hpp"
#include "adapters/web/page.hpp"

namespace meldmaat {

/// <ol> with every message of the page; one that revises another stands in its place.
[[nodiscard]] Html transcript_view(const ChatPage& page, const Zone& zone, const PageTexts& texts);

/// Whether the last question that is still open waits for a file.
[[nodiscard]] bool waits_for_file(const std::vector<WebMessage>& messages);

}  // namespace meldmaat
