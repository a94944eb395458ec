// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A row for each report, for registration elsewhere and own analysis: closed lists in words, and no person. In Dutch,
/// as docs/registration-export.md describes it. Pure. S2-43.
#pragma once

#include <string>
#include <vector>

#include "bot/figures.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

[[nodiscard]] std::vector<std::vector<std::string>> registration(const std::vector<CountedReport>& reports,
                                                                 const Municipality& town, Moment now);

}  // namespace meldmaat
