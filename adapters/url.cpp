// SPDX-License-Identifier: EUPL-1.2
#include "adapters/url.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace meldmaat {

namespace {

constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;
constexpr std::size_t most_name_bytes = 253;
constexpr std::size_t most_label_bytes = 63;

constexpr bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
constexpr bool is_alphanumeric(char letter) {
  const char small = lower(letter);
  return is_digit(letter) || (small >= 'a' && small <= 'z');
}
constexpr bool is_hex_digit(char letter) {
  const char small = lower(letter);
  return is_digit(letter) || (small >= 'a' && small <= 'f');
}

std::string lowered(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), lower);
  return small;
}

// Takes `word` from the front, whatever its case.
bool take(std::string_view& text, std::string_view word) {
  if (text.size() < word.size() || lowered(text.substr(0, word.size())) != word) return false;
  text.remove_prefix(word.size());
  return true;
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > most_label_bytes || label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(), [](char letter) { return is_alphanumeric(letter) || letter == '-'; });
}

// "127.0.0.1" and nothing else: not 127.1, 0x7f.0.0.1, 2130706433 or 0177.0.0.1, which some readers take for it.
bool is_dotted_address(const std::string& host) {
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool is_name(const std::string& host) {
  if (host.size() > most_name_bytes) return false;
  std::string_view rest = host;
  while (true) {
    const std::size_t dot = rest.find('.');
    if (!is_label(rest.substr(0, dot))) return false;
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  // No top-level domain begins with a digit; whoever reads numbers generously would take it for an address.
  return !is_digit(rest.front()) || is_dotted_address(host);
}

std::optional<std::string> read_bracketed(std::string_view inside) {
  in6_addr address{};
  std::array<char, INET6_ADDRSTRLEN> shown{};
  if (inet_pton(AF_INET6, std::string(inside).c_str(), &address) != 1) return std::nullopt;
  if (inet_ntop(AF_INET6, &address, shown.data(), shown.size()) == nullptr) return std::nullopt;
  return std::string(shown.data());
}

std::optional<std::uint16_t> read_port(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool whole = failed == std::errc() && end == digits.data() + digits.size();
  if (!whole || digits.front() == '0') return std::nullopt;
  return port;
}

bool read_authority(std::string_view authority, Url& url) {
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return false;
    auto host = read_bracketed(authority.substr(1, end - 1));
    if (!host) return false;
    url.host = std::move(*host);
    authority.remove_prefix(end + 1);
  } else {
    const std::size_t end = std::min(authority.find(':'), authority.size());
    url.host = lowered(authority.substr(0, end));
    if (!is_name(url.host)) return false;
    authority.remove_prefix(end);
  }
  url.port = url.secure ? https_port : http_port;
  if (authority.empty()) return true;
  if (authority.front() != ':') return false;
  const auto port = read_port(authority.substr(1));
  if (port) url.port = *port;
  return port.has_value();
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    std::size_t dots = 0;
    std::size_t at = 0;
    while (at < segment.size()) {
      const bool escaped = lowered(segment.substr(at, 3)) == "%2e";
      if (!escaped && segment[at] != '.') break;
      at += escaped ? 3 : 1;
      ++dots;
    }
    if (at == segment.size() && (dots == 1 || dots == 2)) return true;
  }
  return false;
}

bool is_target(std::string_view target) {
  for (std::size_t at = 0; at < target.size(); ++at) {
    const char letter = target[at];
    if (letter == '%') {
      const bool escape = at + 2 < target.size() && is_hex_digit(target[at + 1]) && is_hex_digit(target[at + 2]);
      if (!escape) return false;
    } else if (!is_alphanumeric(letter) &&
               std::string_view("-._~!$&'()*+,;=:@/?").find(letter) == std::string_view::npos) {
      return false;
    }
  }
  return !has_dot_segment(target.substr(0, target.find('?')));
}

}  // namespace

std::optional<Url> read_url(std::string_view text) {
  if (text.size() > most_url_bytes) return std::nullopt;
  Url url;
  url.secure = take(text, "https://");
  if (!url.secure && !take(text, "http://")) return std::nullopt;
  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  if (!read_authority(text.substr(0, end), url)) return std::nullopt;
  text.remove_prefix(end);
  if (!text.starts_with('/')) url.target = "/";
  url.target += text;
  if (!is_target(url.target)) return std::nullopt;
  return url;
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string origin_of(const Url& url) {
  std::string origin = (url.secure ? "https://" : "http://") + bracketed(url.host);
  if (url.port != (url.secure ? https_port : http_port)) origin += ":" + std::to_string(url.port);
  return origin;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size() + text.size() / 4);
  for (const char letter : text) {
    if (is_alphanumeric(letter) || std::string_view("-._~").find(letter) != std::string_view::npos) {
      encoded += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      encoded += '%';
      encoded += digits[byte >> 4U];
      encoded += digits[byte & 15U];
    }
  }
  return encoded;
}

}  // namespace meldmaat
