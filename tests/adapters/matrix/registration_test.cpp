// SPDX-License-Identifier: EUPL-1.2
// Checks the registration file as a homeserver reads it: the whole text once, then what may stand in names that would
// mean something else in YAML or in a regular expression.
#include "adapters/matrix/registration.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace meldmaat {
namespace {

Registration plain() {
  return {.url = "http://127.0.0.1:29333",
          .as_token = "as-0123456789abcdef0123456789abcdef",
          .hs_token = "12345678901234567890123456789012",
          .user = "meldmaat",
          .server_name = "zandrecht.example"};
}

/// The expression that says which users are ours, as the YAML has it.
std::regex ours(const Registration& registration) {
  const std::string yaml = registration_yaml(registration);
  const std::string key = "regex: '";
  const auto from = yaml.find(key) + key.size();
  return std::regex{yaml.substr(from, yaml.find("'\n", from) - from)};
}

TEST(RegistrationFile, HoldsWhatSynapseNeeds) {
  EXPECT_EQ(registration_yaml(plain()),
            "# meldmaat as an application service. Holds both tokens: for the homeserver alone.\n"
            "id: 'meldmaat'\n"
            "url: 'http://127.0.0.1:29333'\n"
            "as_token: 'as-0123456789abcdef0123456789abcdef'\n"
            "hs_token: '12345678901234567890123456789012'\n"
            "sender_localpart: '_meldmaat_appservice'\n"
            "rate_limited: false\n"
            "receive_ephemeral: false\n"
            "namespaces:\n"
            "  users:\n"
            "    - exclusive: true\n"
            "      regex: '^@meldmaat:zandrecht\\.example$'\n"
            "  aliases: []\n"
            "  rooms: []\n");
}

TEST(RegistrationFile, ClaimsTheBotAndNobodyElse) {
  const auto bot = ours(plain());
  EXPECT_TRUE(std::regex_search("@meldmaat:zandrecht.example", bot));
  for (const auto* other :
       {"@meldmaat2:zandrecht.example", "@x@meldmaat:zandrecht.example", "@meldmaat:zandrechtxexample",
        "@meldmaat:zandrecht.example.org", "@_meldmaat_appservice:zandrecht.example"}) {
    EXPECT_FALSE(std::regex_search(other, bot)) << other;
  }
}

TEST(RegistrationFile, TakesEveryLetterOfANameLiterally) {
  auto registration = plain();
  registration.user = "meld+maat.=_-/1";
  registration.server_name = "[::1]:8448";
  EXPECT_TRUE(std::regex_search("@meld+maat.=_-/1:[::1]:8448", ours(registration)));
  EXPECT_FALSE(std::regex_search("@melddmaat.=_-/1:[::1]:8448", ours(registration)));
  EXPECT_FALSE(std::regex_search("@meld+maat.=_-/1:::8448", ours(registration)));
}

TEST(RegistrationFile, LetsNoTextEndItsQuotes) {
  auto registration = plain();
  registration.as_token = "it's # not: [yaml]";
  EXPECT_NE(registration_yaml(registration).find("as_token: 'it''s # not: [yaml]'\n"), std::string::npos);
}

}  // namespace
}  // namespace meldmaat
