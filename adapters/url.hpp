// SPDX-License-Identifier: EUPL-1.2
/// \file
/// An absolute http or https address, read strictly (RFC 3986): what two programs could read differently is refused, so
/// that the host that was checked is the host that is called. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace meldmaat {

struct Url {
  bool secure = false;  ///< https
  std::string host;     ///< lower case, without a dot at the end; an IPv6 address in its one form, without brackets
  std::uint16_t port = 0;
  std::string target;  ///< path and query as they were, beginning with a slash
  bool operator==(const Url&) const = default;
};

inline constexpr std::size_t most_url_bytes = 8 * 1024;

/// Nothing for: another scheme, a user name, an empty or zero port, a fragment, a backslash or anything else that must
/// be escaped, a broken escape, dot segments, a name that is no host name (RFC 1123), a number that is not a whole
/// dotted IPv4 address, an IPv6 zone.
[[nodiscard]] std::optional<Url> read_url(std::string_view text);

/// "https://name", with ":port" when that is not the scheme's own.
[[nodiscard]] std::string origin_of(const Url& url);

/// The name as it stands in an address: an IPv6 address in brackets.
[[nodiscard]] std::string bracketed(const std::string& host);

/// Escapes everything but letters, digits and "-._~": fit for one segment of a path, a value in a form and a parameter
/// of a header (RFC 8187).
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace meldmaat
