// SPDX-License-Identifier: EUPL-1.2
#include <fstream>
#include <iostream>

#include "adapters/teams/app_package.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"

// packaging/teams/icons.S
extern "C" {
extern const char meldmaat_teams_color_begin[];
extern const char meldmaat_teams_color_end[];
extern const char meldmaat_teams_outline_begin[];
extern const char meldmaat_teams_outline_end[];
}

namespace meldmaat {

namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

AppFacts facts_of(const Loaded& loaded, const TeamsConfig& teams, const std::string& version) {
  const auto& organisation = loaded.municipality.organisation;
  const auto& origin = loaded.settings.public_origin;
  return {.client_id = teams.client_id,
          .version = version,
          .organisation = organisation.name,
          .emergency = organisation.numbers.emergency,
          .origin = origin,
          .privacy_url = teams.privacy_url.empty() ? origin : teams.privacy_url,
          .terms_url = teams.terms_url.empty() ? origin : teams.terms_url};
}

}  // namespace

int make_teams_package(const TeamsPackageOptions& options) {
  const auto loaded = load_or_complain(options.config, options.teams);
  if (!loaded) return 1;
  if (!loaded->settings.teams) {
    std::cerr << "meldmaat: meldmaat.toml has no table [teams]; docs/teams.md shows what is in it\n";
    return 1;
  }
  const AppIcons icons{between(meldmaat_teams_color_begin, meldmaat_teams_color_end),
                       between(meldmaat_teams_outline_begin, meldmaat_teams_outline_end)};
  const auto facts = facts_of(*loaded, *loaded->settings.teams, options.version);
  const auto made = app_package(facts, icons, loaded->municipality.texts);
  if (const auto* faults = std::get_if<AppFaults>(&made)) {
    for (const auto& fault : *faults) std::cerr << "meldmaat: " << fault << '\n';
    return 1;
  }
  std::ofstream file{options.to, std::ios::binary | std::ios::trunc};
  file << zip_file(std::get<AppFiles>(made)) << std::flush;
  if (!file) {
    std::cerr << "meldmaat: " << options.to.string() << " cannot be written\n";
    return 1;
  }
  std::cout << "wrote " << options.to.string() << ": app " << app_id_of(facts.client_id) << ", version "
            << facts.version << ", for bot " << facts.client_id << '\n';
  return 0;
}

}  // namespace meldmaat
