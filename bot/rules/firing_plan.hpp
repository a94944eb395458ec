// SPDX-License-Identifier: EUPL-1.2
/// \file
/// When a task rings, and for whom. Pure; moments are UTC. Handbook §8 clock rules.
#pragma once

#include <optional>
#include <vector>

#include "bot/case.hpp"
#include "bot/moment.hpp"
#include "bot/protocol.hpp"
#include "bot/task.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

struct Ring {
  enum class Kind { reminder, due, escalation, repeat };
  Moment at;
  Kind kind = Kind::reminder;
  RoleId to;  ///< whom it climbs to, for escalations; else the owner
  bool operator==(const Ring&) const = default;
};

/// Every ring of a task but the repeats, in order of time. Soft ones lie in office hours. A postponed task rings again
/// at the end of the postponement, and climbs from there.
[[nodiscard]] std::vector<Ring> firing_plan(const Rule& rule, const Task& task, const Zone& zone,
                                            const Protocol& protocol);

/// The ring at place `index`, repeats included; nothing when the task falls silent before that.
[[nodiscard]] std::optional<Ring> ring_at(const Rule& rule, const Task& task, int index, const Zone& zone,
                                          const Protocol& protocol);

/// Moves the task past every ring up to and including `now`: sets `rung` and `next`.
/// \return the rings that were passed, oldest first; of repeats only the last one.
std::vector<Ring> pass_rings(const Rule& rule, Task& task, Moment now, const Zone& zone, const Protocol& protocol);

/// When the clock of a rule starts for this case: the report, the incident, or the fact (null for the first two). When
/// the term was already over at the moment it was `known` that it runs, it counts from that moment (handbook §18 Q2).
[[nodiscard]] Moment start_of(const Rule& rule, const Case& the_case, const Fact* fact, Moment known, const Zone& zone,
                              const Protocol& protocol);

/// The last moment until which a task may be put off at `now`: so long after it is due, or after `now` when that was
/// before. So whatever waits, somebody says again and again why (handbook §8: nothing is closed silently).
[[nodiscard]] Moment latest_postponement(const Rule& rule, const Task& task, Moment now, const Zone& zone,
                                         const Protocol& protocol);

/// Whether a trigger, `done` or `until` of this name means this fact: "name", or "name.kind" for one kind of it.
[[nodiscard]] bool means(const std::string& name, const Fact& fact);

}  // namespace meldmaat
