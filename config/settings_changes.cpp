// SPDX-License-Identifier: EUPL-1.2
#include "config/settings_changes.hpp"

#include <map>
#include <string>

namespace meldmaat {

namespace {

std::string comma_separated(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

std::string path_of(const std::optional<std::filesystem::path>& file) {
  return file ? file->string() : std::string{};
}

/// By the name that stands in the file.
std::map<std::string, std::string> trusted(const Settings& settings) {
  std::map<std::string, std::string> all{{"[web] origin", settings.public_origin},
                                         {"[web] postbox", settings.postbox ? "true" : "false"},
                                         {"[keys] backup", settings.backup_key}};
  if (settings.teams) {
    const auto& teams = *settings.teams;
    all["[teams] client_id"] = teams.client_id;
    all["[teams] tenants"] = comma_separated(teams.tenants);
    all["[teams.cloud] openid_metadata"] = teams.cloud.openid_metadata;
    all["[teams.cloud] issuer"] = teams.cloud.issuer;
    all["[teams.cloud] login"] = teams.cloud.login;
    all["[teams.cloud] connectors"] = comma_separated(teams.cloud.connectors);
    all["[teams.cloud] file_hosts"] = comma_separated(teams.cloud.file_hosts);
    all["[teams.cloud] extra_ca_file"] = path_of(teams.cloud.extra_ca_file);
    all["[teams.cloud] global_service_url"] = teams.cloud.global_service_url;
  }
  if (settings.matrix) {
    const auto& matrix = *settings.matrix;
    all["[matrix] homeserver"] = matrix.homeserver;
    all["[matrix] user"] = matrix.user_id();
    all["[matrix] extra_ca_file"] = path_of(matrix.extra_ca_file);
    all["[matrix] servers"] = comma_separated(matrix.servers);
  }
  return all;
}

}  // namespace

std::vector<ChangedSetting> changed_settings(const Settings& accepted, const Settings& proposed) {
  auto before = trusted(accepted);
  auto after = trusted(proposed);
  // What only one of them has is nothing in the other.
  for (const auto& [name, value] : after) before.try_emplace(name);
  std::vector<ChangedSetting> changes;
  for (const auto& [name, value] : before) {
    if (after[name] != value) changes.push_back({ChangedSetting::What::service, name, {}, value, after[name]});
  }
  return changes;
}

}  // namespace meldmaat
