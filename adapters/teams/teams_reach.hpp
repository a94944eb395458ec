// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What Teams needs to find a person again (a conversation reference): the content of Reach::details. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/teams/activity.hpp"
#include "bot/ids.hpp"

namespace meldmaat {

struct TeamsReach {
  std::string service_url;      ///< as last received; checked again whenever a token goes there
  std::string conversation_id;  ///< "a:..."; empty: none is known, one must be created
  std::string user_id;          ///< "29:...", of this person with this bot; empty: never heard from
  std::string tenant;
  bool operator==(const TeamsReach&) const = default;
};

[[nodiscard]] std::string to_details(const TeamsReach& reach);
/// Nothing when it is not what to_details wrote.
[[nodiscard]] std::optional<TeamsReach> read_details(std::string_view details);

/// Where the sender of a personal activity is found.
[[nodiscard]] TeamsReach reach_of(const Activity& activity);

/// The person's address on this channel: the object id in the first tenant, "<object id>@<tenant>" in another; the
/// sender's own id for a guest without an object id.
[[nodiscard]] ConversationKey address_of(const Activity& activity, std::string_view own_tenant);

/// The object id in an address.
[[nodiscard]] std::string_view object_id(const ConversationKey& key);

inline constexpr const char* teams_channel_name = "teams";

}  // namespace meldmaat
