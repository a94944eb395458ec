// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A paper as PDF: A4, tagged (headings, paragraphs, lists, tables with header cells), fonts embedded, with its
/// language and title. The same paper gives the same bytes on the same machine. I/O thread only: it draws with the one
/// font map that a thread has.
#pragma once

#include <string>

#include "bot/paper.hpp"

namespace meldmaat {

/// \throws std::runtime_error when it cannot be drawn, as without a single font
[[nodiscard]] std::string to_pdf(const Paper& paper);

}  // namespace meldmaat
