// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is said once a report, beside the questions. \pre of all: the draft lies on top
#pragma once

#include <string>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// Before the first free text, once (decision D10), in the words of the channel where the catalogue has them.
void say_who_reads_along(Talk& talk);

/// At the choice of confidentiality: that it is not the same as anonymous, and where that can be had.
void say_what_confidential_means(Talk& talk);

/// When a citizen service number was typed, once; it stays where it is, unless the person changes it.
void say_what_is_not_needed(Talk& talk, const std::string& typed);

}  // namespace meldmaat
