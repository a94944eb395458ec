// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Dates and times as people read them, in the language and on the wall clock of the conversation.
#pragma once

#include <string>

#include "bot/case.hpp"
#include "dialogs/phrases/when.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// "dinsdag 17 november 2026"
[[nodiscard]] std::string say_date(const Talk& talk, LocalDate date);
/// "20.30 uur"
[[nodiscard]] std::string say_time(const Talk& talk, Milliseconds time_of_day);
/// "dinsdag 17 november 2026, 20.30 uur"; in the doubled hour of a change of the clock with "zomertijd" or
/// "wintertijd".
[[nodiscard]] std::string say_moment(const Talk& talk, Moment moment);
/// No more precise than it was said: "dinsdag 17 november 2026, rond 20.30 uur", "rond dinsdag 17 november 2026".
[[nodiscard]] std::string say_incident(const Talk& talk, const IncidentMoment& incident);
/// When a step was taken: "dinsdag 17 november 2026, om 20.30 uur", or the day only.
[[nodiscard]] std::string say_fact_moment(const Talk& talk, const Fact& fact);
/// The same for a reading that waits for confirmation: "dinsdag 17 november 2026, ’s avonds".
[[nodiscard]] std::string say_reading(const Talk& talk, const WhenReading& reading);

}  // namespace meldmaat
