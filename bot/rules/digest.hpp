// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which reports somebody who is told of every incident hears of, and how much. Pure. Handbook T34, Q22, §2.2.
#pragma once

#include <vector>

#include "bot/case.hpp"
#include "bot/digest.hpp"
#include "bot/organisation.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

/// An office holder's, who did not agree that others are told (S2 §6.5).
[[nodiscard]] bool needs_consent(const Case& the_case);
/// Whether this person may hear in numbers of the case: it was not withdrawn, they are neither part of it nor kept out,
/// and of an office holder's there is consent (S2 §6.5).
[[nodiscard]] bool counts_for(const PersonId& reader, const Case& the_case, const Organisation& organisation);

/// \param cases what was reported from the first to the last day
/// Left out is what does not count for `reader`, and what is in confidence: in one week its number would be of one.
[[nodiscard]] Digest digest_for(const PersonId& reader, const std::vector<Case>& cases, LocalDate first, LocalDate last,
                                const Organisation& organisation, const Zone& zone);

}  // namespace meldmaat
