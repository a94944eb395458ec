// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What will happen to a case and when, for the reporter's receipt and status. Pure. Handbook S3-6.
#pragma once

#include <vector>

#include "bot/case.hpp"
#include "bot/event.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// The steps the case's protocol asks for and no recorded fact ended yet, by due moment. Works on a case that is not
/// filed yet. Steps that need a fact first appear once that fact is recorded.
[[nodiscard]] std::vector<TaskLine> next_steps(const Case& the_case, Moment now, const Municipality& municipality);

}  // namespace meldmaat
