// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Something a role owes a case before a moment. The key is unique in the store: a task is armed once, whatever
/// restarts (plan M6, promise P9).
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct TaskKey {
  CaseNumber number;
  RuleId rule;
  int step = 1;
  int round = 1;  ///< counts up for rules that come again (T24)
  auto operator<=>(const TaskKey&) const = default;
};

struct Task {
  enum class Status { open, done, not_applicable, withdrawn };
  TaskKey key;
  RoleId owner;
  PersonId handed_to;  ///< empty: the holder of `owner`
  Status status = Status::open;
  Moment started;
  Moment due;
  /// When it rings next; nothing when it is over. `rung` counts the rings so far and is the place in the firing plan.
  std::optional<Moment> next;
  int rung = 0;
  std::optional<Moment> postponed_until;
  std::string reason;    ///< for postponed and not applicable
  PersonId concerns;     ///< whom it is about, when it is about one colleague (T47); empty: nobody in particular
  PersonId proposed_by;  ///< "not applicable" proposed and waiting for a second role; empty: nobody
  PersonId ordered_by;   ///< somebody above the owner said that it must be done; empty: nobody
  bool operator==(const Task&) const = default;
};

}  // namespace meldmaat
