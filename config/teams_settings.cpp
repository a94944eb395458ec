// SPDX-License-Identifier: EUPL-1.2
#include "config/teams_settings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "config/addresses.hpp"
#include "config/secret_file.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view guid_form = "a GUID such as \"6f9619ff-8b86-4011-b42d-00cf4fc964ff\"";
constexpr std::string_view path_form = "an absolute path";
constexpr std::string_view https_form = "an address that begins with \"https://\"";

constexpr std::array teams_keys{
    Key{"client_id", guid_form,
        "The application (client) id of the bot in Microsoft Entra. Needed, unless CLIENT_ID or MicrosoftAppId is in "
        "the environment."},
    Key{"tenants", "a list of GUIDs such as [\"6f9619ff-8b86-4011-b42d-00cf4fc964ff\"]",
        "The tenants whose people may speak with the bot; the first is the one in which the bot is registered. Needed, "
        "unless TENANT_ID or MicrosoftAppTenantId is in the environment, which takes the place of the first."},
    Key{"client_secret_file", path_form,
        "A file with the client secret and nothing else, closed to other users of the machine. It is read again for "
        "every new token, so a new secret needs no restart. CLIENT_SECRET or MicrosoftAppPassword in the environment "
        "takes the place of every other way to prove who the bot is."},
    Key{"certificate_file", path_form,
        "Instead of a secret: the certificate that was uploaded to the registration, as PEM."},
    Key{"certificate_key_file", path_form,
        "Its private key, as PEM without a password, closed to other users of the machine."},
    Key{"managed_identity", "true or false",
        "Instead of a secret, for a machine in Azure: true when the bot is registered as a user-assigned managed "
        "identity. Default: false."},
    Key{"address", "an IP address such as \"127.0.0.1\" or \"::\"",
        "Where /api/messages is. TLS is done by the reverse proxy in front. Default: 127.0.0.1."},
    Key{"port", "a whole number from 1 to 65535", "Default: 3978."},
    Key{"hosts", "a list such as [\"bot.intern:3978\"]",
        "Further names, with the port where one is used, under which the proxy reaches /api/messages, beside the host "
        "of web.origin and the listener's own address. Requests for any other host are refused."},
    Key{"sends_per_second", "a whole number from 1 to 50",
        "How many messages leave in a second, to all people together. Default: 20."},
    Key{"proxy", "an address such as \"http://proxy.kleindorp.example:3128\"",
        "The proxy through which this machine reaches the internet. Default: none."},
    Key{"proxy_user", "a name", "Who meldmaat is to that proxy, when it asks."},
    Key{"proxy_password_file", path_form,
        "A file with the password for that proxy, closed to other users of the machine."},
    Key{"privacy_url", https_form, "The municipality's privacy statement, for the app package. Default: web.origin."},
    Key{"terms_url", https_form, "The terms of use, for the app package. Default: web.origin."},
    Key{"cloud", "a table [teams.cloud]", "For another cloud than the public one, and for tests; see below."}};

constexpr std::array cloud_keys{
    Key{"openid_metadata", https_form,
        "Where the Connector's keys are found. Default: "
        "https://login.botframework.com/v1/.well-known/openidconfiguration."},
    Key{"issuer", "a text", "The issuer of the Connector's tokens. Default: https://api.botframework.com."},
    Key{"login", "an address such as \"https://login.microsoftonline.com\"",
        "Where the bot's own token comes from. Default: https://login.microsoftonline.com."},
    Key{"connectors", "a list such as [\"https://smba.trafficmanager.net\"]",
        "Where messages may be sent to, exactly. Default: [\"https://smba.trafficmanager.net\"]."},
    Key{"file_hosts", "a list such as [\".sharepoint.com\"]",
        "Ends of host names: the files that people put into the chat are fetched from below these. Default: "
        "[\".sharepoint.com\"]."},
    Key{"global_service_url", https_form,
        "Where a person is reached who never spoke with the bot. Default: https://smba.trafficmanager.net/teams/."},
    Key{"extra_ca_file", path_form, "Authorities that are trusted beside those of the system, as PEM."}};

/// Two parts at least: below a part alone (".com") anybody can have a name.
bool is_end_of_name(std::string_view text) {
  const auto fits = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
  };
  return text.starts_with('.') && !text.ends_with('.') && std::ranges::count(text, '.') >= 2 &&
         text.find("..") == std::string_view::npos && std::ranges::all_of(text, fits);
}

/// Reads the one table; everything goes through its complaints.
class TeamsReader {
 public:
  TeamsReader(const Table& table, const TeamsEnvironment& environment) : table_(table), environment_(environment) {}

  TeamsConfig read(const std::string& public_host) {
    read_identity();
    read_credential();
    read_listener(table_, config_.listener);
    read_names(public_host);
    read_proxy();
    config_.privacy_url = address(table_, "privacy_url", Allowed::https);
    config_.terms_url = address(table_, "terms_url", Allowed::https);
    if (const auto cloud = table_.table("cloud", teams_cloud_section())) read_cloud(*cloud);
    read_rate();
    return std::move(config_);
  }

 private:
  enum class Allowed : std::uint8_t { https, test_servers_too };

  void mistake(std::string_view key, std::string what, std::string expected) const {
    table_.complaints().mistake(table_.place(key), std::move(what), std::move(expected));
  }

  /// The GUID in `text`, or the one the environment has instead.
  std::string guid(std::string_view name, const std::string& from_environment, const std::string& text,
                   const Place& place) const {
    const bool outside = !from_environment.empty();
    const std::string& given = outside ? from_environment : text;
    const auto found = read_guid(given);
    if (found || given.empty()) return found.value_or("");
    table_.complaints().mistake(outside ? Place{"the environment", 0, 0} : place,
                                outside ? std::string{name} + " is not a GUID" : in_quotes(given) + " is not a GUID",
                                std::string{guid_form});
    return {};
  }

  void read_identity() {
    config_.client_id = guid("CLIENT_ID", environment_.client_id, table_.text("client_id"), table_.place("client_id"));
    if (environment_.client_id.empty() && !table_.has("client_id")) {
      mistake("client_id", "[teams] has no \"client_id\"", std::string{guid_form});
    }
    std::vector<Word> words = table_.words("tenants");
    if (!environment_.tenant_id.empty()) {
      if (words.empty()) words.push_back({{}, table_.place("tenants")});
      words.front().text = guid("TENANT_ID", environment_.tenant_id, {}, {});
    } else if (!table_.has("tenants") || table_.is_empty_list("tenants")) {
      mistake("tenants", "[teams] has no tenant", "at least one; the first is the one the bot is registered in");
    }
    for (const auto& [text, place] : words) {
      std::string tenant = guid({}, {}, text, place);
      if (tenant.empty()) continue;
      if (std::ranges::find(config_.tenants, tenant) == config_.tenants.end()) {
        config_.tenants.push_back(std::move(tenant));
      } else if (environment_.tenant_id.empty()) {
        table_.complaints().mistake(place, in_quotes(tenant) + " stands twice in this list", "each tenant once");
      }
    }
  }

  void read_credential() {
    if (!environment_.client_secret.empty()) {
      config_.client_secret = environment_.client_secret;
      return;
    }
    const bool managed = table_.yes("managed_identity", false);
    const bool secret = table_.has("client_secret_file");
    const bool certificate = table_.has("certificate_file") || table_.has("certificate_key_file");
    if (static_cast<int>(managed) + static_cast<int>(secret) + static_cast<int>(certificate) != 1) {
      mistake("managed_identity",
              managed || secret || certificate ? "[teams] says in more than one way who the bot is"
                                               : "[teams] does not say how the bot proves who it is",
              "one of client_secret_file, certificate_file with certificate_key_file, managed_identity = true");
      return;
    }
    if (managed) config_.credential = TeamsConfig::Credential::managed_identity;
    if (secret) {
      config_.client_secret = read_secret_file(table_, "client_secret_file");
      config_.client_secret_file = read_path(table_, "client_secret_file");
    }
    if (certificate) read_certificate();
  }

  void read_certificate() {
    config_.credential = TeamsConfig::Credential::certificate;
    for (const auto* key : {"certificate_file", "certificate_key_file"}) {
      if (!table_.has(key)) mistake(key, "[teams] has no " + in_quotes(key), "a certificate and its key, both");
    }
    config_.certificate = read_public_file(table_, "certificate_file");
    config_.certificate_key = read_secret_file(table_, "certificate_key_file");
    const auto holds = [&](const std::string& pem, std::string_view mark) {
      return pem.empty() || pem.find(mark) != std::string::npos;
    };
    if (!holds(config_.certificate, "-----BEGIN CERTIFICATE-----")) {
      mistake("certificate_file", "there is no certificate in this file", "PEM: -----BEGIN CERTIFICATE-----");
    }
    const bool encrypted = config_.certificate_key.find("ENCRYPTED") != std::string::npos;
    if (encrypted || !holds(config_.certificate_key, "PRIVATE KEY-----")) {
      mistake("certificate_key_file", "there is no readable private key in this file",
              "PEM without a password: -----BEGIN PRIVATE KEY-----");
    }
  }

  void read_names(const std::string& public_host) {
    const auto& [ip, port] = config_.listener;
    const std::string own = ip.find(':') == std::string::npos ? ip : '[' + ip + ']';
    config_.hosts = {public_host, own + ':' + std::to_string(port), "localhost:" + std::to_string(port)};
    for (auto& host : read_hosts(table_, "hosts")) config_.hosts.push_back(std::move(host));
  }

  void read_proxy() {
    config_.proxy = table_.text("proxy");
    const auto parts = parts_of_address(config_.proxy);
    const bool fits = parts && !parts->secure && parts->path.empty() && !parts->host.ends_with(']') &&
                      parts->host.find(':') != std::string::npos;
    if (!config_.proxy.empty() && !fits) {
      mistake("proxy", in_quotes(config_.proxy) + " is not the address of a proxy",
              "\"http://\", a name in lower case and a port, without a slash at the end");
    }
    config_.proxy_user = table_.text("proxy_user");
    config_.proxy_password = read_secret_file(table_, "proxy_password_file");
    if (table_.has("proxy_user") && !table_.has("proxy")) mistake("proxy_user", "there is no proxy", "a proxy as well");
    if (table_.has("proxy_user") != table_.has("proxy_password_file")) {
      mistake(table_.has("proxy_user") ? "proxy_user" : "proxy_password_file", "a proxy wants a name and a password",
              "proxy_user and proxy_password_file, or neither");
    }
  }

  /// A token goes where these addresses lead: only a test on this machine may do without TLS.
  [[nodiscard]] bool may_be_used(const AddressParts& parts, Allowed allowed) const {
    if (parts.secure) return true;
    return allowed == Allowed::test_servers_too && on_loopback(parts.host) && on_loopback(config_.listener.address);
  }

  std::string address(const Table& table, std::string_view key, Allowed allowed, bool origin_only = false) const {
    std::string text = table.text(key);
    if (text.empty()) return text;
    return checked({std::move(text), table.place(key)}, allowed, origin_only);
  }

  std::string checked(const Word& word, Allowed allowed, bool origin_only) const {
    const auto parts = parts_of_address(word.text);
    if (parts && may_be_used(*parts, allowed) && (!origin_only || parts->path.empty())) return word.text;
    const bool plain = parts && !may_be_used(*parts, allowed);
    std::string expected = "\"https://\" and a name in lower case";
    if (origin_only) expected += ", without a slash at the end";
    if (allowed == Allowed::test_servers_too) {
      expected += "; \"http://\" for loopback only, while [teams] listens on loopback";
    }
    table_.complaints().mistake(word.place, in_quotes(word.text) + (plain ? " is not safe" : " is not such an address"),
                                expected);
    return {};
  }

  void read_cloud(const Table& table) {
    TeamsCloudConfig& cloud = config_.cloud;
    cloud.openid_metadata = address(table, "openid_metadata", Allowed::test_servers_too);
    cloud.issuer = table.text("issuer");
    cloud.login = address(table, "login", Allowed::test_servers_too, true);
    for (const auto& word : table.words("connectors")) {
      if (auto origin = checked(word, Allowed::test_servers_too, true); !origin.empty()) {
        cloud.connectors.push_back(std::move(origin));
      }
    }
    for (auto& [text, place] : table.words("file_hosts")) {
      if (is_end_of_name(text)) {
        cloud.file_hosts.push_back(std::move(text));
      } else {
        table_.complaints().mistake(place, in_quotes(text) + " is not the end of a host name",
                                    "a dot and a name of two parts or more in lower case, such as \".sharepoint.com\"");
      }
    }
    cloud.global_service_url = address(table, "global_service_url", Allowed::test_servers_too);
    cloud.extra_ca_file = read_path(table, "extra_ca_file");
    if (cloud.extra_ca_file && read_public_file(table, "extra_ca_file").empty()) cloud.extra_ca_file.reset();
  }

  /// Teams takes fifty a second from one bot; a Connector of our own on loopback takes what the load generator
  /// measures.
  void read_rate() {
    const auto& connectors = config_.cloud.connectors;
    const auto is_plain = [](const std::string& origin) { return origin.starts_with("http://"); };
    const bool own = !connectors.empty() && std::ranges::all_of(connectors, is_plain);
    const auto rate = table_.whole("sends_per_second", 1, own ? 1'000'000 : 50);
    if (rate) config_.sends_per_second = static_cast<int>(*rate);
  }

  const Table& table_;
  const TeamsEnvironment& environment_;
  TeamsConfig config_;
};

}  // namespace

const Section& teams_section() {
  static const Section section{"[teams]", "Microsoft Teams; teams.md tells how to get there.", teams_keys};
  return section;
}

const Section& teams_cloud_section() {
  static const Section section{"[teams.cloud]",
                               "Microsoft's servers. Addresses are https; http is accepted for loopback only, while "
                               "[teams] itself listens on loopback.",
                               cloud_keys};
  return section;
}

TeamsConfig read_teams(const Table& table, const std::string& public_host, const TeamsEnvironment& environment) {
  return TeamsReader{table, environment}.read(public_host);
}

}  // namespace meldmaat
