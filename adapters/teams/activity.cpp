// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/activity.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "adapters/media_type.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

constexpr JsonLimits limits{.most_values = 20'000, .most_depth = 32};
constexpr std::size_t most_id_bytes = 1024;
/// More different spellings of one name do not occur; a bound on the work that one message can ask for.
constexpr std::size_t most_mentions = 8;
constexpr std::string_view no_break_space = "\u00A0";

bool is_control(char letter) {
  return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
}

std::size_t blank_at_start(std::string_view text) {
  if (text.starts_with(no_break_space)) return no_break_space.size();
  return !text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos ? 1 : 0;
}

std::size_t blank_at_end(std::string_view text) {
  if (text.ends_with(no_break_space)) return no_break_space.size();
  return !text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos ? 1 : 0;
}

std::string_view trimmed(std::string_view text) {
  while (const auto blank = blank_at_start(text)) text.remove_prefix(blank);
  while (const auto blank = blank_at_end(text)) text.remove_suffix(blank);
  return text;
}

/// `text` without every `mention`; of the blanks on both sides of one, those before it stay.
std::string without(std::string_view text, std::string_view mention) {
  std::string out;
  for (auto at = text.find(mention); at != std::string_view::npos; at = text.find(mention)) {
    out += text.substr(0, at);
    text.remove_prefix(at + mention.size());
    if (!out.empty() && blank_at_end(out) == 0) continue;
    while (const auto blank = blank_at_start(text)) text.remove_prefix(blank);
  }
  out += text;
  return out;
}

/// "<at>", "</at>", "<at id=\"0\">", in any case.
bool is_mention_tag(std::string_view tag) {
  tag.remove_prefix(1);
  tag.remove_suffix(1);
  if (tag.starts_with('/')) tag.remove_prefix(1);
  return same_word(tag.substr(0, 2), "at") && (tag.size() == 2 || tag[2] == ' ');
}

/// `text` with the names of mentions and without their tags. One pass; what a removed tag leaves is looked at again, so
/// that "<a<at>t>" is no tag afterwards.
std::string bare_names(std::string_view text) {
  std::string out;
  std::vector<std::size_t> open;  // where in `out` a '<' stands that a '>' may still close
  for (const char letter : text) {
    if (letter == '<') open.push_back(out.size());
    out += letter;
    if (letter != '>' || open.empty()) continue;
    if (is_mention_tag(std::string_view(out).substr(open.back()))) {
      out.resize(open.back());
      open.pop_back();
    } else {
      open.clear();
    }
  }
  return out;
}

Activity::Kind kind_of(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, Activity::Kind>, 6> kinds{{
      {"message", Activity::Kind::message},
      {"invoke", Activity::Kind::invoke},
      {"installationUpdate", Activity::Kind::installation},
      {"conversationUpdate", Activity::Kind::conversation},
      {"messageUpdate", Activity::Kind::edit},
      {"messageDelete", Activity::Kind::removal},
  }};
  const auto* const found = std::ranges::find(kinds, type, [](const auto& each) { return each.first; });
  return found == kinds.end() ? Activity::Kind::other : found->second;
}

json* member(json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

/// Of something that may be ignored: empty when it is not a text.
std::string loose_text(json& object, std::string_view name) {
  json* const value = member(object, name);
  return value != nullptr && value->is_string() ? std::move(value->get_ref<std::string&>()) : std::string();
}

json* loose_object(json* object, std::string_view name) {
  json* const value = object == nullptr ? nullptr : member(*object, name);
  return value != nullptr && value->is_object() ? value : nullptr;
}

/// The objects in an array that may be ignored.
template <class Use>
void each_object(json& document, std::string_view name, Use use) {
  json* const array = member(document, name);
  if (array == nullptr || !array->is_array()) return;
  for (json& item : *array) {
    if (item.is_object()) use(item);
  }
}

/// Reads one document, moving the texts out of it. The first complaint stays.
class ActivityReading {
 public:
  explicit ActivityReading(json& document) : document_(document) {}

  std::variant<Activity, JsonRefusal> read() {
    read_envelope();
    read_conversation();
    if (activity_.kind == Activity::Kind::message || activity_.kind == Activity::Kind::edit) read_text();
    if (activity_.kind == Activity::Kind::message) read_attachments();
    if (activity_.kind == Activity::Kind::invoke || (activity_.kind == Activity::Kind::message && says_nothing())) {
      if (json* const value = member(document_, "value")) activity_.value = std::move(*value);
    }
    if (activity_.kind == Activity::Kind::conversation) {
      activity_.bot_added = names_bot("membersAdded");
      activity_.bot_removed = names_bot("membersRemoved");
    }
    if (refusal_) return *refusal_;
    return std::move(activity_);
  }

 private:
  [[nodiscard]] bool says_nothing() const { return activity_.text.empty(); }

  void complain(JsonReason reason) {
    if (!refusal_) refusal_ = JsonRefusal{reason};
  }

  json* object(std::string_view name) {
    json* const value = member(document_, name);
    if (value == nullptr || value->is_object()) return value;
    complain(JsonReason::field_wrong_type);
    return nullptr;
  }

  std::string text(json* object, std::string_view name) {
    json* const value = object == nullptr ? nullptr : member(*object, name);
    if (value == nullptr) return {};
    if (value->is_string()) return std::move(value->get_ref<std::string&>());
    complain(JsonReason::field_wrong_type);
    return {};
  }

  std::string id(json* object, std::string_view name) {
    std::string value = text(object, name);
    if (value.size() > most_id_bytes || std::ranges::any_of(value, is_control)) complain(JsonReason::field_wrong_type);
    return value;
  }

  std::string required_id(json* object, std::string_view name) {
    std::string value = id(object, name);
    if (value.empty()) complain(JsonReason::field_missing);
    return value;
  }

  void read_envelope() {
    activity_.kind = kind_of(required_id(&document_, "type"));
    activity_.service_url = required_id(&document_, "serviceUrl");
    activity_.id = activity_.kind == Activity::Kind::other ? id(&document_, "id") : required_id(&document_, "id");
    activity_.name = id(&document_, "name");
    activity_.action = id(&document_, "action");
    activity_.channel_id = id(&document_, "channelId");
    activity_.locale = id(&document_, "locale");
    activity_.reply_to_id = id(&document_, "replyToId");
    json* const from = object("from");
    activity_.from_id = id(from, "id");
    activity_.aad_object_id = ascii_lower(id(from, "aadObjectId"));
    activity_.recipient_id = id(object("recipient"), "id");
  }

  void read_conversation() {
    json* const conversation = object("conversation");
    activity_.conversation_id = required_id(conversation, "id");
    activity_.conversation_type = id(conversation, "conversationType");
    activity_.conversation_tenant = id(conversation, "tenantId");
    if (json* const group = conversation == nullptr ? nullptr : member(*conversation, "isGroup")) {
      if (!group->is_boolean()) complain(JsonReason::field_wrong_type);
      activity_.is_group = group->is_boolean() && group->get<bool>();
    }
    // channelData is the channel's own and may hold anything.
    activity_.channel_tenant = id(loose_object(loose_object(&document_, "channelData"), "tenant"), "id");
  }

  void read_text() {
    std::string said = text(&document_, "text");
    if (said.find('\0') != std::string::npos) complain(JsonReason::field_has_nul);
    if (said.find('<') != std::string::npos) {
      for (const std::string& mention : mentions_of_bot()) said = without(said, mention);
      said = bare_names(said);
    }
    activity_.text = trimmed(said);
  }

  /// As they stand in the text. A name proves nothing: the id says whose they are.
  std::vector<std::string> mentions_of_bot() {
    std::vector<std::string> found;
    each_object(document_, "entities", [&](json& entity) {
      json* const mentioned = loose_object(&entity, "mentioned");
      if (mentioned == nullptr || loose_text(entity, "type") != "mention" || !is_bot(*mentioned)) return;
      std::string mention = loose_text(entity, "text");
      const bool tagged = mention.starts_with("<at") && mention.ends_with("</at>");
      if (tagged && found.size() < most_mentions && std::ranges::find(found, mention) == found.end()) {
        found.push_back(std::move(mention));
      }
    });
    return found;
  }

  bool is_bot(json& account) {
    return !activity_.recipient_id.empty() && loose_text(account, "id") == activity_.recipient_id;
  }

  bool names_bot(std::string_view list) {
    bool found = false;
    each_object(document_, list, [&](json& account) { found = is_bot(account) || found; });
    return found;
  }

  /// What has no address is no file: quotes and cards of others. Formatted text comes with a copy of itself as HTML.
  void read_attachments() {
    each_object(document_, "attachments", [this](json& item) {
      TeamsAttachment file;
      file.content_type = ascii_lower(loose_text(item, "contentType"));
      file.content_url = loose_text(item, "contentUrl");
      file.name = loose_text(item, "name");
      if (json* const content = loose_object(&item, "content")) file.download_url = loose_text(*content, "downloadUrl");
      const bool has_address = !file.content_url.empty() || !file.download_url.empty();
      if (has_address && before_parameters(file.content_type) != "text/html") {
        activity_.attachments.push_back(std::move(file));
      }
    });
  }

  json& document_;
  Activity activity_;
  std::optional<JsonRefusal> refusal_;
};

}  // namespace

std::variant<Activity, JsonRefusal> read_activity(std::string_view body) {
  auto read = read_json(body, limits);
  if (const auto* refusal = std::get_if<JsonRefusal>(&read)) return *refusal;
  return ActivityReading(std::get<json>(read)).read();
}

}  // namespace meldmaat
