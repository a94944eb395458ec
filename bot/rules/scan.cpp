// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/scan.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace meldmaat {

namespace {

using Words = std::initializer_list<std::string_view>;

/// What stands in these rows together; nothing: all of them are hidden.
ShownCount in_rows(const Publication& year, std::string_view split, Words values) {
  const auto table = std::ranges::find(year.tables, split, &PublishedTable::split);
  if (table == year.tables.end()) return std::nullopt;
  ShownCount together;
  for (const auto& row : table->rows) {
    const bool wanted = std::ranges::find(values, row.value) != values.end();
    if (wanted && row.count) together = together.value_or(0) + *row.count;
  }
  return together;
}

std::optional<Share> share(ShownCount part, ShownCount whole) {
  return part && whole ? std::optional{Share{*part, *whole}} : std::nullopt;
}

}  // namespace

std::optional<RoleId> scans_as(const PersonId& person, const Organisation& organisation) {
  if (person.empty()) return std::nullopt;
  const auto held = organisation.municipal_roles_of(person);
  for (const auto& role : {roles::coordinator, roles::director, roles::watcher}) {
    if (std::ranges::find(held, role) != held.end()) return role;
  }
  return std::nullopt;
}

int score_of(const Scan& scan) {
  return static_cast<int>(std::ranges::count(scan.ticks, true));
}

ScanBand band_of(int score) {
  constexpr int middle_from = 4;
  constexpr int middle_until = 8;
  if (score < middle_from) return ScanBand::low;
  return score > middle_until ? ScanBand::high : ScanBand::middle;
}

ScanChange compare(const Scan& before, const Scan& after) {
  ScanChange change;
  for (std::size_t point = 0; point < scan_points; ++point) {
    const auto number = static_cast<int>(point) + 1;
    if (after.ticks.at(point) && !before.ticks.at(point)) change.gained.push_back(number);
    if (before.ticks.at(point) && !after.ticks.at(point)) change.lost.push_back(number);
  }
  return change;
}

std::vector<RoleId> roles_for_point(std::size_t point) {
  if (point == 4) return {roles::counsellor, roles::coordinator, roles::watcher};
  if (point == 8) return {roles::jurist};
  return {};
}

bool is_filled(const RoleId& role, const Organisation& organisation) {
  const auto* held = organisation.role(role);
  return held != nullptr && !held->holders.empty();
}

ScanMeasures measured(const Publication& year) {
  using namespace counted_as;
  using namespace outcomes;
  const auto decided = in_rows(year, splits::police, {report, notification, not_needed});
  return {.police = share(decided, in_rows(year, splits::severity, {serious})),
          .reaction = share(in_rows(year, splits::reaction, {in_time}), year.total),
          .aftercare = share(in_rows(year, splits::aftercare, {in_time, late}), year.total)};
}

}  // namespace meldmaat
