// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The two halves of to_pdf (pdf.hpp): what is drawn, and what a drawing does not say about itself.
#pragma once

#include <string>

#include "bot/paper.hpp"

namespace meldmaat {

/// The pages with their tags, as PDF. \throws std::runtime_error
[[nodiscard]] std::string draw(const Paper& paper);

/// The same with the document's language, its title in the window's bar, the order of reading, and which cells of a
/// table are headers of what; with an id that follows from the content. \throws std::runtime_error
[[nodiscard]] std::string finish(const std::string& pdf, Language language);

}  // namespace meldmaat
