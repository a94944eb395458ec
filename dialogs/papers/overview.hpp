// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What meldmaat holds of somebody, in words: out of extracts (bot/rules/extracts), so that nothing of the other side
/// can be in it. Pure.
#pragma once

#include <vector>

#include "bot/municipality.hpp"
#include "bot/overview.hpp"
#include "bot/paper.hpp"
#include "bot/rules/extracts.hpp"

namespace meldmaat {

/// \param person whose own reports these are; empty: they are for the one complained of
[[nodiscard]] Overview overview_of(const PersonId& person, const std::vector<Extract>& extracts,
                                   const Municipality& town, Language language, Moment now);

[[nodiscard]] Paper overview_paper(const Overview& overview, const Municipality& town);

}  // namespace meldmaat
