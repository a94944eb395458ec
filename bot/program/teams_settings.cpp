// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/teams_settings.hpp"

namespace meldmaat {

namespace {

void take(std::string& value, const std::string& configured) {
  if (!configured.empty()) value = configured;
}

TeamsCloud cloud_of(const TeamsCloudConfig& config) {
  TeamsCloud cloud;
  take(cloud.openid_metadata, config.openid_metadata);
  take(cloud.issuer, config.issuer);
  take(cloud.login, config.login);
  take(cloud.global_service_url, config.global_service_url);
  if (!config.connectors.empty()) cloud.connectors = config.connectors;
  return cloud;
}

BotCredential credential_of(const TeamsConfig& config) {
  BotCredential credential;
  switch (config.credential) {
    case TeamsConfig::Credential::client_secret: credential.kind = BotCredential::Kind::secret; break;
    case TeamsConfig::Credential::certificate: credential.kind = BotCredential::Kind::certificate; break;
    case TeamsConfig::Credential::managed_identity: credential.kind = BotCredential::Kind::managed_identity; break;
  }
  credential.app_id = config.client_id;
  credential.tenant = config.tenants.front();
  credential.secret = Secret(config.client_secret);
  credential.certificate_key = Secret(config.certificate_key);
  credential.certificate = config.certificate;
  return credential;
}

}  // namespace

TeamsSettings teams_settings(const TeamsConfig& config, const std::string& user_agent) {
  TeamsSettings settings;
  settings.listener.address = config.listener.address;
  settings.listener.port = config.listener.port;
  settings.listener.hosts = config.hosts;
  // All connections come from the reverse proxy, which counts.
  settings.listener.most_connections_per_peer = settings.listener.most_connections;
  settings.proof = {config.client_id, config.tenants, cloud_of(config.cloud)};
  settings.credential = credential_of(config);
  settings.outside.proxy = config.proxy;
  settings.outside.proxy_user = config.proxy_user;
  settings.outside.proxy_password = Secret(config.proxy_password);
  if (config.cloud.extra_ca_file) settings.outside.ca_file = config.cloud.extra_ca_file->string();
  settings.outside.user_agent = user_agent;
  settings.sends_per_second = config.sends_per_second;
  return settings;
}

}  // namespace meldmaat
