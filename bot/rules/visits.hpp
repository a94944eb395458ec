// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What follows from a home visit: who may call, what is due, whom it climbs to when no word comes, and who hears how
/// it ended. Pure. Handbook §15, T37.
///
/// A visitor without word is asked first; from the agreed moment the stairs of VisitTerms are climbed. A stair on which
/// nobody stands today is taken by the next one. Whatever was missed while the program was down is told once.
///
/// A Notice::Kind::visit says in its arg "what":
///   to the visitor      back, halfway (the questions), calling (a colleague is asked to call), declined (arg
///   "person"),
///                       well, closed (arg "person" says that all is well)
///   to the colleague    planned, released (another one calls), moved (a later time), home, cancelled
///   to who was told     alarm, help, moved, fine, home
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/event.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"
#include "bot/visit.hpp"

namespace meldmaat {

/// A visit ends within this time.
inline constexpr std::chrono::hours longest_visit{24};

/// Whom this person can ask to call: colleagues of the own team who are there until the visit is over; when there are
/// none, whoever does the manager's work.
[[nodiscard]] std::vector<PersonId> callers_for(const PersonId& visitor, Moment now, Moment back,
                                                const Municipality& town);

enum class VisitFault {
  no_place,     ///< nobody could go there
  back_passed,  ///< back in the past
  too_long,     ///< back later than `longest_visit` from now
  halfway_out,  ///< halfway, but not between now and back
  no_caller     ///< somebody who cannot call, or the visitor
};
[[nodiscard]] std::optional<VisitFault> fault_in(const Visit& visit, Moment now, const Municipality& town);

/// What this person may know: the visitor and those who were told everything, the colleague all but the place, nobody
/// else anything.
[[nodiscard]] std::optional<Visit> seen_by(const Visit& visit, const PersonId& person);

struct VisitChange {
  std::optional<Visit> visit;  ///< nothing: it is over
  std::vector<Notice> notices;
  /// From whose conversations the place goes now: they need it no more.
  std::vector<PersonId> forget;
  bool operator==(const VisitChange&) const = default;
};

/// A visit that is set out on. \pre it has no fault
[[nodiscard]] VisitChange begin_visit(const Visit& visit, const Municipality& town);
/// Everything that is due by now, once.
[[nodiscard]] VisitChange ring_visit(const Visit& visit, Moment now, const Municipality& town);
/// Unchanged when it is not for this person to say.
[[nodiscard]] VisitChange take_visit_step(const Visit& visit, const VisitStep& step, Moment now,
                                          const Municipality& town);

/// Who stands on that stair today, or on the next one that has anybody.
[[nodiscard]] std::vector<PersonId> people_on(VisitStair stair, const Visit& visit, Moment now,
                                              const Municipality& town);

}  // namespace meldmaat
