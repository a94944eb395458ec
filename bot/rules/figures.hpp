// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is counted of a report, and which numbers of many reports may be shown. Pure. Handbook §13, §2.2 "counts and
/// trends"; S2-34, S3-8.
///
/// A report is counted as its reader may know of it: one in confidence, one of an office holder who did not agree that
/// others are told, and one the reader is kept out of all become the same: one more, of which nothing is told. So a
/// reader cannot take two numbers from each other and find the report that is about themselves.
#pragma once

#include <optional>
#include <vector>

#include "bot/dialog.hpp"
#include "bot/figures.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// A cell that is smaller, and not 0, could say something of a single report.
inline constexpr int least_in_cell = 5;
/// Fewer reports than this are not divided at all; the same for the shares of a self-scan.
inline constexpr int least_to_divide = 10;

/// Nothing: it does not count (withdrawn, or no report).
[[nodiscard]] std::optional<CountedReport> counted(const CaseFile& file, const PersonId& reader, Moment now,
                                                   const Municipality& municipality);

/// The choice questions of the form that everybody is asked about what happened, where, with what, how and why: the
/// ones reports are divided by, in the form's order. A municipality that adds one (its processes, say) has it here.
[[nodiscard]] std::vector<const Question*> dividing_questions(const Form& form);

/// The cells of one division, small ones hidden. As long as what is hidden could be worked out from the rest, because
/// it is one cell or adds up to too little, the smallest cell that is left goes too.
/// \param also_last the last cell is hidden however large it is
/// \pre they add up to `least_to_divide` at least
[[nodiscard]] std::vector<std::optional<int>> hide_small(const std::vector<int>& cells, bool also_last = false);

/// Whether there is more or less than before: only when the difference is more than chance makes between two such
/// numbers (twice the square root of their sum), and neither is hidden or below `least_to_divide`.
enum class Trend { unclear, same, up, down };
[[nodiscard]] Trend trend_of(std::optional<int> now, std::optional<int> before);

/// A team or function of fewer than `least_in_cell` people is no row of its own: its number would be theirs (S2-36). It
/// lies with the others, which are hidden when those are as few.
/// \param reports of both periods; others are passed over
[[nodiscard]] Figures figures_of(const std::vector<CountedReport>& reports, const FiguresWanted& wanted,
                                 const Period& period, const RoleId& made_for, Moment now,
                                 const Municipality& municipality);

}  // namespace meldmaat
