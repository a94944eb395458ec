// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Says a moment the way a person would, so that it can be read back and confirmed. What is said here is always read
/// the same by read_when (a test proves it). Month and weekday names are grammar and stand in the tables of this
/// folder.
#pragma once

#include <string>

#include "dialogs/phrases/when.hpp"

namespace meldmaat {

/// "dinsdag 17 november 2026, rond 20.30 uur"; "Tuesday 17 November 2026, around 20:30". For records: no "gisteren".
[[nodiscard]] std::string say_when(const WhenReading& reading, Language language);

/// As above for reading back at `now`: "gisteren, dinsdag 17 november 2026, rond 20.30 uur".
[[nodiscard]] std::string say_when(const WhenReading& reading, Language language, LocalMoment now);

}  // namespace meldmaat
