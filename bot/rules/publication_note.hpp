// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A publication as text, as it is kept. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/figures.hpp"

namespace meldmaat {

/// A word and a value on each line. \pre no value has a line break
[[nodiscard]] std::string to_note(const Publication& publication);
/// Nothing: it is none.
[[nodiscard]] std::optional<Publication> publication_in(std::string_view note);

}  // namespace meldmaat
