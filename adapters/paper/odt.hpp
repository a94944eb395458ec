// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A paper as OpenDocument Text (ISO/IEC 26300, version 1.3), to be changed in a word processor: headings, lists and
/// tables as what they are, with its language and title. The same paper gives the same bytes. Pure; any thread.
#pragma once

#include <string>

#include "bot/paper.hpp"

namespace meldmaat {

[[nodiscard]] std::string to_odt(const Paper& paper);

}  // namespace meldmaat
