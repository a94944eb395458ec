// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Earlier reports about the same person: which ones somebody joined to a case, and which ones may belong to it. A
/// person says that it is the same one; the program only lays side by side. Pure. Handbook rows S2-29, S3-12, case K15.
#pragma once

#include <string>
#include <vector>

#include "bot/case.hpp"
#include "bot/form.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

struct RelatedCase {
  CaseNumber number;
  CaseNumber series;  ///< the one it would join: the first report about this person
  Moment reported;
  FormRef form;
  Answer kind;         ///< of the question for the kind of incident
  std::string person;  ///< who did it, as it was told
  std::string police;  ///< the number of a report or notification to the police; empty: none
  bool joined = false;
  bool operator==(const RelatedCase&) const = default;
};

/// Of `others`, as one reader may see them: those that were joined to `own`, and those whose words about who did it
/// share a name-like word with it. Joined ones first, then the more words they share, then the later ones.
[[nodiscard]] std::vector<RelatedCase> related_cases(const Case& own, const std::vector<Case>& others,
                                                     const Municipality& municipality);

}  // namespace meldmaat
