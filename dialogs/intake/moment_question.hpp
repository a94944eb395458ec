// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The part of an interview that asks when something happened: reads the words, asks the time when only a day was
/// said, asks which of two readings is meant, asks what the change of the clock leaves open, and always reads back
/// (plan D1-D8).
#pragma once

#include "dialogs/intake/interview.hpp"

namespace meldmaat {

/// Short cuts beside typing: just now, today, yesterday.
[[nodiscard]] std::vector<Option> moment_options(const Talk& talk);

/// Reads `words` of the person's story as the answer and asks whether that is right, or what is missing. \return false
/// when they name no moment; then nothing was asked.
[[nodiscard]] bool ask_moment_of_story(const Interview& interview, const Question& question, const std::string& words);

/// `part` is empty for the question itself, else "time", "which", "clock" or "confirm".
void ask_moment_part(const Interview& interview, const Question& question, std::string_view part);
[[nodiscard]] Progress hear_moment(const Interview& interview, const Question& question, std::string_view part);
[[nodiscard]] Progress pass_over_moment_part(const Interview& interview, const Question& question,
                                             std::string_view part);
void say_moment_unclear(const Interview& interview, std::string_view part);

}  // namespace meldmaat
