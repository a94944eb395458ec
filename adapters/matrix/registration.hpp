// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The registration file: how a homeserver learns of meldmaat as an application service (Matrix spec v1.19, application
/// service API "Registration"). Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

/// The id of the application service, by which the homeserver keeps its bookkeeping: never another one.
inline constexpr std::string_view registration_id = "meldmaat";

/// The user the homeserver makes for the application service itself. It is not the bot: Synapse lets it do no /sync.
inline constexpr std::string_view registration_sender = "_meldmaat_appservice";

struct Registration {
  std::string url;          ///< where the homeserver reaches us, without a slash at the end
  std::string as_token;     ///< secret
  std::string hs_token;     ///< secret
  std::string user;         ///< the local part of the bot's id
  std::string server_name;  ///< what stands behind the colon in that id
};

/// As YAML that Synapse reads. Holds both tokens.
/// \pre no control characters in any part
[[nodiscard]] std::string registration_yaml(const Registration& registration);

}  // namespace meldmaat
