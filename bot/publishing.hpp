// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What was handed out of a year or a quarter is kept and handed out again: a report that is withdrawn or changed later
/// changes no number, so that nobody can take it from two copies (threat model C20).
#pragma once

#include <optional>
#include <vector>

#include "bot/figures.hpp"
#include "bot/municipality.hpp"
#include "bot/store.hpp"

namespace meldmaat {

/// Nothing: nobody asked for it yet. \param wanted any kind but `rows`; for the council it is the year's
[[nodiscard]] std::optional<Publication> published(Store& store, const FiguresWanted& wanted);

/// Makes it and keeps it, or gives what is kept already; of a year its quarters too, so that no quarter comes after its
/// year. Inside a batch.
/// \pre the period is over, and `reports` has all of it, counted for `figures_readers`
[[nodiscard]] Publication publish(Store& store, const Municipality& town, const FiguresWanted& wanted,
                                  const std::vector<CountedReport>& reports, Moment now);

}  // namespace meldmaat
