// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The annual report, the numbers for the council and the care team's quarterly report as a paper: what was counted,
/// what became of it, and how it was counted. Pure. S2-34, S3-8.
#pragma once

#include "bot/figures.hpp"
#include "bot/municipality.hpp"
#include "bot/paper.hpp"

namespace meldmaat {

[[nodiscard]] Paper figures_paper(const Figures& figures, const Municipality& town);

}  // namespace meldmaat
