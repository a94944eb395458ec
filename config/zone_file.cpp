// SPDX-License-Identifier: EUPL-1.2
#include "config/zone_file.hpp"

#include <date/tz.h>

#include <exception>
#include <fstream>
#include <utility>
#include <vector>

#include "config/complaint.hpp"

namespace meldmaat {

namespace {
using std::chrono::sys_days;
using Seconds = std::chrono::sys_seconds;

constexpr Seconds first_moment = sys_days{std::chrono::year{1990} / 1 / 1};
constexpr Seconds end_of_data = sys_days{std::chrono::year{2037} / 1 / 1};
constexpr Seconds end_of_zone = sys_days{std::chrono::year{2100} / 1 / 1};
/// Weekdays and leap years repeat after 28 years, as long as no century in between leaves its leap day out.
constexpr std::chrono::days cycle{28 * 365 + 7};

ZoneChange change_of(const date::sys_info& info, Seconds since) {
  return {std::chrono::time_point_cast<Milliseconds>(since), info.offset, info.abbrev};
}

std::vector<ZoneChange> changes_of(const date::time_zone& zone) {
  std::vector<ZoneChange> changes;
  for (Seconds at = first_moment; at < end_of_data;) {
    const date::sys_info info = zone.get_info(at);
    changes.push_back(change_of(info, at));
    at = info.end;
  }
  while (changes.size() > 1 && changes.back().since >= end_of_data) changes.pop_back();
  for (std::size_t index = 0; index < changes.size(); ++index) {
    ZoneChange later = changes[index];
    later.since += cycle;
    if (later.since >= end_of_zone) break;
    if (later.since >= end_of_data && later.offset != changes.back().offset) changes.push_back(std::move(later));
  }
  return changes;
}

/// The library does not find the version in Debian's files; the first line of tzdata.zi says "# version 2025b".
std::string version_of(const date::tzdb& database) {
  if (database.version != "unknown" && !database.version.empty()) return database.version;
  std::ifstream source{"/usr/share/zoneinfo/tzdata.zi"};
  std::string hash;
  std::string word;
  std::string version;
  source >> hash >> word >> version;
  return word == "version" ? version : "unknown";
}

std::string nearest_zone(const date::tzdb& database, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& zone : database.zones) names.push_back(zone.name());
  return nearest_word(name, names);
}
}  // namespace

std::variant<Zone, NoZone> load_zone(const std::string& name) {
  try {
    const date::tzdb& database = date::get_tzdb();
    for (const auto& zone : database.zones) {
      if (zone.name() == name) return Zone{name, version_of(database), changes_of(zone)};
    }
    return NoZone{"this system does not know the time zone " + in_quotes(name), nearest_zone(database, name)};
  } catch (const std::exception&) {
    return NoZone{"this system has no time zone database; install the package tzdata", {}};
  }
}

}  // namespace meldmaat
