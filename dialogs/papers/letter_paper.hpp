// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The draft of a letter as a paper (handbook §9). Nothing of the story and no name of anybody who works here gets into
/// it: only the moment, the number, and what the register says of a ban. Pure.
#pragma once

#include "bot/case.hpp"
#include "bot/letter.hpp"
#include "bot/municipality.hpp"
#include "bot/paper.hpp"

namespace meldmaat {

[[nodiscard]] Paper letter_paper(const Letter& letter, const Case& the_case, const Municipality& town,
                                 Language language, Moment now);

}  // namespace meldmaat
