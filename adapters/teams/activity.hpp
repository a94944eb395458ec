// SPDX-License-Identifier: EUPL-1.2
/// \file
/// An activity of the Bot Framework as a plain value: what Teams posts to /api/messages (microsoft/Agents
/// specs/activity/protocol-activity.md). Unknown fields, entities and kinds are ignored (A2005, A2006, A5002). Nothing
/// here is trusted: who sent it is proved elsewhere (proof.hpp).
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/json_reader.hpp"

namespace meldmaat {

struct TeamsAttachment {
  std::string content_type;
  std::string content_url;
  std::string name;
  std::string download_url;  ///< content.downloadUrl of a file; pre-authenticated, valid for minutes
  bool operator==(const TeamsAttachment&) const = default;
};

struct Activity {
  enum class Kind : std::uint8_t {
    message,
    invoke,
    installation,  ///< installationUpdate; `action` says which way
    conversation,  ///< conversationUpdate; `bot_added`, `bot_removed`
    edit,          ///< messageUpdate
    removal,       ///< messageDelete
    other          ///< reactions, events, typing, and what does not exist yet: answered with 200
  };
  Kind kind = Kind::other;
  std::string id;
  std::string name;         ///< of an invoke or event
  std::string action;       ///< of an installationUpdate: "add", "remove", "add-upgrade", ...
  std::string service_url;  ///< as received
  std::string channel_id;
  std::string from_id;
  std::string aad_object_id;  ///< lower case; empty for guests without one
  std::string recipient_id;
  std::string conversation_id;
  std::string conversation_type;  ///< "personal", "groupChat", "channel"; empty counts as personal unless is_group
  bool is_group = false;
  std::string conversation_tenant;  ///< conversation.tenantId
  std::string channel_tenant;       ///< channelData.tenant.id
  std::string locale;
  std::string reply_to_id;
  /// Without the mention of the bot itself, trimmed. Mentions of others are the bare name: "<at>" has no meaning here.
  std::string text;
  nlohmann::json value;  ///< of an invoke, or of a card's button that came as a message without text; null: none
  std::vector<TeamsAttachment> attachments;  ///< files only: text/html copies of the text are left out
  bool bot_added = false;
  bool bot_removed = false;
};

/// Limits of protocol §5: 512 KiB is the gate's; ids at most 1 KiB.
inline constexpr std::size_t most_activity_bytes = 512UL * 1024;

/// The activity, or why it is refused (JSON rows J1-J18): no type, serviceUrl or conversation.id; no id, except where
/// the kind is `other` (T4); a field that is read holds another type, or an id that is too long or holds control
/// characters. null counts as absent. Entities, members and attachments that are not what they should be are ignored.
[[nodiscard]] std::variant<Activity, JsonRefusal> read_activity(std::string_view body);

}  // namespace meldmaat
