// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What roles owe without a case: every week, quarter and year, with a new council, with a new colleague, and when a
/// matter came in that is no report. Pure. Handbook §8, T34, T40-T47 and T49-T51.
///
/// A request, a data breach or a suspicion of wrongdoing (T49-T51) begins when somebody notes that it came in, at that
/// moment. All others begin in the first office hour of their period. It lies in the file of that year: the manager's
/// in the file of the team, all others in that of the municipality (holds_duties). Who begins with meldmaat in the
/// middle of a year owes what begins from then on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/case.hpp"
#include "bot/happening.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"
#include "bot/protocol.hpp"

namespace meldmaat {

struct Duty {
  Case file;  ///< as it is before anything happened to it: number, protocol, team
  DutyBegan began;
  Rule rule;
  bool operator==(const Duty&) const = default;
};

/// The duties of weeks, quarters, years and councils that began after `since` and no later than `now`, oldest first.
[[nodiscard]] std::vector<Duty> duties_begun(const Municipality& municipality, Moment since, Moment now);

/// How long after somebody's first day the manager still hears of it, when the organisation's file tells late.
inline constexpr std::chrono::days newcomer_for{60};

/// Those about colleagues whose first day came after `since`, no longer than newcomer_for before `now`. The `round` is
/// 0: that counts within the file.
[[nodiscard]] std::vector<Duty> newcomer_duties(const Municipality& municipality, Moment since, Moment now);

/// What this municipality's protocol knows of that begins when somebody notes it (T49-T51), each once.
[[nodiscard]] std::vector<std::string> known_matters(const Municipality& municipality);

/// What is owed because of it, in the file of the year in which it came in; the `round` counts within that file.
/// \param came_in not in the future
[[nodiscard]] std::vector<Duty> matter_duties(const Municipality& municipality, std::string_view matter,
                                              Moment came_in);

}  // namespace meldmaat
