// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What came in during a week, for who is told of every incident. Handbook §8 T34 and §18 Q22: no names.
#pragma once

#include <vector>

#include "bot/form.hpp"
#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/state.hpp"

namespace meldmaat {

struct DigestLine {
  CaseNumber number;
  LocalDate reported;
  TeamId team;   ///< empty: an office holder's
  FormRef form;  ///< in whose words `kind` is
  Answer kind;   ///< of the question for the kind of incident
  bool operator==(const DigestLine&) const = default;
};

struct Digest {
  LocalDate first;
  LocalDate last;
  std::vector<DigestLine> lines;  ///< in the order of their numbers; not one in confidence, nor how many there are
  bool operator==(const Digest&) const = default;
};

}  // namespace meldmaat
