// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/room_event.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

/// The last millisecond of the year 9999: a calendar ends somewhere, and nobody sends later.
constexpr std::int64_t latest_sent = 253'402'300'799'999;
/// A server and a media id of 255 bytes each, with room to spare.
constexpr std::size_t most_url_bytes = 1024;
constexpr std::string_view variation_selector = "\uFE0F";

bool is_control(char letter) {
  return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= most_matrix_id_bytes && std::ranges::none_of(id, is_control);
}

bool holds_nul(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

// Any field may be missing or hold anything: what is not as it should be counts as absent.

/// A view into `object`.
std::string_view text_in(const json* object, std::string_view name) {
  const json* const value = value_at(object, name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_ref<const std::string&>())
                                                : std::string_view();
}

bool is_true(const json* object, std::string_view name) {
  const json* const value = value_at(object, name);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::string id_in(const json* object, std::string_view name) {
  const std::string_view id = text_in(object, name);
  return is_id(id) ? std::string(id) : std::string();
}

/// The integer from 0 to `most`.
std::optional<std::int64_t> number_in(const json* object, std::string_view name, std::int64_t most) {
  const json* const value = value_at(object, name);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  const auto number = value->get<std::int64_t>();  // negative when it does not fit
  if (number < 0 || number > most) return std::nullopt;
  return number;
}

const json* relation_of(const json* content) {
  return object_at(content, "m.relates_to");
}

/// In a thread, what it is said to answer may stand there only for clients that know no threads.
bool is_reply(const json* content) {
  const json* const relation = relation_of(content);
  const bool falls_back = text_in(relation, "rel_type") == "m.thread" && is_true(relation, "is_falling_back");
  return !falls_back && !text_in(object_at(relation, "m.in_reply_to"), "event_id").empty();
}

/// Without the quoted message that replies carried before spec v1.13. It always begins with who wrote it, which tells
/// it from words that a person quotes: those are part of what they report.
std::string_view without_quoted_reply(std::string_view body) {
  if (!body.starts_with("> <@") && !body.starts_with("> * <@")) return body;
  const auto drop_line = [&body] { body.remove_prefix(std::min(body.find('\n'), body.size() - 1) + 1); };
  while (body.starts_with("> ")) drop_line();
  if (body.starts_with('\n')) drop_line();
  return body;
}

RoomHappening said(std::string_view text) {
  if (text.empty()) return NothingToDo{};
  return TextSaid{std::string(text)};
}

RoomHappening read_file(const json* content) {
  const std::string_view url = text_in(content, "url");
  if (!url.starts_with("mxc://") || url.size() > most_url_bytes || std::ranges::any_of(url, is_control)) {
    return Unusable{};
  }
  const std::string_view body = text_in(content, "body");
  const std::string_view filename = text_in(content, "filename");
  if (holds_nul(filename)) return Unusable{};
  FileSent file;
  file.url = url;
  file.name = filename.empty() ? body : filename;
  // Spec v1.10: body is a caption only beside a name of its own.
  if (!filename.empty() && body != filename) file.caption = body;
  return file;
}

RoomHappening read_location(const json* content) {
  std::string text(text_in(content, "body"));
  const std::string_view place = text_in(content, "geo_uri");
  if (place.starts_with("geo:") && !holds_nul(place) && text.find(place) == std::string::npos) {
    if (!text.empty()) text += '\n';
    text += place;
  }
  if (text.empty()) return Unusable{};
  return TextSaid{std::move(text)};
}

/// The content of an m.room.message, or the new content of one.
RoomHappening read_message(const json* content) {
  const std::string_view kind = text_in(content, "msgtype");
  const std::string_view body = text_in(content, "body");
  const bool is_text = kind == "m.text" || kind == "m.emote";
  const bool is_file = kind == "m.image" || kind == "m.file" || kind == "m.video" || kind == "m.audio";
  // What programs say among themselves waits for no answer; whoever sent anything else does.
  const bool is_of_programs =
      kind == "m.notice" || kind == "m.server_notice" || kind.starts_with("m.key.verification.");
  if (kind.empty() || is_of_programs) return NothingToDo{};
  if (!is_text && !is_file && kind != "m.location") return Unusable{};
  if (holds_nul(body)) return Unusable{};
  if (is_file) return read_file(content);
  if (!is_text) return read_location(content);
  return said(is_reply(content) ? without_quoted_reply(body) : body);
}

/// Of a file, the text is its caption.
RoomHappening read_edit(const json* content) {
  std::string of = id_in(relation_of(content), "event_id");
  RoomHappening now = read_message(object_at(content, "m.new_content"));
  if (of.empty()) return NothingToDo{};
  if (auto* const text = std::get_if<TextSaid>(&now)) return Edited{std::move(of), std::move(text->text)};
  auto* const file = std::get_if<FileSent>(&now);
  if (file == nullptr || file->caption.empty()) return NothingToDo{};
  return Edited{std::move(of), std::move(file->caption)};
}

RoomHappening read_message_or_edit(const json* content) {
  if (text_in(content, "msgtype") == "m.notice") return NothingToDo{};
  if (text_in(relation_of(content), "rel_type") == "m.replace") return read_edit(content);
  return read_message(content);
}

RoomHappening read_reaction(const json* content) {
  const json* const relation = relation_of(content);
  if (text_in(relation, "rel_type") != "m.annotation") return NothingToDo{};
  std::string to = id_in(relation, "event_id");
  const std::string_view sent = text_in(relation, "key");
  if (to.empty() || holds_nul(sent)) return NothingToDo{};
  std::string key;
  for (std::string_view rest = sent; !rest.empty();) {
    const auto at = std::min(rest.find(variation_selector), rest.size());
    key += rest.substr(0, at);
    rest.remove_prefix(std::min(at + variation_selector.size(), rest.size()));
  }
  if (key.empty()) return NothingToDo{};
  return Reacted{std::move(to), std::move(key)};
}

/// \param answers where the form in use keeps them
RoomHappening read_vote(const json* content, const json* answers) {
  const json* const relation = relation_of(content);
  if (text_in(relation, "rel_type") != "m.reference" || answers == nullptr) return NothingToDo{};
  Voted vote{id_in(relation, "event_id"), {}};
  if (vote.poll.empty()) return NothingToDo{};
  for (const json& answer : *answers) {
    if (!answer.is_string() || !is_id(answer.get_ref<const std::string&>())) return NothingToDo{};
    vote.answers.push_back(answer.get<std::string>());
  }
  return vote;
}

/// Since room version 11 it stands in the content; homeservers still send the old place as well.
RoomHappening read_redaction(const json& event, const json* content) {
  std::string of = id_in(content, "redacts");
  if (of.empty()) of = id_in(&event, "redacts");
  if (of.empty()) return NothingToDo{};
  return Removed{std::move(of)};
}

bool is_redacted(const json& event) {
  return object_at(object_at(&event, "unsigned"), "redacted_because") != nullptr ||
         object_at(&event, "redacted_because") != nullptr;
}

Membership::State state_of(std::string_view membership) {
  if (membership == "invite") return Membership::State::invited;
  if (membership == "join") return Membership::State::joined;
  if (membership == "leave") return Membership::State::left;
  if (membership == "ban") return Membership::State::banned;
  return Membership::State::other;
}

void look_at_room(Membership& invitation, const json& event) {
  const json* room = list_at(object_at(&event, "unsigned"), "invite_room_state");
  if (room == nullptr) room = list_at(&event, "invite_room_state");
  if (room == nullptr) return;
  for (const json& state : *room) {
    const std::string_view type = text_in(&state, "type");
    const json* const content = object_at(&state, "content");
    if (type == "m.room.encryption") invitation.encrypted = true;
    if (type == "m.room.name" && !text_in(content, "name").empty()) invitation.named = true;
    if (type == "m.room.canonical_alias" && !text_in(content, "alias").empty()) invitation.named = true;
    if (type == "m.room.join_rules" && text_in(content, "join_rule") == "public") invitation.open = true;
  }
}

RoomHappening read_membership(const json& event, const json* content) {
  Membership membership;
  membership.member = id_in(&event, "state_key");
  const std::string_view state = text_in(content, "membership");
  if (membership.member.empty() || state.empty()) return NothingToDo{};
  membership.state = state_of(state);
  membership.direct = is_true(content, "is_direct");
  if (membership.state == Membership::State::invited) look_at_room(membership, event);
  return membership;
}

/// \param state_key present, of whatever type
RoomHappening read_state(const json& event, std::string_view type, const json& state_key) {
  const json* const content = object_at(&event, "content");
  if (type == "m.room.member") return read_membership(event, content);
  if (!state_key.is_string() || !state_key.get_ref<const std::string&>().empty()) return NothingToDo{};
  // Never taken back, not even when its content is redacted.
  if (type == "m.room.encryption") return EncryptionBegan{};
  if (type != "m.room.tombstone") return NothingToDo{};
  // It goes on elsewhere, or it is no tombstone.
  if (id_in(content, "replacement_room").empty()) return NothingToDo{};
  return RoomClosed{};
}

RoomHappening read_what(const json& event, std::string_view type, const std::string& id) {
  if (const json* const state_key = value_at(&event, "state_key")) return read_state(event, type, *state_key);
  const json* const content = object_at(&event, "content");
  if (type == "m.room.redaction") return read_redaction(event, content);
  if (is_redacted(event)) return Removed{id};
  if (type == "m.room.message") return read_message_or_edit(content);
  if (type == "m.room.encrypted") return Unreadable{};
  if (type == "m.reaction") return read_reaction(content);
  if (type == "org.matrix.msc3381.poll.response")
    return read_vote(content, list_at(object_at(content, type), "answers"));
  if (type == "m.poll.response") return read_vote(content, list_at(content, "m.selections"));
  if (type == "m.sticker" || type == "org.matrix.msc3381.poll.start" || type == "m.poll.start") return Unusable{};
  return NothingToDo{};
}

}  // namespace

std::variant<RoomEvent, Literal> read_room_event(const json& event, const std::string& room) {
  RoomEvent read;
  read.id = id_in(&event, "event_id");
  if (read.id.empty()) return Literal("no_event_id");
  const std::string type = id_in(&event, "type");
  if (type.empty()) return Literal("no_type");
  read.sender = id_in(&event, "sender");
  if (read.sender.empty()) return Literal("no_sender");
  read.room = room.empty() ? id_in(&event, "room_id") : room;
  if (!is_id(read.room)) return Literal("no_room");
  read.sent = Moment(Milliseconds(number_in(&event, "origin_server_ts", latest_sent).value_or(0)));
  read.what = read_what(event, type, read.id);
  return read;
}

}  // namespace meldmaat
