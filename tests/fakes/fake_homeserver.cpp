// SPDX-License-Identifier: EUPL-1.2
#include "tests/fakes/fake_homeserver.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <utility>

namespace meldmaat {

namespace {

using nlohmann::json;

constexpr std::string_view client_api = "/_matrix/client";

Response answer_with(int status, const json& body) {
  return Response(status, "application/json", body.dump());
}
Response nothing_more() {
  return answer_with(200, json::object());
}

std::string membership_in(const json& event) {
  return event.at("content").value("membership", "");
}

std::size_t number_in(std::string_view text, std::size_t otherwise) {
  std::size_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} && end == text.data() + text.size() ? number : otherwise;
}

}  // namespace

Response matrix_error(int status, const std::string& code) {
  return answer_with(status, {{"errcode", code}, {"error", "on purpose"}});
}

std::optional<GateRules> FakeHomeserver::rules_for(std::string_view /*path*/) const {
  GateRules rules;
  rules.methods = {Method::get, Method::post, Method::put};
  rules.most_body_bytes = 1024UL * 1024;
  return rules;
}

// --- What people do
// ---------------------------------------------------------------------------------------------------

std::string FakeHomeserver::fresh_room() {
  return "!room" + std::to_string(++made_) + ":zandrecht.example";
}

json FakeHomeserver::add(const std::string& room, const std::string& who, json event) {
  const auto place = events_.size();
  event["event_id"] = "$event" + std::to_string(place);
  event["room_id"] = room;
  event["sender"] = who;
  event["origin_server_ts"] = now.time_since_epoch().count();
  auto& known = rooms_[room];
  const bool present = membership(room, bot) == "join";
  concerns_.push_back(present || who == bot || event.value("state_key", "") == bot);
  known.events.push_back(place);
  events_.push_back(event);
  return event;
}

json FakeHomeserver::change(const std::string& room, const std::string& by, const std::string& whom,
                            const std::string& membership, json content) {
  content["membership"] = membership;
  json event{{"type", "m.room.member"}, {"state_key", whom}, {"content", std::move(content)}};
  if (membership == "invite") event["unsigned"]["invite_room_state"] = stripped(rooms_[room], whom);
  json added = add(room, by, std::move(event));
  rooms_[room].members[whom] = added;
  return added;
}

json FakeHomeserver::stripped(const Room& room, const std::string& invited) const {
  json state = json::array();
  const auto say = [&](const char* type, const char* state_key, json content) {
    state.push_back({{"type", type}, {"state_key", state_key}, {"sender", invited}, {"content", std::move(content)}});
  };
  say("m.room.join_rules", "", {{"join_rule", room.open ? "public" : "invite"}});
  if (!room.name.empty()) say("m.room.name", "", {{"name", room.name}});
  if (room.encrypted) say("m.room.encryption", "", {{"algorithm", "m.megolm.v1.aes-sha2"}});
  return state;
}

std::string FakeHomeserver::make_room(const std::string& creator, const Wish& wish) {
  const auto id = fresh_room();
  auto& room = rooms_[id];
  room.open = wish.open;
  room.name = wish.name;
  room.history_before_join = wish.history_before_join;
  add(id, creator, {{"type", "m.room.create"}, {"state_key", ""}, {"content", {{"room_version", "11"}}}});
  join(id, creator);
  if (wish.encrypted) encrypt(id, creator);
  const json content = wish.direct ? json{{"is_direct", true}} : json::object();
  change(id, creator, bot, "invite", content);
  return id;
}

json FakeHomeserver::invite(const std::string& room, const std::string& by, const std::string& whom) {
  return change(room, by, whom, "invite", {{"is_direct", true}});
}

json FakeHomeserver::message(const std::string& room, const std::string& who, json content) {
  return add(room, who, {{"type", "m.room.message"}, {"content", std::move(content)}});
}

json FakeHomeserver::text(const std::string& room, const std::string& who, const std::string& body) {
  return message(room, who, {{"msgtype", "m.text"}, {"body", body}});
}

json FakeHomeserver::edit(const std::string& room, const std::string& who, const std::string& event,
                          const std::string& body) {
  return message(room, who,
                 {{"msgtype", "m.text"},
                  {"body", "* " + body},
                  {"m.new_content", {{"msgtype", "m.text"}, {"body", body}}},
                  {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", event}}}});
}

json FakeHomeserver::redact(const std::string& room, const std::string& who, const std::string& event) {
  auto redaction = add(room, who, {{"type", "m.room.redaction"}, {"content", {{"redacts", event}}}});
  for (auto& each : events_) {
    if (each["event_id"] != event) continue;
    each["content"] = json::object();
    each["unsigned"]["redacted_because"] = redaction;
  }
  return redaction;
}

json FakeHomeserver::encrypt(const std::string& room, const std::string& who) {
  rooms_[room].encrypted = true;
  return add(room, who,
             {{"type", "m.room.encryption"}, {"state_key", ""}, {"content", {{"algorithm", "m.megolm.v1.aes-sha2"}}}});
}

std::vector<json> FakeHomeserver::take_news() {
  std::vector<json> news;
  for (; pushed_ < events_.size(); ++pushed_) {
    if (concerns_[pushed_]) news.push_back(events_[pushed_]);
  }
  return news;
}

// --- What there is to see
// ---------------------------------------------------------------------------------------------

std::size_t FakeHomeserver::count(const std::string& part, const std::string& method) const {
  return static_cast<std::size_t>(std::ranges::count_if(calls_, [&](const HomeserverCall& call) {
    return call.path.find(part) != std::string::npos && (method.empty() || call.method == method);
  }));
}

std::vector<json> FakeHomeserver::shown(const std::string& room) const {
  std::vector<std::pair<std::string, json>> places;
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return {};
  for (const auto place : found->second.events) {
    const auto& event = events_[place];
    if (event["type"] != "m.room.message" || event["sender"] != bot) continue;
    const auto& content = event["content"];
    const std::string replaces =
        content.contains("m.relates_to") ? content["m.relates_to"].value("event_id", "") : std::string();
    const auto earlier = std::ranges::find(places, replaces, [](const auto& each) { return each.first; });
    if (earlier != places.end()) {
      earlier->second = content["m.new_content"];
    } else {
      places.emplace_back(event["event_id"], content);
    }
  }
  std::vector<json> contents;
  for (auto& [id, content] : places) contents.push_back(std::move(content));
  return contents;
}

std::vector<std::string> FakeHomeserver::rooms() const {
  std::vector<std::string> names;
  for (const auto& [name, room] : rooms_) names.push_back(name);
  return names;
}

std::string FakeHomeserver::membership(const std::string& room, const std::string& who) const {
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return {};
  const auto member = found->second.members.find(who);
  return member == found->second.members.end() ? std::string() : membership_in(member->second);
}

std::string FakeHomeserver::reason(const std::string& room, const std::string& who) const {
  const auto found = rooms_.find(room);
  if (found == rooms_.end() || !found->second.members.contains(who)) return {};
  return found->second.members.at(who)["content"].value("reason", "");
}

// --- How it answers
// ---------------------------------------------------------------------------------------------------

void FakeHomeserver::answer_next(std::string part, Response response, bool after) {
  answers_.push_back({std::move(part), std::move(response), after, false, false});
}
void FakeHomeserver::answer_always(std::string part, const Response& response) {
  answers_.push_back({std::move(part), response, false, true, false});
}
void FakeHomeserver::hang_next(std::string part) {
  answers_.push_back({std::move(part), Response(200), true, false, true});
}

std::optional<FakeHomeserver::Answer> FakeHomeserver::take_answer(const std::string& path) {
  const auto found =
      std::ranges::find_if(answers_, [&](const Answer& each) { return path.find(each.part) != std::string::npos; });
  if (found == answers_.end()) return std::nullopt;
  Answer taken = *found;
  if (!taken.always) answers_.erase(found);
  return taken;
}

boost::asio::awaitable<Response> FakeHomeserver::handle(Request request) {
  HomeserverCall call;
  call.method = name_of(request.method);
  call.path = request.path.starts_with(client_api) ? request.path.substr(client_api.size()) : request.path;
  call.authorization = request.headers.value("Authorization");
  call.user = request.query_value("user_id").value_or("");
  call.device = request.query_value("device_id").value_or("");
  call.body = json::parse(request.body, nullptr, false);
  const auto told = take_answer(call.path);
  Response response(200);
  if (!told || told->after) response = answer(request, call);
  if (told) response = told->response;
  call.status = response.status;
  const bool never = told && told->never;
  calls_.push_back(std::move(call));
  if (never) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer for_ever(executor, boost::asio::steady_timer::time_point::max());
    co_await for_ever.async_wait(boost::asio::use_awaitable);
  }
  co_return response;
}

Response FakeHomeserver::answer(const Request& request, const HomeserverCall& call) {
  if (call.authorization != "Bearer " + accepted) return matrix_error(401, "M_UNKNOWN_TOKEN");
  const auto parts = Request(request.method, call.path).path_parts().value_or(std::vector<std::string>{});
  if (parts.size() < 2) return matrix_error(404, "M_UNRECOGNIZED");
  const bool of_account = parts[1] == "register" || parts[1] == "devices" || parts[1] == "appservice";
  if (of_account) return account(parts, call);
  if (call.user != bot || !registered_) return matrix_error(403, "M_FORBIDDEN");
  if (call.device.empty() || call.device != device_) return matrix_error(400, "M_UNKNOWN_DEVICE");
  if (parts[1] == "account") return answer_with(200, {{"user_id", bot}, {"device_id", device_}});
  if (parts[1] == "createRoom") return create(call.body);
  if (parts[1] == "sync") return sync(request);
  if (parts[1] == "media" && parts.size() == 5) {
    const auto file = media.find(parts[3] + "/" + parts[4]);
    if (file == media.end()) return matrix_error(404, "M_NOT_FOUND");
    return Response(200, "application/octet-stream", file->second);
  }
  if (parts[1] == "rooms" && parts.size() > 3) return in_room(request, parts, call);
  return matrix_error(404, "M_UNRECOGNIZED");
}

Response FakeHomeserver::account(const std::vector<std::string>& parts, const HomeserverCall& call) {
  if (parts[1] == "register") {
    if (call.body.value("username", "") != "meldmaat") return matrix_error(400, "M_EXCLUSIVE");
    if (std::exchange(registered_, true)) return matrix_error(400, "M_USER_IN_USE");
    return answer_with(200, {{"user_id", bot}});
  }
  if (parts[1] == "devices" && parts.size() == 3) {
    if (call.user != bot || !registered_) return matrix_error(403, "M_FORBIDDEN");
    device_ = parts[2];
    return nothing_more();
  }
  return answer_with(200, {{"duration_ms", 1}});  // A ping.
}

Response FakeHomeserver::in_room(const Request& request, const std::vector<std::string>& parts,
                                 const HomeserverCall& call) {
  const auto& id = parts[2];
  const auto& what = parts[3];
  if (what == "join") return enter(id);
  if (membership(id, bot) == "invite" && what == "leave") {
    change(id, bot, bot, "leave", {{"reason", call.body.value("reason", "")}});
    return nothing_more();
  }
  if (membership(id, bot) != "join") return matrix_error(403, "M_FORBIDDEN");
  auto& room = rooms_[id];
  if (what == "leave") {
    change(id, bot, bot, "leave", {{"reason", call.body.value("reason", "")}});
    return nothing_more();
  }
  if (what == "members") {
    json chunk = json::array();
    for (const auto& [user, event] : room.members) {
      if (membership_in(event) != request.query_value("not_membership")) chunk.push_back(event);
    }
    return answer_with(200, {{"chunk", chunk}});
  }
  if (what == "state" && parts.size() == 5 && parts[4] == "m.room.encryption") {
    if (!room.encrypted) return matrix_error(404, "M_NOT_FOUND");
    return answer_with(200, {{"algorithm", "m.megolm.v1.aes-sha2"}});
  }
  if (what == "messages") return history(room, request);
  if (what == "send" && parts.size() == 6) return send(id, parts[4], call);
  if (what == "redact" && parts.size() == 6) {
    auto& known = sent_[call.device + " " + call.path];
    if (known.empty()) known = redact(id, bot, parts[4])["event_id"];
    return answer_with(200, {{"event_id", known}});
  }
  return matrix_error(404, "M_UNRECOGNIZED");
}

bool FakeHomeserver::holds(const Room& room, const std::string& membership) const {
  return std::ranges::any_of(room.members,
                             [&](const auto& member) { return membership_in(member.second) == membership; });
}

Response FakeHomeserver::enter(const std::string& id) {
  const auto now_is = membership(id, bot);
  if (now_is == "join") return answer_with(200, {{"room_id", id}});
  if (now_is != "invite") return matrix_error(403, "M_FORBIDDEN");
  auto& room = rooms_[id];
  if (!holds(room, "join")) return matrix_error(404, "M_UNKNOWN");
  if (!room.history_before_join) room.history_from = events_.size();
  join(id, bot);
  return answer_with(200, {{"room_id", id}});
}

/// The same device and path give the same event, for as long as this object lives.
Response FakeHomeserver::send(const std::string& room, const std::string& type, const HomeserverCall& call) {
  if (!call.body.is_object()) return matrix_error(400, "M_NOT_JSON");
  auto& known = sent_[call.device + " " + call.path];
  if (known.empty()) known = add(room, bot, {{"type", type}, {"content", call.body}})["event_id"];
  return answer_with(200, {{"event_id", known}});
}

Response FakeHomeserver::history(const Room& room, const Request& request) const {
  const std::size_t limit = number_in(request.query_value("limit").value_or("10"), 10);
  std::size_t before = room.events.size();
  if (const auto from = request.query_value("from")) before = number_in(*from, before);
  json answer{{"chunk", json::array()}, {"start", std::to_string(before)}};
  while (before > 0 && answer["chunk"].size() < limit) {
    --before;
    const auto place = room.events[before];
    if (place >= room.history_from.value_or(0)) answer["chunk"].push_back(events_[place]);
  }
  if (before > 0) answer["end"] = std::to_string(before);
  return answer_with(200, answer);
}

Response FakeHomeserver::create(const json& wish) {
  const auto id = fresh_room();
  add(id, bot, {{"type", "m.room.create"}, {"state_key", ""}, {"content", {{"room_version", "11"}}}});
  join(id, bot);
  if (encrypts_every_room) encrypt(id, bot);
  for (const auto& user : wish.value("invite", json::array())) {
    change(id, bot, user, "invite", {{"is_direct", wish.value("is_direct", false)}});
  }
  return answer_with(200, {{"room_id", id}});
}

json FakeHomeserver::timeline(const Room& room, std::size_t since) const {
  std::vector<json> news;
  for (const auto place : room.events) {
    if (place >= since && place >= room.history_from.value_or(0)) news.push_back(events_[place]);
  }
  const bool limited = news.size() > timeline_limit;
  if (limited) news.erase(news.begin(), news.end() - static_cast<std::ptrdiff_t>(timeline_limit));
  for (auto& event : news) event.erase("room_id");
  return {{"events", news}, {"limited", limited}, {"prev_batch", "p"}};
}

Response FakeHomeserver::sync(const Request& request) {
  const std::string generation = "g" + std::to_string(generation_) + "_";
  const auto token_sent = request.query_value("since");
  if (token_sent && !token_sent->starts_with(generation)) return matrix_error(400, "M_UNKNOWN");
  const std::size_t since = token_sent ? number_in(token_sent->substr(generation.size()), 0) : 0;
  json joined = json::object();
  json invited = json::object();
  for (const auto& [id, room] : rooms_) {
    const auto now_is = membership(id, bot);
    const bool news = !room.events.empty() && room.events.back() >= since;
    if (now_is == "invite" && news) {
      json state = room.members.at(bot)["unsigned"]["invite_room_state"];
      auto own = room.members.at(bot);
      for (const char* field : {"event_id", "room_id", "origin_server_ts", "unsigned"}) own.erase(field);
      state.push_back(own);
      invited[id]["invite_state"]["events"] = state;
    } else if (now_is == "join" && news) {
      joined[id]["timeline"] = timeline(room, since);
    }
  }
  last_token_ = generation + std::to_string(events_.size());
  return answer_with(200, {{"next_batch", last_token_}, {"rooms", {{"join", joined}, {"invite", invited}}}});
}

}  // namespace meldmaat
