// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Where Microsoft's servers are and what they call themselves (Bot Connector authentication, public cloud). One value,
/// so that another cloud or a test's own servers are a matter of configuration.
#pragma once

#include <string>
#include <vector>

namespace meldmaat {

struct TeamsCloud {
  std::string openid_metadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
  std::string issuer = "https://api.botframework.com";
  std::string login = "https://login.microsoftonline.com";  ///< "/<tenant>/oauth2/v2.0/token" follows
  std::string scope = "https://api.botframework.com/.default";
  /// The origins a serviceUrl may have, exactly: scheme and host, in lower case, no slash at the end; http for loopback
  /// only, with its port.
  std::vector<std::string> connectors{"https://smba.trafficmanager.net"};
  /// Ends of host names below which files that people send may lie: ".sharepoint.com" is every name below
  /// sharepoint.com. No token goes there.
  std::vector<std::string> file_hosts{".sharepoint.com"};
  /// For a person who was never heard from.
  std::string global_service_url = "https://smba.trafficmanager.net/teams/";
  bool operator==(const TeamsCloud&) const = default;
};

}  // namespace meldmaat
