// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who a case goes to, and which person holds a role at the moment something is written. Pure. Handbook §7, §2.2.
///
/// Three questions, three functions:
///   route          who reads this report, why, and who never does
///   holders        who does the work of a role in this case today
///   climbs_to      who hears it when that work stays undone
/// Nobody who is kept out of a case comes out of any of them, in whatever role.
#pragma once

#include <vector>

#include "bot/case.hpp"
#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/organisation.hpp"
#include "bot/rules/on_duty.hpp"

namespace meldmaat {

/// A role that nobody could take.
struct Gap {
  RoleId role;
  RoleId instead;  ///< who took it; empty: nobody at all
  bool operator==(const Gap&) const = default;
};

struct Route {
  std::vector<Reader> readers;     ///< the owners of the case first; a person with two roles is in it twice
  std::vector<PersonId> excluded;  ///< for Case::excluded: what it already held, and whoever the report names
  std::vector<Gap> gaps;
  bool operator==(const Route&) const = default;
};

/// Works on a case that is not filed yet as well: reads `reporter`, `victim`, `team`, `flags` and `excluded` only.
[[nodiscard]] Route route(const Case& the_case, const Organisation& organisation, LocalDate today);

/// The flags of the case with the ones the program sets itself: office_holder, mayor_victim and serious. Sorted.
[[nodiscard]] std::vector<Flag> settled_flags(const Case& the_case, const Organisation& organisation);

/// The persons who do what `role` owes this case, today: the role's holders when the case was routed to that role,
/// otherwise whoever owns the case. Deputies stand in for who is absent; reporter and victim never hold a role in
/// their own case. Empty only when the organisation has nobody left.
[[nodiscard]] std::vector<Reader> holders(const RoleId& role, const Case& the_case, const Organisation& organisation,
                                          LocalDate today);

/// The role in which these persons do it: that of whoever owns the case when it was not routed to `role`.
[[nodiscard]] RoleId acting_role(const RoleId& role, const Case& the_case, const Organisation& organisation,
                                 LocalDate today);

/// The persons who hear that something is overdue. Other than `holders` it may reach beyond the route; in the case of
/// an office holder it does so with the office holder's consent only.
[[nodiscard]] std::vector<Reader> climbs_to(const RoleId& role, const Case& the_case, const Organisation& organisation,
                                            LocalDate today);

}  // namespace meldmaat
