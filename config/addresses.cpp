// SPDX-License-Identifier: EUPL-1.2
#include "config/addresses.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

bool only(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

/// A host in its two parts; the brackets of an IPv6 address belong to the name.
struct HostParts {
  std::string_view name;
  std::string_view port;  ///< with its colon; empty when there is none
};
HostParts parts_of_host(std::string_view host) {
  const auto bracket = host.starts_with('[') ? host.find(']') : std::string_view::npos;
  const auto end = bracket == std::string_view::npos ? std::min(host.find(':'), host.size()) : bracket + 1;
  return {host.substr(0, end), host.substr(end)};
}

bool is_port(std::string_view text) {
  return text.size() >= 2 && text.size() <= 6 && text.starts_with(':') && only(text.substr(1), "0123456789");
}

}  // namespace

bool is_ip_address(std::string_view text) {
  if (text.find(':') != std::string_view::npos) {
    return only(text, "0123456789abcdefABCDEF:.") && text.size() <= 45 && std::ranges::count(text, ':') >= 2;
  }
  int octets = 0;
  for (std::size_t start = 0; start <= text.size(); ++octets) {
    const auto end = std::min(text.find('.', start), text.size());
    const std::string octet{text.substr(start, end - start)};
    if (!only(octet, "0123456789") || octet.size() > 3 || std::stoi(octet) > 255) return false;
    start = end + 1;
  }
  return octets == 4;
}

bool is_host(std::string_view text) {
  const auto [name, port] = parts_of_host(text);
  if (!port.empty() && !is_port(port)) return false;
  if (name.starts_with('[')) return name.ends_with(']') && is_ip_address(name.substr(1, name.size() - 2));
  return only(name, "abcdefghijklmnopqrstuvwxyz0123456789.-");
}

bool on_loopback(std::string_view address_or_host) {
  if (address_or_host == "::1") return true;
  const auto name = parts_of_host(address_or_host).name;
  return name == "localhost" || name == "[::1]" || (name.starts_with("127.") && is_ip_address(name));
}

std::optional<AddressParts> parts_of_address(std::string_view text) {
  AddressParts parts;
  parts.secure = text.starts_with("https://");
  if (!parts.secure && !text.starts_with("http://")) return std::nullopt;
  text.remove_prefix(parts.secure ? 8 : 7);
  const auto slash = std::min(text.find('/'), text.size());
  parts.host = text.substr(0, slash);
  parts.path = text.substr(slash);
  if (!is_host(parts.host) || parts.path.find_first_of("?#\\ \"<>") != std::string::npos) return std::nullopt;
  return parts;
}

std::optional<std::string> read_guid(std::string_view text) {
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != shape.size()) return std::nullopt;
  std::string guid;
  for (std::size_t index = 0; index < shape.size(); ++index) {
    const char letter = text[index];
    const bool capital = letter >= 'A' && letter <= 'F';
    const bool fits = shape[index] == '-'
                          ? letter == '-'
                          : capital || (letter >= 'a' && letter <= 'f') || (letter >= '0' && letter <= '9');
    if (!fits) return std::nullopt;
    guid += capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return guid;
}

bool is_matrix_localpart(std::string_view text) {
  return only(text, "abcdefghijklmnopqrstuvwxyz0123456789._=-/+");
}

bool is_matrix_user(std::string_view text) {
  constexpr std::size_t most = 255;
  const auto colon = text.find(':');
  return text.size() <= most && text.starts_with('@') && colon != std::string_view::npos &&
         is_matrix_localpart(text.substr(1, colon - 1)) && is_host(text.substr(colon + 1));
}

void read_listener(const Table& table, Listener& listener) {
  if (const std::string address = table.text("address"); !address.empty()) {
    if (is_ip_address(address)) {
      listener.address = address;
    } else {
      table.complaints().mistake(table.place("address"), in_quotes(address) + " is not an IP address",
                                 "an IP address such as \"127.0.0.1\" or \"::\"");
    }
  }
  if (const auto port = table.whole("port", 1, 65535)) listener.port = static_cast<std::uint16_t>(*port);
}

std::vector<std::string> read_hosts(const Table& table, std::string_view key) {
  std::vector<std::string> hosts;
  for (const auto& [name, place] : table.words(key)) {
    if (is_host(name)) {
      hosts.push_back(name);
    } else {
      table.complaints().mistake(place, in_quotes(name) + " is not a host",
                                 "a name in lower case, perhaps with a port");
    }
  }
  return hosts;
}

std::optional<std::filesystem::path> read_path(const Table& table, std::string_view key) {
  const std::string text = table.text(key);
  if (text.empty()) return std::nullopt;
  std::filesystem::path path{text};
  if (path.is_absolute()) return path;
  table.complaints().mistake(table.place(key), in_quotes(text) + " is not an absolute path",
                             "a path that begins with \"/\"");
  return std::nullopt;
}

}  // namespace meldmaat
