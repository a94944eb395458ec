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

struct Settings {
  std::filesystem::path data = "/var/lib/meldmaat";  ///< database and nothing else; readable for meldmaat only
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
  std::uint64_t largest_file_bytes = 25ULL * 1024 * 1024;
  std::size_t most_connections_per_peer = 32;
  std::chrono::hours invitation_lasts{72};
  std::chrono::hours sign_in_lasts{12};
  bool operator==(const Settings&) const = default;
};

}  // namespace meldmaat
