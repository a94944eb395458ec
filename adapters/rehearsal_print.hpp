// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A rehearsal on paper: as an aligned table for people, as JSON for programs. Pure; moments are shown as the wall
/// clock of the municipality shows them, with the offset where a program reads them.
#pragma once

#include <string>
#include <vector>

#include "bot/language.hpp"
#include "bot/municipality.hpp"
#include "bot/rules/rehearsal.hpp"

namespace meldmaat {

/// UTF-8, a heading and a line for each row, each ending in a newline.
[[nodiscard]] std::string rehearsal_table(const std::vector<RehearsalRow>& rows, const Municipality& municipality,
                                          Language language = Language::nl);

/// An array of objects {at, local, weekday, rule, step, round, kind, to, task, every, if}; `at` is RFC 3339 in UTC,
/// `local` the same instant with the local offset, `weekday` 1 (Monday) to 7; `every` ("24h") and `if` are null when
/// they do not apply.
[[nodiscard]] std::string rehearsal_json(const std::vector<RehearsalRow>& rows, const Municipality& municipality,
                                         Language language = Language::nl);

}  // namespace meldmaat
