// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the police need of a case, out of its file (bot/police_pack.hpp). Pure.
#pragma once

#include <vector>

#include "bot/dialog.hpp"
#include "bot/police_pack.hpp"

namespace meldmaat {

/// \param file as for_police lets it go (bot/rules/access); what is not in it cannot get into the pack
/// \param history of the case: what an answer said before it was corrected
[[nodiscard]] PolicePack police_pack(const CaseFile& file, const std::vector<Entry>& history, const Municipality& town,
                                     Language language, Moment now);

}  // namespace meldmaat
