// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/teams_reach.hpp"

#include <nlohmann/json.hpp>

#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

const std::string& tenant_of(const Activity& activity) {
  return activity.channel_tenant.empty() ? activity.conversation_tenant : activity.channel_tenant;
}

}  // namespace

std::string to_details(const TeamsReach& reach) {
  return nlohmann::json{{"service_url", reach.service_url},
                        {"conversation", reach.conversation_id},
                        {"user", reach.user_id},
                        {"tenant", reach.tenant}}
      .dump();
}

std::optional<TeamsReach> read_details(std::string_view details) {
  const auto read = nlohmann::json::parse(details, nullptr, false);
  if (!read.is_object()) return std::nullopt;
  return TeamsReach{text_at(read, "service_url"), text_at(read, "conversation"), text_at(read, "user"),
                    text_at(read, "tenant")};
}

TeamsReach reach_of(const Activity& activity) {
  return {activity.service_url, activity.conversation_id, activity.from_id, tenant_of(activity)};
}

ConversationKey address_of(const Activity& activity, std::string_view own_tenant) {
  if (activity.aad_object_id.empty()) return {teams_channel_name, activity.from_id};
  const auto& tenant = tenant_of(activity);
  if (tenant == own_tenant) return {teams_channel_name, activity.aad_object_id};
  return {teams_channel_name, activity.aad_object_id + "@" + tenant};
}

std::string_view object_id(const ConversationKey& key) {
  return std::string_view(key.address).substr(0, key.address.find('@'));
}

}  // namespace meldmaat
