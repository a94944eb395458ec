// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Names and addresses of machines and what lies on them, as configuration writes them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// "127.0.0.1" or "::1", without brackets.
[[nodiscard]] bool is_ip_address(std::string_view text);

/// "name" or "name:port", lower case, as in a Host header; also "[::1]:8080".
[[nodiscard]] bool is_host(std::string_view text);

/// This machine talking with itself: an IP address, or a host with or without its port.
[[nodiscard]] bool on_loopback(std::string_view address_or_host);

/// An http or https address without user, query and fragment.
struct AddressParts {
  bool secure = false;
  std::string host;  ///< with the port where one is written
  std::string path;  ///< empty, or from its first slash on
};
[[nodiscard]] std::optional<AddressParts> parts_of_address(std::string_view text);

/// "6F9619FF-8B86-D011-B42D-00CF4FC964FF" in lower case.
[[nodiscard]] std::optional<std::string> read_guid(std::string_view text);

/// The part of a Matrix user id between "@" and ":": lower case, digits and "._=-/+" (Matrix spec v1.19, appendices
/// "User Identifiers"). Ids from before 2017 with other letters are refused: no homeserver gives them out any more.
[[nodiscard]] bool is_matrix_localpart(std::string_view text);

/// "@noor.jansen:zandrecht.example", at most 255 bytes.
[[nodiscard]] bool is_matrix_user(std::string_view text);

/// The keys address and port.
void read_listener(const Table& table, Listener& listener);

/// The list of hosts at `key`; complains about what is none.
[[nodiscard]] std::vector<std::string> read_hosts(const Table& table, std::string_view key);

/// An absolute path; nothing when it is not given or, after a complaint, when it is no absolute path.
[[nodiscard]] std::optional<std::filesystem::path> read_path(const Table& table, std::string_view key);

}  // namespace meldmaat
