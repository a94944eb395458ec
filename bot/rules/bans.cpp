// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/bans.hpp"

#include <algorithm>
#include <array>

#include "bot/rules/calendar.hpp"
#include "bot/rules/on_duty.hpp"
#include "bot/rules/routing.hpp"

namespace meldmaat {

namespace {

const std::array signing_roles{roles::mandated, roles::mayor, roles::director};
/// Handbook Q19: who stands at the door, and who keeps the register.
const std::array door_roles{roles::reception, roles::security, roles::coordinator, roles::mandated};

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

/// The same day so many months on, or the last of that month when it has no such day.
LocalDate months_on(LocalDate day, int months) {
  const auto moved = day + std::chrono::months{months};
  return moved.ok() ? moved : LocalDate{moved.year() / moved.month() / std::chrono::last};
}

LocalDate day_before(LocalDate day) {
  return LocalDate{std::chrono::local_days{day} - std::chrono::days{1}};
}

}  // namespace

bool in_force(const Ban& ban, LocalDate day) {
  return !ban.ended && ban.first <= day && day <= ban.last;
}

LocalDate end_after(LocalDate first, int months) {
  return day_before(months_on(first, months));
}

LocalDate least_end(LocalDate first) {
  constexpr int least_months = 3;
  return end_after(first, least_months);
}

LocalDate latest_end(LocalDate first) {
  constexpr int most_months = 24;
  return end_after(first, most_months);
}

bool repeated_after_warning(const Ban& ban, const Case& the_case, const Zone& zone) {
  return ban.warned && *ban.warned < date_of(zone.to_local(the_case.incident.at));
}

const Rule* rule_for_end(const Protocol& protocol) {
  const auto about_end = [](const Rule& rule) { return rule.trigger.kind == Trigger::Kind::ban_end; };
  const auto found = std::ranges::find_if(protocol.rules, about_end);
  return found == protocol.rules.end() ? nullptr : &*found;
}

BanNews news_of(const Ban& ban, const Rule* ends_soon, Moment now, const Zone& zone, const Protocol& protocol) {
  if (ban.ended) return BanNews::none;
  const auto today = date_of(zone.to_local(now));
  if (ban.last < today) return BanNews::over;
  if (ends_soon == nullptr || ban.announced == ban.last) return BanNews::none;
  // Told in office hours, like the reminder it is.
  if (into_office_hours(now, zone, protocol) != now) return BanNews::none;
  const auto soon = date_of(zone.to_local(after(now, ends_soon->due, zone, protocol)));
  return ban.last <= soon ? BanNews::ends_soon : BanNews::none;
}

std::optional<BanFault> fault_in(const Ban& ban, const Case& the_case, LocalDate today,
                                 const Municipality& municipality) {
  if (ban.person.empty()) return BanFault::nameless;
  if (ban.area.empty()) return BanFault::no_area;
  if (!ban.first.ok() || !ban.last.ok() || ban.last < ban.first || ban.last < today) return BanFault::ends_before;
  if (ban.last > latest_end(std::max(ban.first, today))) return BanFault::too_long;
  if (ban.last < least_end(ban.first) && ban.reason.empty()) return BanFault::short_unexplained;
  if (ban.phone && !repeated_after_warning(ban, the_case, municipality.zone)) return BanFault::phone_too_soon;
  if (!contains(signers(the_case, today, municipality.organisation), ban.signed_by)) return BanFault::unsigned_by_right;
  return std::nullopt;
}

std::vector<PersonId> signers(const Case& the_case, LocalDate today, const Organisation& organisation) {
  std::vector<PersonId> found;
  for (const auto& role : signing_roles) {
    for (const auto& reader : on_duty_in(role, the_case, organisation, today)) {
      if (!contains(found, reader.person)) found.push_back(reader.person);
    }
  }
  return found;
}

bool may_ban(const Case& the_case, const PersonId& person, LocalDate today, const Organisation& organisation) {
  const auto keeps = holders(roles::coordinator, the_case, organisation, today);
  if (std::ranges::find(keeps, person, &Reader::person) != keeps.end()) return true;
  return contains(signers(the_case, today, organisation), person);
}

std::vector<Reader> told_of_bans(const Case& the_case, LocalDate today, const Organisation& organisation) {
  std::vector<Reader> told;
  for (const auto& role : {roles::reception, roles::security}) {
    for (const auto& reader : on_duty_in(role, the_case, organisation, today)) {
      const auto same = [&](const Reader& other) { return other.person == reader.person; };
      if (std::ranges::none_of(told, same)) told.push_back(reader);
    }
  }
  return told;
}

bool sees_register(const PersonId& person, const Organisation& organisation) {
  const auto held = organisation.municipal_roles_of(person);
  return std::ranges::any_of(door_roles, [&](const RoleId& role) { return contains(held, role); });
}

std::vector<Ban> at_the_door(const std::vector<Ban>& bans, LocalDate today) {
  std::vector<Ban> shown;
  for (const auto& ban : bans) {
    if (ban.ended || ban.last < today) continue;
    auto seen = ban;
    seen.reason.clear();
    seen.warned.reset();
    seen.by = {};
    std::erase_if(seen.exceptions, [&](const BanException& one) { return one.day < today; });
    shown.push_back(std::move(seen));
  }
  return shown;
}

}  // namespace meldmaat
