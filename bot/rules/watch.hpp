// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is late, and where nobody is there to act (S0-4, S3-18). Pure.
#pragma once

#include <vector>

#include "bot/case.hpp"
#include "bot/dialog.hpp"
#include "bot/municipality.hpp"
#include "bot/watch.hpp"

namespace meldmaat {

/// \param files with steps that may be late
/// Left out: steps of the reporter's own, those put off to a day to come, and cases that do not count for `reader`
/// (rules/digest).
[[nodiscard]] WatchReport watch_report(const PersonId& reader, const std::vector<CaseFile>& files, Moment now,
                                       const Municipality& municipality);

}  // namespace meldmaat
