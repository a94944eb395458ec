// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How the follow-up stands, for the one who guards it (S0 §3, S3 §3): what is late and with whom, without names or
/// reports, and without numbers: in one week those would be of one or two people (threat model, C20).
#pragma once

#include <vector>

#include "bot/ids.hpp"

namespace meldmaat {

/// One kind of step, in all cases together.
struct LateStep {
  RuleId rule;
  int step = 1;
  RoleId owner;              ///< in which somebody does it today
  bool over_a_week = false;  ///< the longest is
  bool operator==(const LateStep&) const = default;
};

struct WatchReport {
  std::vector<LateStep> late;  ///< those over a week first
  std::vector<RoleId> gaps;    ///< roles whose holders and deputy are all away today
  bool unwatched = false;      ///< it goes to somebody else, because nobody who watches is there
  bool operator==(const WatchReport&) const = default;
};

}  // namespace meldmaat
