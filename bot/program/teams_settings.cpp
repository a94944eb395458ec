// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/teams_settings.hpp"

#include <stdexcept>

#include "adapters/teams/client_assertion.hpp"
#include "bot/program/setting_complaints.hpp"
#include "config/secret_file.hpp"

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
  if (!config.file_hosts.empty()) cloud.file_hosts = config.file_hosts;
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
  if (config.client_secret_file) {
    credential.secret_now = [path = *config.client_secret_file] { return Secret(read_secret_again(path)); };
  }
  credential.certificate_key = Secret(config.certificate_key);
  credential.certificate = config.certificate;
  return credential;
}

}  // namespace

std::vector<Complaint> complaints_about(const TeamsConfig& config) {
  SettingComplaints complaints;
  if (config.credential == TeamsConfig::Credential::certificate) {
    try {
      const ClientAssertion works(config.certificate, Secret(config.certificate_key));
    } catch (const std::invalid_argument& failed) {
      complaints.about("certificate_file and certificate_key_file of [teams]", failed.what(),
                       "an RSA certificate and the key that belongs to it, as PEM");
    }
  }
  const auto& cloud = config.cloud;
  complaints.unless_authorities("extra_ca_file of [teams.cloud]", cloud.extra_ca_file);
  complaints.unless_address("proxy of [teams]", config.proxy);
  complaints.unless_address("openid_metadata of [teams.cloud]", cloud.openid_metadata);
  complaints.unless_address("login of [teams.cloud]", cloud.login);
  complaints.unless_address("global_service_url of [teams.cloud]", cloud.global_service_url);
  for (const auto& connector : cloud.connectors) complaints.unless_address("connectors of [teams.cloud]", connector);
  for (const auto& host : cloud.file_hosts)
    complaints.unless_address("file_hosts of [teams.cloud]", "https://x" + host);
  return complaints.take();
}

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
