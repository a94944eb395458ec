// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/registration.hpp"

namespace meldmaat {

namespace {

/// A single-quoted scalar (YAML 1.2.2 §7.3.2): nothing in it has a meaning but the quote itself.
std::string quoted(std::string_view text) {
  std::string scalar{"'"};
  for (const char letter : text) {
    if (letter == '\'') scalar += letter;
    scalar += letter;
  }
  return scalar + '\'';
}

std::string literally(std::string_view text) {
  constexpr std::string_view special = R"(\^$.|?*+()[]{})";
  std::string pattern;
  for (const char letter : text) {
    if (special.find(letter) != std::string_view::npos) pattern += '\\';
    pattern += letter;
  }
  return pattern;
}

}  // namespace

std::string registration_yaml(const Registration& registration) {
  // Synapse anchors an expression at its beginning only.
  const std::string bot = '^' + literally('@' + registration.user + ':' + registration.server_name) + '$';
  std::string yaml = "# meldmaat as an application service. Holds both tokens: for the homeserver alone.\n";
  const auto line = [&yaml](std::string_view key, std::string_view value) {
    (yaml += key).append(": ").append(value) += '\n';
  };
  line("id", quoted(registration_id));
  line("url", quoted(registration.url));
  line("as_token", quoted(registration.as_token));
  line("hs_token", quoted(registration.hs_token));
  line("sender_localpart", quoted(registration_sender));
  line("rate_limited", "false");
  line("receive_ephemeral", "false");
  yaml += "namespaces:\n  users:\n    - exclusive: true\n      regex: " + quoted(bot) + '\n';
  yaml += "  aliases: []\n  rooms: []\n";
  return yaml;
}

}  // namespace meldmaat
