// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "bot/language.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// Reads how long something took: "anderhalf uur", "een kwartiertje", "2,5 hours", "an hour and a half". Nothing when
/// the text has no length, two different ones, a length of nothing, or one in months or years, which have no fixed
/// length.
[[nodiscard]] std::optional<Milliseconds> read_duration(std::string_view text, Language language);

}  // namespace meldmaat
