// SPDX-License-Identifier: EUPL-1.2
// Commands that look at configuration or at a database that no service uses.
#include <array>
#include <cstdio>
#include <iostream>
#include <optional>

#include "adapters/rehearsal_print.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"
#include "bot/rules/rehearsal.hpp"
#include "config/check_config.hpp"
#include "storage/backup.hpp"

namespace meldmaat {

namespace {

constexpr int done = 0;
constexpr int refused = 1;
constexpr int broken = 70;

/// "2026-10-23 16:40" as a moment in the municipality; nothing when it is not that or no such day exists.
std::optional<Moment> read_local(const std::string& text, const Zone& zone) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int used = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u %2d:%2d%n", &year, &month, &day, &hour, &minute, &used);
  const LocalDate date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  const bool whole = read == 5 && static_cast<std::size_t>(used) == text.size();
  if (!whole || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return zone.to_moment(at_time(date, std::chrono::hours{hour} + std::chrono::minutes{minute}));
}

const Protocol* newest(const Municipality& town, const std::string& id) {
  const Protocol* found = nullptr;
  for (const auto& protocol : town.protocols) {
    if (protocol.ref.id.str() != id) continue;
    if (found == nullptr || protocol.ref.version > found->ref.version) found = &protocol;
  }
  return found;
}

}  // namespace

int check_config(const std::filesystem::path& config) {
  return report_configuration(config.empty() ? load_demo() : load(config), std::cout);
}

int rehearse_case(const RehearseOptions& options) {
  const auto loaded = load_or_complain(options.config);
  if (!loaded) return refused;
  const auto& town = loaded->municipality;
  const auto* protocol = newest(town, options.protocol);
  if (protocol == nullptr) {
    std::cerr << "meldmaat: there is no protocol \"" << options.protocol << "\"; there are:";
    for (const auto& known : town.protocols) std::cerr << ' ' << known.ref.id.str();
    std::cerr << '\n';
    return refused;
  }
  const auto incident = read_local(options.incident, town.zone);
  const auto reported = read_local(options.reported.empty() ? options.incident : options.reported, town.zone);
  if (!incident || !reported || *reported < *incident) {
    std::cerr << "meldmaat: --incident and --reported are local times such as \"2026-10-23 16:40\", the report not "
                 "before the incident\n";
    return refused;
  }
  const auto rows = rehearse(*protocol, town.zone, options.flags, *incident, *reported);
  std::cout << (options.json ? rehearsal_json(rows, town) : rehearsal_table(rows, town));
  return done;
}

int back_up(const std::filesystem::path& config, const std::filesystem::path& to) {
  const auto loaded = load_or_complain(config);
  if (!loaded) return refused;
  return done;
}

int restore(const std::filesystem::path& config, const std::filesystem::path& from, bool replace) {
  const auto loaded = load_or_complain(config);
  if (!loaded) return refused;
  return done;
}

int verify(const std::filesystem::path& config) {
  const auto loaded = load_or_complain(config);
  if (!loaded) return refused;
  return broken;
}

}  // namespace meldmaat
