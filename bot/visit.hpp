// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A home visit of which somebody waits to hear that it went well. It is kept for as long as it takes: who, where,
/// until when, and who calls when no word comes. Once the visitor is safe nothing of it is left. Handbook §15, T37.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// How high a visit without word has climbed.
enum class VisitStair {
  colleague,  ///< who was asked to call
  manager,
  security  ///< security and the coordinator
};

/// Somebody to whom it has climbed, and who therefore reads the place.
struct VisitTold {
  PersonId person;
  VisitStair stair = VisitStair::colleague;
  bool answered = false;  ///< said that the visitor was not reached, or that help is needed
  bool operator==(const VisitTold&) const = default;
};

struct Visit {
  VisitId id;  ///< empty until it is stored
  PersonId visitor;
  PersonId colleague;  ///< who calls when no word comes; empty: who was asked cannot, and nobody else was chosen yet
  std::string place;
  Moment place_said;              ///< the moment of the line in which the visitor said it
  std::optional<Moment> halfway;  ///< when the visitor is asked on the way; gone once that was done
  Moment back;
  bool help = false;            ///< somebody said that help is needed
  std::optional<Moment> since;  ///< no word since then: the stairs count from here; empty: all is well
  Moment told_until;            ///< the stairs up to this moment were climbed
  std::vector<VisitTold> told;
  Moment next;  ///< when something is due: a question, or the next stair
  bool operator==(const Visit&) const = default;
};

/// What somebody says about a visit that is under way.
struct VisitStep {
  enum class What {
    declines,    ///< the colleague cannot call
    calls,       ///< the visitor chose another colleague
    fine,        ///< the visitor: all is well, the visit goes on
    safe,        ///< the visitor is back
    cancelled,   ///< the visitor: there is no visit
    stays,       ///< the visitor stays longer
    help,        ///< the visitor needs help
    well,        ///< somebody who was told reached the visitor: all is well
    unreached,   ///< ... did not reach the visitor
    needs_help,  ///< ... says that help is needed
  };
  VisitId visit;
  What what = What::fine;
  PersonId by;
  PersonId colleague;          ///< for `calls`
  std::optional<Moment> back;  ///< for `stays`
  bool operator==(const VisitStep&) const = default;
};

}  // namespace meldmaat
