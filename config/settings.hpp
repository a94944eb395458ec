// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How meldmaat runs on its machine, as read from meldmaat.toml. Immutable after loading; passed on in small values.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meldmaat {

/// Where a server listens.
struct Listener {
  std::string address;  ///< an IP address, never a name
  std::uint16_t port = 0;
  bool operator==(const Listener&) const = default;
};

/// Where Microsoft's servers are. What is empty is as in the public cloud: adapters/teams/cloud.hpp has the values.
/// Addresses are https; http is for loopback only, and only while the Teams listener itself is on loopback.
struct TeamsCloudConfig {
  std::string openid_metadata;                         ///< the address of the Connector's OpenID document
  std::string issuer;                                  ///< of the Connector's tokens, exactly
  std::string login;                                   ///< the origin of Microsoft Entra
  std::vector<std::string> connectors;                 ///< origins a serviceUrl may have
  std::vector<std::string> file_hosts;                 ///< ".sharepoint.com": below these lie the files people send
  std::string global_service_url;                      ///< for a person who was never heard from
  std::optional<std::filesystem::path> extra_ca_file;  ///< PEM; trusted besides the system's authorities
  bool operator==(const TeamsCloudConfig&) const = default;
};

/// The bot in Microsoft Teams. Secrets are here as values, wherever they came from: never print one of these.
struct TeamsConfig {
  enum class Credential : std::uint8_t { client_secret, certificate, managed_identity };

  std::string client_id;             ///< GUID in lower case
  std::vector<std::string> tenants;  ///< GUIDs in lower case, at least one; the first is the one the bot lives in
  Listener listener{"127.0.0.1", 3978};
  /// Host values that are ours, as in Settings::hosts: of the public origin and of the listener, and further ones.
  std::vector<std::string> hosts;
  Credential credential = Credential::client_secret;
  std::string client_secret;  ///< set for client_secret
  /// Where it stands, when that is a file: its content may be replaced while meldmaat runs.
  std::optional<std::filesystem::path> client_secret_file;
  std::string certificate;      ///< PEM; set for certificate
  std::string certificate_key;  ///< PEM, not encrypted; set for certificate
  int sends_per_second = 20;    ///< to all people together
  std::string proxy;            ///< "http://proxy.kleindorp.example:3128"; empty: none
  std::string proxy_user;       ///< empty: the proxy asks nothing
  std::string proxy_password;
  std::string privacy_url;  ///< https, for the app package; empty: the public origin
  std::string terms_url;    ///< the same
  TeamsCloudConfig cloud;
  bool operator==(const TeamsConfig&) const = default;
};

/// The bot on a Matrix homeserver, as an application service. Tokens are here as values: never print one of these.
struct MatrixConfig {
  std::string homeserver;         ///< the origin of its client-server API; https, http for loopback only
  std::string server_name;        ///< what stands behind the colon in the ids of its users
  std::string user = "meldmaat";  ///< the local part of the bot's own id
  Listener listener{"127.0.0.1", 29333};
  std::string url;  ///< the origin at which the homeserver reaches `listener`; https, http for loopback only
  /// Host values that are ours, as in Settings::hosts: of `url` and of the listener, and further ones.
  std::vector<std::string> hosts;
  std::string as_token;              ///< proves to the homeserver who we are
  std::string hs_token;              ///< proves to us who the homeserver is; another one
  std::vector<std::string> servers;  ///< server names whose people may speak with the bot; at least one
  std::optional<std::filesystem::path> extra_ca_file;  ///< PEM; trusted besides the system's authorities

  /// "@meldmaat:zandrecht.example"
  [[nodiscard]] std::string user_id() const { return '@' + user + ':' + server_name; }
  bool operator==(const MatrixConfig&) const = default;
};

/// What the environment says in the names that administrators of bots know (decision D20). What is not empty takes the
/// place of what meldmaat.toml says in [teams]; it does not take the place of the table.
struct TeamsEnvironment {
  std::string client_id;      ///< CLIENT_ID or MicrosoftAppId
  std::string client_secret;  ///< CLIENT_SECRET or MicrosoftAppPassword
  std::string tenant_id;      ///< TENANT_ID or MicrosoftAppTenantId: the one the bot lives in
};

struct Settings {
  std::filesystem::path data = "/var/lib/meldmaat";  ///< database and nothing else; readable for meldmaat only
  std::optional<std::filesystem::path> master_key;   ///< a file; nothing: see storage/master_key.hpp
  std::string backup_key;  ///< the public half, hexadecimal: backups are sealed for it; empty: they are not
  Listener web{"127.0.0.1", 8080};
  Listener metrics{"127.0.0.1", 9464};  ///< /metrics, /healthz and /readyz
  /// What people type in their browser, without a slash at the end: "https://meldmaat.zandrecht.example". Links in
  /// messages start with it, and posts from any other origin are refused.
  std::string public_origin = "http://localhost:8080";
  /// Host values that are ours, lower case, with the port where one is used; the one of `public_origin` comes first.
  std::vector<std::string> hosts{"localhost:8080"};
  std::optional<std::filesystem::path> theme_css;  ///< the municipality's token file, served as it is
  std::string theme_class = "voorbeeld-theme";
  std::string quick_exit = "https://www.buienradar.nl/";  ///< where "Snel weg" leads
  bool postbox = false;                                   ///< whether the web channel has the anonymous postbox
  std::uint64_t largest_file_bytes = 25ULL * 1024 * 1024;
  std::size_t most_connections_per_peer = 32;
  std::chrono::hours invitation_lasts{72};
  std::chrono::hours sign_in_lasts{12};
  std::optional<TeamsConfig> teams;    ///< nothing: meldmaat is not in Teams
  std::optional<MatrixConfig> matrix;  ///< nothing: meldmaat is not on Matrix
  bool operator==(const Settings&) const = default;
};

}  // namespace meldmaat
