// SPDX-License-Identifier: EUPL-1.2
#include "config/settings_file.hpp"

#include <array>
#include <string>
#include <system_error>
#include <utility>

#include "config/addresses.hpp"
#include "config/matrix_settings.hpp"
#include "config/teams_settings.hpp"

namespace meldmaat {

namespace {

constexpr std::array top_keys{
    Key{"data", "an absolute path such as \"/var/lib/meldmaat\"",
        "The folder of the database. Only meldmaat's own user may read it. Default: /var/lib/meldmaat."},
    Key{"keys", "a table [keys]", "What opens the database, see below."},
    Key{"web", "a table [web]", "See below."},
    Key{"metrics", "a table [metrics]", "See below."},
    Key{"limits", "a table [limits]", "See below."},
    Key{"teams", "a table [teams]", "Microsoft Teams, see below and teams.md. Default: meldmaat is not in Teams."},
    Key{"matrix", "a table [matrix]",
        "A Matrix homeserver, see below and matrix.md. Default: meldmaat is not on Matrix."}};
const Section top_section{"meldmaat.toml", "At the top of the file, before the first table.", top_keys};

constexpr std::array keys_keys{
    Key{"master", "an absolute path such as \"/etc/meldmaat/master.key\"",
        "The file of the master key: 64 hexadecimal digits and a line break, mode 0600. Without it nothing in the "
        "database can be read, so keep a copy, and not beside the backups. Default: meldmaat-master-key among the "
        "credentials that systemd hands over; else master.key in the folder of the database, which is made there at "
        "the first start and protects a copy of the database only when it is not copied along."},
    Key{"backup", "the line that \"meldmaat backup-key\" prints",
        "Backups are sealed for this key, and open only with the other half of it, which is kept elsewhere. Default: "
        "they hold what the database holds, sealed under the master key as it is there."}};
const Section keys_section{"[keys]", "What the database is sealed with: text, names and evidence.", keys_keys};

constexpr std::array web_keys{
    Key{"address", "an IP address such as \"127.0.0.1\" or \"::\"",
        "Where the web channel listens. TLS is done by the reverse proxy in front. Default: 127.0.0.1."},
    Key{"port", "a whole number from 1 to 65535", "Default: 8080."},
    Key{"origin", "an address such as \"https://meldmaat.zandrecht.example\"",
        "What people type in their browser. https, or http for localhost only. Default: http://localhost:8080."},
    Key{"hosts", "a list such as [\"meldmaat.intern:8080\"]",
        "Further names, with the port where one is used, under which browsers and the proxy reach meldmaat. Requests "
        "for any other host are refused."},
    Key{"theme_css", "an absolute path such as \"/etc/meldmaat/theme.css\"",
        "The design tokens of the municipality, served as they are."},
    Key{"theme_class", "the name of a CSS class", "The class of the theme. Default: voorbeeld-theme."},
    Key{"quick_exit", "an address that begins with \"https://\"",
        "Where \"Snel weg\" leads: an ordinary page. Default: https://www.buienradar.nl/."},
    Key{"postbox", "true or false",
        "Whether there is an anonymous postbox at /postvak, see postbox.md. It opens once two counsellors have made "
        "their keys. Default: false."}};
const Section web_section{"[web]", "The web channel.", web_keys};

constexpr std::array metrics_keys{
    Key{"address", "an IP address such as \"127.0.0.1\" or \"::\"",
        "Where /metrics, /healthz and /readyz are. Not for the outside world. Default: 127.0.0.1."},
    Key{"port", "a whole number from 1 to 65535", "Default: 9464."}};
const Section metrics_section{"[metrics]", "What monitoring asks, on a listener of its own.", metrics_keys};

constexpr std::array limit_keys{
    Key{"file_mebibytes", "a whole number from 1 to 100", "The largest photo, recording or PDF. Default: 25."},
    Key{"connections_per_peer", "a whole number from 1 to 100000",
        "Connections from one address at a time. Behind a proxy all come from one address: raise it there. Default: "
        "32."},
    Key{"invitation_hours", "a whole number from 1 to 336", "How long a sign-in link can be used, once. Default: 72."},
    Key{"sign_in_hours", "a whole number from 1 to 720", "How long somebody stays signed in. Default: 12."}};
const Section limits_section{"[limits]", "Limits that a municipality may set.", limit_keys};

void read_origin(const Table& table, Settings& settings) {
  const std::string origin = table.text("origin");
  if (!origin.empty()) {
    const auto parts = parts_of_address(origin);
    // Only browsers on this machine itself may do without TLS.
    if (!parts || !parts->path.empty() || (!parts->secure && !on_loopback(parts->host))) {
      table.complaints().mistake(table.place("origin"), in_quotes(origin) + " is not the origin of a safe page",
                                 "\"https://\" and a name in lower case, without a slash at the end; \"http://\" for "
                                 "localhost only");
    } else {
      settings.public_origin = origin;
      settings.hosts = {parts->host};
    }
  }
  for (auto& host : read_hosts(table, "hosts")) settings.hosts.push_back(std::move(host));
}

void read_theme(const Table& table, Settings& settings) {
  settings.theme_css = read_path(table, "theme_css");
  std::error_code failed;
  if (settings.theme_css && !std::filesystem::is_regular_file(*settings.theme_css, failed)) {
    table.complaints().mistake(table.place("theme_css"), "there is no file " + in_quotes(settings.theme_css->string()),
                               "a file that meldmaat may read");
  }
  if (const std::string name = table.id("theme_class"); !name.empty()) settings.theme_class = name;
  if (const std::string address = table.text("quick_exit"); !address.empty()) {
    if (address.starts_with("https://")) {
      settings.quick_exit = address;
    } else {
      table.complaints().mistake(table.place("quick_exit"), in_quotes(address) + " is not a safe address",
                                 "an address that begins with \"https://\"");
    }
  }
}

void read_keys(const Table& table, Settings& settings) {
  settings.master_key = read_path(table, "master");
  // A point of P-256, not compressed, in hexadecimal.
  constexpr std::size_t digits = 130;
  settings.backup_key = table.text("backup");
  const auto& key = settings.backup_key;
  const bool whole =
      key.size() == digits && key.starts_with("04") && key.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!key.empty() && !whole) {
    table.complaints().mistake(table.place("backup"), in_quotes(key) + " is no key for backups",
                               "the line that \"meldmaat backup-key\" prints");
  }
}

void read_limits(const Table& table, Settings& settings) {
  if (const auto size = table.whole("file_mebibytes", 1, 100)) {
    settings.largest_file_bytes = static_cast<std::uint64_t>(*size) * 1024 * 1024;
  }
  if (const auto most = table.whole("connections_per_peer", 1, 100'000)) {
    settings.most_connections_per_peer = static_cast<std::size_t>(*most);
  }
  if (const auto hours = table.whole("invitation_hours", 1, 336))
    settings.invitation_lasts = std::chrono::hours{*hours};
  if (const auto hours = table.whole("sign_in_hours", 1, 720)) settings.sign_in_lasts = std::chrono::hours{*hours};
}

struct Named {
  std::string name;
  std::uint16_t port;
};
void check_ports(const Place& place, const Named& one, const Named& other, Complaints& complaints) {
  if (one.port != other.port) return;
  complaints.mistake(place, one.name + " and " + other.name + " listen on the same port " + std::to_string(one.port),
                     "two different ports");
}

}  // namespace

Settings read_settings(const Document& document, const TeamsEnvironment& environment, Complaints& complaints) {
  const Table top{document, top_section, complaints};
  Settings settings;
  if (const auto data = read_path(top, "data")) settings.data = *data;
  if (const auto keys = top.table("keys", keys_section)) read_keys(*keys, settings);
  const auto metrics = top.table("metrics", metrics_section);
  if (metrics) read_listener(*metrics, settings.metrics);
  if (const auto web = top.table("web", web_section)) {
    read_listener(*web, settings.web);
    read_origin(*web, settings);
    read_theme(*web, settings);
    settings.postbox = web->yes("postbox", settings.postbox);
  }
  if (const auto limits = top.table("limits", limits_section)) read_limits(*limits, settings);
  check_ports(metrics ? metrics->place("port") : top.place("web"), {"web", settings.web.port},
              {"metrics", settings.metrics.port}, complaints);
  if (const auto teams = top.table("teams", teams_section())) {
    settings.teams = read_teams(*teams, settings.hosts.front(), environment);
    const Named own{"teams", settings.teams->listener.port};
    check_ports(teams->place("port"), {"web", settings.web.port}, own, complaints);
    check_ports(teams->place("port"), {"metrics", settings.metrics.port}, own, complaints);
  }
  if (const auto matrix = top.table("matrix", matrix_section())) {
    settings.matrix = read_matrix(*matrix);
    const Named own{"matrix", settings.matrix->listener.port};
    check_ports(matrix->place("port"), {"web", settings.web.port}, own, complaints);
    check_ports(matrix->place("port"), {"metrics", settings.metrics.port}, own, complaints);
    if (settings.teams) check_ports(matrix->place("port"), {"teams", settings.teams->listener.port}, own, complaints);
  }
  return settings;
}

std::vector<std::filesystem::path> matrix_token_files(const SourceFile& settings) {
  Complaints ignored;
  std::vector<std::filesystem::path> files;
  const auto document = read_toml(settings.name, settings.text, ignored);
  if (!document) return files;
  const auto matrix = Table{*document, top_section, ignored}.table("matrix", matrix_section());
  if (!matrix) return files;
  for (const auto* key : {"as_token_file", "hs_token_file"}) {
    if (auto file = read_path(*matrix, key)) files.push_back(std::move(*file));
  }
  return files;
}

FileReference settings_keys() {
  return {"meldmaat.toml",
          "How meldmaat runs on its machine. May be absent: every key has a default.",
          {&top_section, &keys_section, &web_section, &metrics_section, &limits_section, &teams_section(),
           &teams_cloud_section(), &matrix_section()}};
}

}  // namespace meldmaat
