// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/matrix_settings.hpp"

#include "adapters/matrix/registration.hpp"
#include "bot/program/setting_complaints.hpp"

namespace meldmaat {

namespace {

/// The bot's device, without keys: people's clients then open private chats without encryption (decision D18).
constexpr const char* device = "MELDMAAT";

}  // namespace

std::vector<Complaint> complaints_about(const MatrixConfig& config) {
  SettingComplaints complaints;
  complaints.unless_address("homeserver of [matrix]", config.homeserver);
  complaints.unless_authorities("extra_ca_file of [matrix]", config.extra_ca_file);
  return complaints.take();
}

MatrixSettings matrix_settings(const MatrixConfig& config, const std::string& user_agent) {
  MatrixSettings settings;
  settings.listener.address = config.listener.address;
  settings.listener.port = config.listener.port;
  settings.listener.hosts = config.hosts;
  settings.homeserver = {.address = config.homeserver,
                         .user = config.user_id(),
                         .device = device,
                         .service = std::string(registration_id),
                         .token = Secret(config.as_token)};
  settings.hs_token = Secret(config.hs_token);
  settings.servers = config.servers;
  if (config.extra_ca_file) settings.outside.ca_file = config.extra_ca_file->string();
  settings.outside.user_agent = user_agent;
  return settings;
}

}  // namespace meldmaat
