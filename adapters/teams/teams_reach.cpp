// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/teams_reach.hpp"

#include <array>
#include <utility>

namespace meldmaat {

namespace {

const std::string& tenant_of(const Activity& activity) {
  return activity.channel_tenant.empty() ? activity.conversation_tenant : activity.channel_tenant;
}

}  // namespace

// A line for each: no id has a line end, and every message that goes out reads this.
std::string to_details(const TeamsReach& reach) {
  std::string details = reach.service_url;
  for (const std::string* part : {&reach.conversation_id, &reach.user_id, &reach.tenant}) {
    details.append("\n").append(*part);
  }
  return details;
}

std::optional<TeamsReach> read_details(std::string_view details) {
  std::array<std::string, 4> parts;
  for (std::string& part : parts) {
    const bool is_last = &part == &parts.back();
    const auto end = details.find('\n');
    if (is_last != (end == std::string_view::npos)) return std::nullopt;
    part = details.substr(0, end);
    details.remove_prefix(is_last ? details.size() : end + 1);
  }
  auto& [service_url, conversation_id, user_id, tenant] = parts;
  return TeamsReach{std::move(service_url), std::move(conversation_id), std::move(user_id), std::move(tenant)};
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
