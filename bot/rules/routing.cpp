// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/routing.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "bot/flags.hpp"

namespace meldmaat {

namespace {

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

/// One role the case goes to, and who took it.
struct Seat {
  RoleId role;
  std::vector<Reader> taken_by;
};

/// Fills the seats of a case, the owner's first. Handbook §7, a row a function.
class Seating {
 public:
  Seating(Case the_case, const Organisation& organisation, LocalDate today)
      : case_(std::move(the_case)), organisation_(organisation), today_(today) {
    case_.flags = settled_flags(case_, organisation);
    if (case_.has(flags::mayor_victim)) {
      mayor_is_victim();
    } else if (case_.has(flags::office_holder)) {
      office_holder();
    } else {
      employee();
    }
  }

  [[nodiscard]] const std::vector<Seat>& seats() const { return seats_; }
  [[nodiscard]] const std::vector<Gap>& gaps() const { return gaps_; }
  [[nodiscard]] const Case& the_case() const { return case_; }

 private:
  void mayor_is_victim() {
    seat(roles::deputy_mayor);
    with_consent();
  }

  void office_holder() {
    if (case_.has(flags::confidential) || case_.has(flags::manager_involved)) {
      seat(roles::office_counsellor);
      if (case_.has(flags::manager_consent)) seat(roles::mayor, "why.consent");
    } else {
      seat(roles::mayor);
    }
    with_consent();
  }

  /// Others hear of an office holder's case only when the office holder agrees (S2 §6.5); care is the own wish.
  void with_consent() {
    const bool consent = case_.has(flags::tell_others_consent);
    if (consent) {
      seat(roles::registrar);
      seat(roles::director);
      seat(roles::coordinator);
      seat_if_held(roles::public_order);
    }
    if (case_.has(flags::care_wished) || (consent && case_.has(flags::serious))) seat(roles::care_team);
  }

  void employee() {
    if (case_.has(flags::manager_involved)) {
      instead_of_manager();
    } else if (case_.has(flags::confidential)) {
      seat(roles::counsellor);
      if (case_.has(flags::manager_consent)) seat(roles::manager, "why.consent");
    } else if (!case_.has(flags::undermining)) {
      seat(roles::manager);
      if (!only_bribery()) seat(roles::coordinator);
      seat_if_held(roles::safety_officer);
    }
    if (case_.has(flags::undermining)) {
      seat(roles::counsellor);
      seat(roles::coordinator);
      seat(roles::director, "why.undermining");
    }
    if (case_.has(flags::bribery)) {
      seat(roles::counsellor);
      seat(roles::integrity_officer);
      seat_if_held(roles::jurist);
    }
    if (case_.has(flags::damage)) seat_if_held(roles::jurist);
    if (for_police()) seat_if_held(roles::police_guide);
    if (case_.has(flags::serious) || case_.has(flags::care_wished)) seat(roles::care_team);
    if (case_.has(flags::serious)) seat(roles::director);
  }

  /// One person guides the reports to the police (S3 §5); in confidence the victim decides who hears of it.
  [[nodiscard]] bool for_police() const {
    static constexpr std::array reported{flags::physical, flags::threat, flags::stalking, flags::doxing};
    return !case_.has(flags::confidential) && !case_.has(flags::manager_involved) &&
           std::ranges::any_of(reported, [&](std::string_view flag) { return case_.has(flag); });
  }

  void instead_of_manager() {
    for (const auto& role : {roles::counsellor, roles::coordinator, roles::manager, roles::director}) {
      auto found = on_duty_in(role, case_, organisation_, today_);
      if (!found.empty()) {
        for (auto& reader : found) {
          if (reader.standing_in_for.empty()) reader.why = "why.instead_of_manager";
        }
        for (auto& gap : gaps_) gap.instead = role;
        seats_.push_back({role, std::move(found)});
        return;
      }
      gaps_.push_back({role, {}});
    }
    gaps_.clear();
    seat(roles::director);
  }

  /// An attempt at bribery with no aggression in it goes to those who can help with that, and to nobody else.
  [[nodiscard]] bool only_bribery() const {
    static constexpr std::array aggression{
        flags::verbal,      flags::physical,  flags::threat,         flags::intimidation,
        flags::stalking,    flags::sexual,    flags::discrimination, flags::blackmail,
        flags::destruction, flags::doxing,    flags::trespass,       flags::online_aggression,
        flags::recording,   flags::self_harm, flags::near_miss,      flags::ban_breached};
    return case_.has(flags::bribery) &&
           std::ranges::none_of(aggression, [&](std::string_view flag) { return case_.has(flag); });
  }

  void seat(const RoleId& role, std::string_view why = {}) {
    if (contains_seat(role)) return;
    auto found = on_duty(role, case_, organisation_, today_);
    if (found.empty() || found.front().role != role) {
      gaps_.push_back({role, found.empty() ? RoleId{} : found.front().role});
    } else if (!why.empty()) {
      for (auto& reader : found) reader.why = why;
    }
    seats_.push_back({role, std::move(found)});
  }

  /// For who is only informed: a municipality without this role misses nothing.
  void seat_if_held(const RoleId& role) {
    if (!on_duty_in(role, case_, organisation_, today_).empty()) seat(role);
  }

  [[nodiscard]] bool contains_seat(const RoleId& role) const {
    return std::ranges::find(seats_, role, &Seat::role) != seats_.end();
  }

  Case case_;
  const Organisation& organisation_;
  LocalDate today_;
  std::vector<Seat> seats_;
  std::vector<Gap> gaps_;
};

bool serious(const Case& the_case) {
  static constexpr std::array marks{flags::physical, flags::threat, flags::injury, flags::serious_injury,
                                    flags::danger};
  return std::ranges::any_of(marks, [&](std::string_view flag) { return the_case.has(flag); });
}

}  // namespace

std::vector<Flag> settled_flags(const Case& the_case, const Organisation& organisation) {
  auto settled = the_case.flags;
  const auto set = [&](std::string_view flag) {
    if (!contains(settled, flag)) settled.emplace_back(flag);
  };
  if (serious(the_case)) set(flags::serious);
  // Somebody else's report without a name says nothing about the reporter's own office.
  const bool own = the_case.victim.empty() && !the_case.has(flags::for_other) && !the_case.has(flags::witness);
  const auto& victim = own ? the_case.reporter : the_case.victim;
  if (const auto* person = organisation.person(victim); person != nullptr && person->office_holder) {
    set(flags::office_holder);
  }
  if (const auto* mayor = organisation.role(roles::mayor);
      mayor != nullptr && !victim.empty() && contains(mayor->holders, victim)) {
    set(flags::mayor_victim);
  }
  std::ranges::sort(settled);
  return settled;
}

Route route(const Case& the_case, const Organisation& organisation, LocalDate today) {
  const Seating seating{the_case, organisation, today};
  Route made;
  for (const auto& seat : seating.seats()) {
    for (const auto& reader : seat.taken_by) {
      const auto same = [&](const Reader& other) { return other.person == reader.person && other.role == reader.role; };
      if (std::ranges::none_of(made.readers, same)) made.readers.push_back(reader);
    }
  }
  // Confidence may be lifted by a later consent; an exclusion stays.
  auto lasting = seating.the_case();
  std::erase(lasting.flags, flags::confidential);
  made.excluded = kept_out(lasting, organisation);
  made.gaps = seating.gaps();
  return made;
}

std::vector<Reader> holders(const RoleId& role, const Case& the_case, const Organisation& organisation,
                            LocalDate today) {
  // A duty is its role's own, wherever cases go.
  const bool own = is_own_role(role) || holds_duties(the_case.number);
  if (own) return on_duty(role, the_case, organisation, today);
  const Seating seating{the_case, organisation, today};
  auto found = std::ranges::find(seating.seats(), role, &Seat::role);
  if (found == seating.seats().end() && falls_to_manager(role)) {
    found = std::ranges::find(seating.seats(), roles::manager, &Seat::role);
  }
  return found == seating.seats().end() ? seating.seats().front().taken_by : found->taken_by;
}

RoleId acting_role(const RoleId& role, const Case& the_case, const Organisation& organisation, LocalDate today) {
  const auto doing = holders(role, the_case, organisation, today);
  return doing.empty() ? role : doing.front().role;
}

std::vector<Reader> climbs_to(const RoleId& role, const Case& the_case, const Organisation& organisation,
                              LocalDate today) {
  const auto set = settled_flags(the_case, organisation);
  const bool by_consent = contains(set, flags::office_holder) || contains(set, flags::mayor_victim);
  const bool stays =
      role == roles::manager || is_own_role(role) || (by_consent && !contains(set, flags::tell_others_consent));
  return stays ? holders(role, the_case, organisation, today) : on_duty(role, the_case, organisation, today);
}

}  // namespace meldmaat
