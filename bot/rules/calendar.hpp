// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Counting time: terms, working days, office hours, holidays. Pure; every result is UTC. Decisions D9 and D21.
#pragma once

#include "bot/moment.hpp"
#include "bot/protocol.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

/// A day the Algemene termijnenwet, article 3, names or puts on a par (Good Friday). Days added by royal decree are
/// the protocol's `extra_holidays`.
[[nodiscard]] bool recognised_holiday(LocalDate date);

/// Monday to Friday and no holiday.
[[nodiscard]] bool working_day(LocalDate date, const Protocol& protocol);

/// The moment at which a term that starts at `start` is over (decision D21):
/// minutes and hours elapse; days and working days end at the same local time of day; `end_of_day` is when the office
/// closes on that day, or on the next day when it had already closed at `start`.
[[nodiscard]] Moment after(Moment start, Term term, const Zone& zone, const Protocol& protocol);

/// `count` times the same term, counted from `start` in one go, so that nothing drifts.
[[nodiscard]] Moment after_times(Moment start, Term term, int count, const Zone& zone, const Protocol& protocol);

/// The moment itself when the office is open, otherwise when it opens next.
[[nodiscard]] Moment into_office_hours(Moment moment, const Zone& zone, const Protocol& protocol);

/// The last millisecond of a statutory term of `days` calendar days that begins on the day after `start`: the end of a
/// local day, extended by the Algemene termijnenwet (articles 1, 2 and 4: never on a Saturday, Sunday or holiday; a
/// term of three days or more holds two ordinary days; terms over 90 days are not extended).
/// \pre days > 0
[[nodiscard]] Moment statutory_end(Moment start, int days, const Zone& zone, const Protocol& protocol);

}  // namespace meldmaat
