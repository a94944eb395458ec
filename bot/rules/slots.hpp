// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The fixed hours at which the anonymous postbox shows what came in, so that nobody can lay it beside who was where
/// when (threat model §6.5): working days at 10:00 and 15:00. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/municipality.hpp"

namespace meldmaat {

/// Something that comes in is seen from one of so many next slots, drawn by chance.
inline constexpr std::size_t slots_to_draw_from = 3;

/// The next `count` slots after `now`, in order.
[[nodiscard]] std::vector<Moment> next_slots(Moment now, std::size_t count, const Municipality& municipality);
/// The latest slot at or before `now`.
[[nodiscard]] Moment last_slot(Moment now, const Municipality& municipality);

/// "2026-W48": the week of a day by ISO 8601, whose year is that of its Thursday.
[[nodiscard]] std::string iso_week(LocalDate day);

}  // namespace meldmaat
