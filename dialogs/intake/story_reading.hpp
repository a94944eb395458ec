// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Reads the free story for what it already answers, so that only what is missing is asked (handbook §5). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/form.hpp"
#include "bot/language.hpp"
#include "bot/moment.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Fills in what, where and with what when the words of an option stand in the story, with status from_story. The rest
/// is always asked; so is a question that the story answers in two ways. \return the questions that were filled in
[[nodiscard]] std::vector<const Question*> read_story(const Talk& talk, const Form& form, std::string_view story,
                                                      Answers& answers);

/// The words of the story that name a day, perhaps with a time: "gisteren rond tien uur". Empty: none.
[[nodiscard]] std::string moment_in(std::string_view story, LocalMoment now, Language language);

}  // namespace meldmaat
