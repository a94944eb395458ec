// SPDX-License-Identifier: EUPL-1.2
#include "config/matrix_settings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "config/addresses.hpp"
#include "config/secret_file.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view path_form = "an absolute path";

constexpr std::array matrix_keys{
    Key{"homeserver", "an address such as \"https://matrix.zandrecht.example\"",
        "Where meldmaat reaches the homeserver's client-server API. https, or http for loopback only.", true},
    Key{"server_name", "a name such as \"zandrecht.example\"",
        "The name of the homeserver, as it stands behind the colon in the ids of its users.", true},
    Key{"user", "a name such as \"meldmaat\"",
        "The bot's own user, without \"@\" and server. Nobody may have it yet. Default: meldmaat."},
    Key{"address", "an IP address such as \"127.0.0.1\" or \"::\"",
        "Where the homeserver brings what people say. Default: 127.0.0.1."},
    Key{"port", "a whole number from 1 to 65535", "Default: 29333."},
    Key{"url", "an address such as \"http://127.0.0.1:29333\"",
        "The address under which the homeserver reaches that listener; it stands in the registration file. https, or "
        "http for loopback only. Default: http:// and the listener's own address."},
    Key{"hosts", "a list such as [\"bot.intern:29333\"]",
        "Further names, with the port where one is used, under which the homeserver or a proxy reaches the listener, "
        "beside the host of url and the listener's own address. Requests for any other host are refused."},
    Key{"as_token_file", path_form,
        "A file with the token with which meldmaat signs in to the homeserver, closed to other users of the machine: "
        "32 letters and digits or more. meldmaat generate-registration --make-tokens makes it.",
        true},
    Key{"hs_token_file", path_form, "The same for the other direction: the token the homeserver shows to meldmaat.",
        true},
    Key{"servers", "a list such as [\"zandrecht.example\"]",
        "The homeservers whose people may speak with the bot. Default: server_name alone."},
    Key{"extra_ca_file", path_form, "Authorities that are trusted beside those of the system, as PEM."}};

constexpr std::string_view safe_origin =
    "\"https://\" and a name in lower case, without a slash at the end; \"http://\" for loopback only";

/// Reads the one table; everything goes through its complaints.
class MatrixReader {
 public:
  explicit MatrixReader(const Table& table) : table_(table) {}

  MatrixConfig read() {
    config_.homeserver = origin("homeserver");
    config_.server_name = host("server_name");
    read_user();
    read_listener(table_, config_.listener);
    read_url();
    read_tokens();
    read_servers();
    config_.extra_ca_file = read_path(table_, "extra_ca_file");
    if (config_.extra_ca_file && read_public_file(table_, "extra_ca_file").empty()) config_.extra_ca_file.reset();
    return std::move(config_);
  }

 private:
  void mistake(std::string_view key, std::string what, std::string expected) const {
    table_.complaints().mistake(table_.place(key), std::move(what), std::move(expected));
  }

  /// A token and reports go where these addresses lead: only within this machine may they do without TLS.
  std::string origin(std::string_view key) const {
    std::string text = table_.text(key);
    const auto parts = parts_of_address(text);
    if (text.empty() || (parts && parts->path.empty() && (parts->secure || on_loopback(parts->host)))) return text;
    const bool plain = parts && !parts->secure && !on_loopback(parts->host);
    mistake(key, in_quotes(text) + (plain ? " is not safe" : " is not such an address"), std::string{safe_origin});
    return {};
  }

  std::string host(std::string_view key) const {
    std::string text = table_.text(key);
    if (text.empty() || is_host(text)) return text;
    mistake(key, in_quotes(text) + " is not the name of a homeserver", "a name in lower case, perhaps with a port");
    return {};
  }

  void read_user() {
    std::string user = table_.text("user");
    if (!user.empty()) config_.user = std::move(user);
    if (!is_matrix_localpart(config_.user)) {
      mistake("user", in_quotes(config_.user) + " is not the name of a user",
              "lower case, digits and \"._=-/+\", without \"@\" and server");
    } else if (config_.user == "_meldmaat_appservice") {  // sender_localpart of the registration file
      mistake("user", in_quotes(config_.user) + " is not the bot, but the application service", "another name");
    } else if (!config_.server_name.empty() && !is_matrix_user(config_.user_id())) {
      mistake("user", "the id of the bot is longer than 255 letters", "a shorter name");
    }
  }

  void read_url() {
    const auto& [ip, port] = config_.listener;
    const std::string own = (ip.find(':') == std::string::npos ? ip : '[' + ip + ']') + ':' + std::to_string(port);
    config_.url = origin("url");
    if (!table_.has("url")) {
      config_.url = "http://" + own;
      if (!on_loopback(ip)) {
        mistake("url", "[matrix] does not say how the homeserver reaches the address " + in_quotes(ip),
                "url; only on loopback it can be left out");
      }
    }
    config_.hosts = {own, "localhost:" + std::to_string(port)};
    if (const auto parts = parts_of_address(config_.url)) add_host(parts->host);
    for (auto& further : read_hosts(table_, "hosts")) add_host(std::move(further));
  }

  void add_host(std::string further) {
    if (std::ranges::find(config_.hosts, further) == config_.hosts.end()) config_.hosts.push_back(std::move(further));
  }

  /// What stands in a header without quotes and in YAML without a second meaning (RFC 6750 §2.1, without "/" and "=").
  std::string token(std::string_view key) const {
    constexpr std::size_t least = 32;
    std::string text = read_secret_file(table_, key);
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-";
    if (text.empty() || (text.size() >= least && text.find_first_not_of(letters) == std::string::npos)) return text;
    mistake(key, text.size() < least ? "the token in this file is too short" : "there is no token in this file",
            "32 letters, digits, \".\", \"_\", \"~\" and \"-\" or more: meldmaat generate-registration --make-tokens");
    return {};
  }

  void read_tokens() {
    config_.as_token = token("as_token_file");
    config_.hs_token = token("hs_token_file");
    if (!config_.as_token.empty() && config_.as_token == config_.hs_token) {
      mistake("hs_token_file", "both tokens are the same", "a token for each direction");
    }
  }

  void read_servers() {
    config_.servers = read_hosts(table_, "servers");
    if (!table_.has("servers") && !config_.server_name.empty()) config_.servers = {config_.server_name};
    if (table_.is_empty_list("servers")) {
      mistake("servers", "nobody may speak with the bot", "at least one homeserver");
    }
  }

  const Table& table_;
  MatrixConfig config_;
};

}  // namespace

const Section& matrix_section() {
  static const Section section{"[matrix]", "A Matrix homeserver; matrix.md tells how to get there.", matrix_keys};
  return section;
}

MatrixConfig read_matrix(const Table& table) {
  return MatrixReader{table}.read();
}

}  // namespace meldmaat
