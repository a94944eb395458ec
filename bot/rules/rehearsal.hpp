// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The whole calendar of a case that does not exist, so that a works council or a manager can read what the rules do
/// before they do it. Pure; printed by adapters/rehearsal_print.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/form.hpp"
#include "bot/moment.hpp"
#include "bot/protocol.hpp"
#include "bot/rules/firing_plan.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

struct RehearsalRow {
  Moment at;
  RuleId rule;
  int step = 1;
  int round = 1;
  Ring::Kind kind = Ring::Kind::due;
  RoleId to;
  /// For a repeat: how often it comes again. Only the first repeat has a row.
  std::optional<Term> every;
  /// The step this depends on ("reaction.invitation"), taken at the last moment; empty: it comes by itself.
  std::string if_fact;
  Trigger::Kind trigger = Trigger::Kind::filed;
  bool operator==(const RehearsalRow&) const = default;
};

/// What rings when nobody acts, and what the steps taken at the last moment bring with them, up to `horizon` after the
/// report, in order of time. The rows of a rule meldmaat carries out itself (T03) show when that is.
[[nodiscard]] std::vector<RehearsalRow> rehearse(const Protocol& protocol, const Zone& zone, std::vector<Flag> flags,
                                                 Moment incident, Moment reported,
                                                 Milliseconds horizon = std::chrono::weeks{8});

/// What rings for the duties of a protocol in a year when nobody acts: the first week, the first quarter, the year, and
/// a council and a colleague who begin with the year. In order of time.
[[nodiscard]] std::vector<RehearsalRow> rehearse_duties(const Protocol& protocol, const Zone& zone,
                                                        std::chrono::year year);

}  // namespace meldmaat
