// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A clock time within the next day, in the words of a visitor. Pure; anything may be said.
#pragma once

#include <optional>
#include <string_view>

#include "bot/moment.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Either a moment, or the text that says why there is none.
struct HeardClock {
  std::optional<Moment> at;
  std::string_view refused;
};

/// What is expected first where both can be meant: "1 uur" is a time of day, or an hour more.
enum class TimeOrLength { time, length };

/// A time alone is the nearest one; when that is tomorrow, only if it comes within a few hours: a time that has just
/// passed is more likely a slip than a visit until tomorrow, and whoever means tomorrow can say so.
[[nodiscard]] HeardClock heard_clock(const Talk& talk, TimeOrLength first);

}  // namespace meldmaat
