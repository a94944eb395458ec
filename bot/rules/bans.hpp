// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What makes a ban a ban, who keeps the register, and who sees what of it. Pure. Handbook §9 and §18 Q16, Q17, Q19.
#pragma once

#include <optional>
#include <vector>

#include "bot/ban.hpp"
#include "bot/case.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

[[nodiscard]] bool in_force(const Ban& ban, LocalDate day);

/// The last day of a ban of the least term: three months (S2 §8.1), the day before the same day of the month.
[[nodiscard]] LocalDate least_end(LocalDate first);
/// Nothing lasts longer without being looked at again: two years from its first day, or from today.
[[nodiscard]] LocalDate latest_end(LocalDate first);
/// The last day of a ban of so many months.
[[nodiscard]] LocalDate end_after(LocalDate first, int months);

/// No calling only when it happened again after a written warning (S2 §8.1).
[[nodiscard]] bool repeated_after_warning(const Ban& ban, const Case& the_case, const Zone& zone);

enum class BanFault {
  nameless,           ///< nobody can know whom it is about
  no_area,            ///< nobody can know where it holds
  ends_before,        ///< its last day lies before its first, or before today
  too_long,           ///< more than two years ahead
  short_unexplained,  ///< shorter than the least term, without a reason (Q16)
  phone_too_soon,     ///< no calling only after a written warning, when it happened again (S2 §8.1)
  unsigned_by_right   ///< not signed by who may: a mandated manager, the mayor, the director
};
[[nodiscard]] std::optional<BanFault> fault_in(const Ban& ban, const Case& the_case, LocalDate today,
                                               const Municipality& municipality);

/// What the calendar asks of a ban today.
enum class BanNews {
  none,
  ends_soon,  ///< its last day comes within the term of the protocol's rule, and nobody was told yet
  over        ///< its last day is over
};
[[nodiscard]] BanNews news_of(const Ban& ban, const Rule* ends_soon, Moment now, const Zone& zone,
                              const Protocol& protocol);
/// The rule about a ban that ends (T35); nullptr: the protocol has none.
[[nodiscard]] const Rule* rule_for_end(const Protocol& protocol);

/// Who may sign a ban: mandated managers, the mayor, the director, and who stands in for them today; without whom the
/// case is kept from.
[[nodiscard]] std::vector<PersonId> signers(const Case& the_case, LocalDate today, const Organisation& organisation);

/// May set, prolong and withdraw bans of this case: who does the coordinator's work in it, and who may sign and reads
/// it.
[[nodiscard]] bool may_ban(const Case& the_case, const PersonId& person, LocalDate today,
                           const Organisation& organisation);

/// Who is told today when a ban of this case is set or changes: reception and security (S2 §7.1). May be nobody.
[[nodiscard]] std::vector<Reader> told_of_bans(const Case& the_case, LocalDate today, const Organisation& organisation);

/// The register as this person sees it: who holds or deputises a role at the door sees what is needed there and is not
/// over yet; everybody else sees nothing.
[[nodiscard]] bool sees_register(const PersonId& person, const Organisation& organisation);
[[nodiscard]] std::vector<Ban> at_the_door(const std::vector<Ban>& bans, LocalDate today);

}  // namespace meldmaat
