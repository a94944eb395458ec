// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Cases that need not be kept any more are announced and removed (rules/retention).
#pragma once

#include <vector>

#include "bot/take_turn.hpp"

namespace meldmaat {

/// Announces and removes what is due. Never call it while the clock is not trusted: nothing that is removed comes back.
/// Inside a part of a batch. \return whose conversations were touched
[[nodiscard]] Touched look_at_retention(const Desk& desk, Moment now);

/// Removes a case, and from the conversations of everybody who had to do with it what was said of it there; the line
/// numbers stay. A line of the audit trail says that it was removed. Nothing when there is no such case.
/// Inside a part of a batch.
void erase_case(Store& store, const Municipality& town, const CaseNumber& number, Moment now);

/// The cases that were removed from this store, as its audit trail says.
[[nodiscard]] std::vector<CaseNumber> removed_cases(Store& store);

}  // namespace meldmaat
