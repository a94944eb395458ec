// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A case as its readers see it: the report, its files, what was done and what is still to do. Shows what is in the
/// view and nothing else; rules/access has taken out what this reader may not see.
#pragma once

#include "dialogs/talk.hpp"

namespace meldmaat {

/// The cases this person reads for somebody else.
void say_cases(Talk& talk);

/// The whole case. \pre the view has a subject
void say_case(Talk& talk);

/// Only what is still to do, with a button a step. \pre the view has a subject
void say_tasks(Talk& talk);

}  // namespace meldmaat
