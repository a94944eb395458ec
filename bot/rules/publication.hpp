// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The numbers of a year and of a quarter, made so that they can stand beside each other. Pure. Handbook §13; S2-34,
/// S3-8; threat model C20, R17.
///
/// rules/disclosure keeps each division safe. What keeps them safe together:
///   periods      a year and its quarters share no division. A quarter says only what became of the care team's talks,
///                a year says everything else. No other period is published, and none before it is over
///   quarters     every division of a quarter hides ten reports at least, also where no row is small: its year minus
///                what all the others show leaves ten or more for each
///   readers      everybody gets the same (figures_readers); the council gets fewer divisions of the same, a manager
///                only the rows of the teams they lead
///   time         what was published of a period stays (bot/publishing)
///   crossings    a division is by one thing. There are no filters, and no division by person
#pragma once

#include <vector>

#include "bot/figures.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// \param reports others than of the period are passed over
[[nodiscard]] Publication quarter_publication(const std::vector<CountedReport>& reports, const Period& period,
                                              Moment now, const Municipality& municipality);

/// A team or function of fewer than ten people is no row of its own: its number would be theirs (S2-36). It lies with
/// the others, which are hidden when those are as few.
/// \param quarters what was published of this year's quarters. Where reports were withdrawn since, so that the year
///                 would leave fewer than ten beside them, the year's total and all its divisions are hidden
[[nodiscard]] Publication year_publication(const std::vector<CountedReport>& reports, const Period& period,
                                           const std::vector<Publication>& quarters, Moment now,
                                           const Municipality& municipality);

/// For this reader; for the council without departments and functions.
[[nodiscard]] Figures side_by_side(const Publication& now, const Publication& before, const FiguresWanted& wanted,
                                   const RoleId& made_for);

/// For who leads these teams: their rows, and nothing of the others together.
[[nodiscard]] Figures of_teams(Figures figures, const std::vector<TeamId>& teams);

/// Whether there is more or less than before: only when the difference is more than chance makes between two such
/// numbers (twice the square root of their sum), and neither is hidden.
enum class Trend { unclear, same, up, down };
[[nodiscard]] Trend trend_of(ShownCount now, ShownCount before);

}  // namespace meldmaat
