// SPDX-License-Identifier: EUPL-1.2
// Checks what an event of a room becomes, by changing one thing of a sound one at a time. Recorded events are
// wire_test's work. (Matrix test cases M1-M5, M7-M10, M13, E2; bad input M5, M8)
#include "adapters/matrix/room_event.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using nlohmann::json;

const json sound = json::parse(R"({
  "type": "m.room.message", "event_id": "$melding", "sender": "@kim:gemeente.example", "origin_server_ts": 1795295796994,
  "room_id": "!kamer", "user_id": "@kim:gemeente.example", "age": 70, "unsigned": {"age": 70},
  "content": {"msgtype": "m.text", "body": "hallo", "format": "org.matrix.custom.html", "formatted_body": "<b>dag</b>"}
})");

RoomEvent read(const json& event) {
  auto result = read_room_event(event, std::string());
  if (auto* read = std::get_if<RoomEvent>(&result)) return std::move(*read);
  ADD_FAILURE() << std::get<Literal>(result).view() << " " << event.dump();
  return {};
}

RoomHappening what(const json& event) {
  return read(event).what;
}

/// The sound one with `value` at "/content/body" or the like.
json with(const std::string& where, const json& value) {
  json event = sound;
  event[json::json_pointer(where)] = value;
  return event;
}

json of_type(const std::string& type, const json& content) {
  json event = sound;
  event["type"] = type;
  event["content"] = content;
  return event;
}

json state(const std::string& type, const std::string& state_key, const json& content) {
  json event = of_type(type, content);
  event["state_key"] = state_key;
  return event;
}

json message(const json& content) {
  return of_type("m.room.message", content);
}

json file(const json& more = json::object()) {
  json content{{"msgtype", "m.image"}, {"body", "foto.png"}, {"url", "mxc://gemeente.example/abc"}};
  content.update(more);
  return message(content);
}

json replying(const std::string& body) {
  json event = with("/content/body", body);
  event["content"]["m.relates_to"] = json::parse(R"({"m.in_reply_to": {"event_id": "$eerder"}})");
  return event;
}

json in_thread(const std::string& body, bool falls_back) {
  json event = replying(body);
  event["content"]["m.relates_to"].update(
      json{{"rel_type", "m.thread"}, {"event_id", "$draad"}, {"is_falling_back", falls_back}});
  return event;
}

json edit(const json& new_content) {
  json event = with("/content/body", "* hallo");
  event["content"]["m.new_content"] = new_content;
  event["content"]["m.relates_to"] = json::parse(R"({"rel_type": "m.replace", "event_id": "$eerder"})");
  return event;
}

std::string refused(const json& event) {
  const auto result = read_room_event(event, std::string());
  const auto* reason = std::get_if<Literal>(&result);
  return reason == nullptr ? std::string() : std::string(reason->view());
}

const RoomHappening nothing = NothingToDo{};
const RoomHappening unusable = Unusable{};

TEST(RoomEvent, TakesTheBodyOfATextAndNotItsMarkup) {  // M1
  const RoomEvent event = read(sound);
  EXPECT_EQ(event.id, "$melding");
  EXPECT_EQ(event.room, "!kamer");
  EXPECT_EQ(event.sender, "@kim:gemeente.example");
  EXPECT_EQ(event.sent, Moment(Milliseconds(1795295796994)));
  EXPECT_EQ(event.what, RoomHappening(TextSaid{"hallo"}));
}

TEST(RoomEvent, TakesTheRoomThatIsGiven) {
  json event = sound;
  event.erase("room_id");
  EXPECT_EQ(std::get<RoomEvent>(read_room_event(event, "!gesprek")).room, "!gesprek");
  EXPECT_EQ(refused(event), "no_room");
}

TEST(RoomEvent, IsNoneWithoutWhatNamesIt) {  // bad input M8
  const std::pair<const char*, const char*> needed[] = {
      {"event_id", "no_event_id"}, {"type", "no_type"}, {"sender", "no_sender"}, {"room_id", "no_room"}};
  const json bad[] = {nullptr, "", 1, json::array(), std::string(256, 'a'), "a\nb", "a\u007F", std::string("a\0", 2)};
  for (const auto& [name, reason] : needed) {
    for (const json& value : bad) EXPECT_EQ(refused(with(std::string("/") + name, value)), reason) << value;
    EXPECT_EQ(refused(with(std::string("/") + name, std::string(255, 'a'))), "");
  }
  for (const json& event : {json(), json(1), json("a"), json::array({1})}) EXPECT_EQ(refused(event), "no_event_id");
}

TEST(RoomEvent, TimesThatNoCalendarHoldsAre1970) {
  const json odd[] = {nullptr, "1", 1.5, -1, 253'402'300'800'000, std::uint64_t(-1)};
  for (const json& sent : odd) EXPECT_EQ(read(with("/origin_server_ts", sent)).sent, Moment()) << sent;
}

TEST(RoomEvent, WithoutContentThereIsNothingToDo) {
  for (const json& content : {json(), json(1), json("hallo"), json::array(), json::object()}) {
    EXPECT_EQ(what(with("/content", content)), nothing) << content;
  }
  for (const json& odd : {json(), json(1), json(""), json::object()}) {
    EXPECT_EQ(what(with("/content/msgtype", odd)), nothing) << odd;
  }
  for (const json& odd : {json(), json(""), json(1), json::array({"hallo"})}) {
    EXPECT_EQ(what(with("/content/body", odd)), nothing) << odd;
  }
}

TEST(RoomEvent, WhatProgramsSayAmongThemselvesIsNeverAnswered) {  // M10
  for (const char* kind : {"m.notice", "m.server_notice", "m.key.verification.request"}) {
    EXPECT_EQ(what(with("/content/msgtype", kind)), nothing) << kind;
  }
  json notice = edit({{"msgtype", "m.text"}, {"body", "hallo"}});
  notice["content"]["msgtype"] = "m.notice";
  EXPECT_EQ(what(notice), nothing);
}

TEST(RoomEvent, OtherKindsAreIgnored) {  // M13
  for (const char* type : {"m.call.invite", "m.beacon", "org.matrix.msc3672.beacon", "m.key.verification.request",
                           "org.matrix.msc3381.poll.end", "m.poll.end", "im.vector.modular.widgets", "m.room.name"}) {
    EXPECT_EQ(what(of_type(type, sound["content"])), nothing) << type;
  }
}

TEST(RoomEvent, TextWithNulCannotBeUsed) {
  EXPECT_EQ(what(with("/content/body", std::string("a\0b", 3))), unusable);
  EXPECT_EQ(what(file({{"filename", std::string("a\0b", 3)}})), unusable);
}

TEST(RoomEvent, AReplyLosesTheMessageItQuotes) {  // M2
  EXPECT_EQ(what(replying("> <@bo:x> een\n> twee\n\nja")), RoomHappening(TextSaid{"ja"}));
  EXPECT_EQ(what(replying("> * <@bo:x> zwaait\n\nja\n\n> nee")), RoomHappening(TextSaid{"ja\n\n> nee"}));
  EXPECT_EQ(what(replying("> <@bo:x> een\nja")), RoomHappening(TextSaid{"ja"}));
  EXPECT_EQ(what(replying("> <@bo:x> een\n\n\nja")), RoomHappening(TextSaid{"\nja"}));
  EXPECT_EQ(what(replying("> <@bo:x> een")), nothing);
  EXPECT_EQ(what(replying("ja")), RoomHappening(TextSaid{"ja"}));
}

TEST(RoomEvent, WordsThatAPersonQuotesStay) {
  const std::string reported = "> ik weet waar u woont\n\nDat zei hij.";
  EXPECT_EQ(what(replying(reported)), RoomHappening(TextSaid{reported}));
  const std::string like_a_reply = "> <@bo:x> een\n\nja";
  EXPECT_EQ(what(with("/content/body", like_a_reply)), RoomHappening(TextSaid{like_a_reply}));
}

TEST(RoomEvent, AMessageInAThreadIsReadAsAnyOther) {  // M3
  const std::string body = "> <@bo:x> een\n\nja";
  EXPECT_EQ(what(in_thread(body, true)), RoomHappening(TextSaid{body})) << "it answers nothing but the thread";
  EXPECT_EQ(what(in_thread(body, false)), RoomHappening(TextSaid{"ja"}));
}

TEST(RoomEvent, AnEditCarriesTheNewText) {  // M4
  EXPECT_EQ(what(edit({{"msgtype", "m.text"}, {"body", "dag"}})), RoomHappening(Edited{"$eerder", "dag"}));
  EXPECT_EQ(what(edit({{"msgtype", "m.emote"}, {"body", "zwaait"}})), RoomHappening(Edited{"$eerder", "zwaait"}));
  json of_file = file({{"filename", "foto.png"}, {"body", "de balie"}});
  EXPECT_EQ(what(edit(of_file["content"])), RoomHappening(Edited{"$eerder", "de balie"}));
}

TEST(RoomEvent, AnEditWithoutANewTextIsNothing) {  // M4
  for (const json& odd : {json(), json(1), json("dag"), json::object(), json{{"msgtype", "m.text"}},
                          json{{"body", "dag"}}, json{{"msgtype", "m.notice"}, {"body", "dag"}}}) {
    EXPECT_EQ(what(edit(odd)), nothing) << odd;
  }
  json aimless = edit({{"msgtype", "m.text"}, {"body", "dag"}});
  aimless["content"]["m.relates_to"].erase("event_id");
  EXPECT_EQ(what(aimless), nothing);
}

TEST(RoomEvent, ARedactionNamesWhatIsGone) {  // M5
  json event = of_type("m.room.redaction", {{"redacts", "$nieuw"}});
  event["redacts"] = "$oud";
  EXPECT_EQ(what(event), RoomHappening(Removed{"$nieuw"}));
  event["content"]["redacts"] = 1;
  EXPECT_EQ(what(event), RoomHappening(Removed{"$oud"}));
  event.erase("content");
  EXPECT_EQ(what(event), RoomHappening(Removed{"$oud"}));
  event.erase("redacts");
  EXPECT_EQ(what(event), nothing);
}

TEST(RoomEvent, WhatArrivesRedactedIsGoneItself) {  // M5
  for (const char* where : {"/unsigned/redacted_because", "/redacted_because"}) {
    for (const char* type : {"m.room.message", "m.room.encrypted", "m.reaction", "m.sticker"}) {
      json event = of_type(type, json::object());
      event[json::json_pointer(where)] = {{"type", "m.room.redaction"}};
      EXPECT_EQ(what(event), RoomHappening(Removed{"$melding"})) << type;
    }
  }
}

TEST(RoomEvent, AReactionIsComparedWithoutVariationSelector) {  // M7
  const auto reaction = [](const json& key) {
    return of_type("m.reaction", {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", "$a"}, {"key", key}}}});
  };
  EXPECT_EQ(what(reaction("\U0001F44D")), RoomHappening(Reacted{"$a", "\U0001F44D"}));
  EXPECT_EQ(what(reaction("\U0001F44D\uFE0F")), RoomHappening(Reacted{"$a", "\U0001F44D"}));
  EXPECT_EQ(what(reaction("1\uFE0F\u20E3\uFE0F")), RoomHappening(Reacted{"$a", "1\u20E3"}));
  for (const json& odd : {json(), json(1), json(""), json("\uFE0F"), json(std::string("\0", 1))}) {
    EXPECT_EQ(what(reaction(odd)), nothing) << odd;
  }
  json other = reaction("1");
  other["content"]["m.relates_to"]["rel_type"] = "m.reference";
  EXPECT_EQ(what(other), nothing);
}

TEST(RoomEvent, AVoteIsReadInBothForms) {  // M8
  const std::string unstable = "org.matrix.msc3381.poll.response";
  const auto first = [&](const json& answers) { return of_type(unstable, {{unstable, {{"answers", answers}}}}); };
  const auto last = [](const json& answers) { return of_type("m.poll.response", {{"m.selections", answers}}); };
  const auto about = [](json vote, const json& poll) {
    vote["content"]["m.relates_to"] = {{"rel_type", "m.reference"}, {"event_id", poll}};
    return vote;
  };
  const auto both = [&](const json& answers, const json& poll, const RoomHappening& expected) {
    EXPECT_EQ(what(about(first(answers), poll)), expected) << answers << poll;
    EXPECT_EQ(what(about(last(answers), poll)), expected) << answers << poll;
  };
  both({"a", "b"}, "$peiling", Voted{"$peiling", {"a", "b"}});
  both(json::array(), "$peiling", Voted{"$peiling", {}});
  both({"a", 1}, "$peiling", NothingToDo{});
  both({"a", ""}, "$peiling", NothingToDo{});
  both("a", "$peiling", NothingToDo{});
  both({"a"}, 1, NothingToDo{});
  EXPECT_EQ(what(first({"a"})), nothing);
}

TEST(RoomEvent, AFileHasANameAndPerhapsACaption) {  // M9
  FileSent plain{"mxc://gemeente.example/abc", "foto.png", ""};
  EXPECT_EQ(what(file()), RoomHappening(plain));
  EXPECT_EQ(what(file({{"filename", "foto.png"}})), RoomHappening(plain));
  EXPECT_EQ(what(file({{"info", 1}, {"filename", json::array()}})), RoomHappening(plain));
  for (const char* kind : {"m.file", "m.video", "m.audio"}) EXPECT_EQ(what(file({{"msgtype", kind}})), what(file()));
  plain.caption = "de balie";
  EXPECT_EQ(what(file({{"filename", "foto.png"}, {"body", "de balie"}})), RoomHappening(plain));
}

TEST(RoomEvent, WhatCannotBeUsedIsNotPassedOverInSilence) {  // M9, M8
  for (const json& url : {json(), json(1), json(""), json("https://x.example/a"), json("mxc://x/a\n"),
                          json("mxc://x/" + std::string(1024, 'a'))}) {
    EXPECT_EQ(what(file({{"url", url}})), unusable) << url;
  }
  json encrypted = file({{"file", {{"url", "mxc://x/a"}}}});
  encrypted["content"].erase("url");
  EXPECT_EQ(what(encrypted), unusable);
  EXPECT_EQ(what(of_type("m.sticker", {{"body", "lach"}, {"url", "mxc://x/a"}})), unusable);
  EXPECT_EQ(what(of_type("org.matrix.msc3381.poll.start", json::object())), unusable);
  EXPECT_EQ(what(of_type("m.poll.start", json::object())), unusable);
  EXPECT_EQ(what(with("/content/msgtype", "nl.zandrecht.nieuw")), unusable);
  EXPECT_EQ(what(with("/content/msgtype", "M.TEXT")), unusable);
  EXPECT_EQ(what(edit({{"msgtype", "nl.zandrecht.nieuw"}, {"body", "dag"}})), nothing) << "nothing to put in its place";
}

TEST(RoomEvent, ALocationIsSaidInWords) {  // M9
  const auto location = [](const json& body, const json& place) {
    return what(message({{"msgtype", "m.location"}, {"body", body}, {"geo_uri", place}}));
  };
  EXPECT_EQ(location("de balie", "geo:52.09,5.12"), RoomHappening(TextSaid{"de balie\ngeo:52.09,5.12"}));
  EXPECT_EQ(location("Hier: geo:52.09,5.12", "geo:52.09,5.12"), RoomHappening(TextSaid{"Hier: geo:52.09,5.12"}));
  EXPECT_EQ(location(nullptr, "geo:52.09,5.12"), RoomHappening(TextSaid{"geo:52.09,5.12"}));
  EXPECT_EQ(location("de balie", "https://x.example"), RoomHappening(TextSaid{"de balie"}));
  EXPECT_EQ(location(nullptr, 1), unusable);
}

TEST(RoomEvent, MembershipIsThatOfTheStateKey) {
  const auto member = [](const std::string& membership) {
    return what(state("m.room.member", "@bo:gemeente.example", {{"membership", membership}}));
  };
  using State = Membership::State;
  const std::pair<const char*, State> states[] = {{"invite", State::invited},
                                                  {"join", State::joined},
                                                  {"leave", State::left},
                                                  {"ban", State::banned},
                                                  {"knock", State::other}};
  for (const auto& [name, expected] : states) {
    EXPECT_EQ(member(name), RoomHappening(Membership{"@bo:gemeente.example", expected, false, false, false, false}));
  }
  EXPECT_EQ(member(""), nothing);
  EXPECT_EQ(what(state("m.room.member", "", {{"membership", "join"}})), nothing);
  json redacted = state("m.room.member", "@bo:gemeente.example", {{"membership", "leave"}});
  redacted["unsigned"]["redacted_because"] = json::object();
  EXPECT_EQ(what(redacted), member("leave"));
}

TEST(RoomEvent, AnInvitationTellsWhatKindOfRoomItIs) {
  json invite = state("m.room.member", "@bot:x", {{"membership", "invite"}, {"is_direct", true}});
  const auto flags = [&](const json& room) {
    json event = invite;
    event["unsigned"]["invite_room_state"] = room;
    const Membership told = std::get<Membership>(what(event));
    invite["invite_room_state"] = room;
    EXPECT_EQ(std::get<Membership>(what(invite)), told) << room;
    invite.erase("invite_room_state");
    EXPECT_TRUE(told.direct);
    return std::string(told.encrypted ? "e" : "") + (told.named ? "n" : "") + (told.open ? "o" : "");
  };
  const auto one = [](const char* type, const json& content) {
    return json::array({json(1), {{"type", type}, {"state_key", ""}, {"content", content}}});
  };
  EXPECT_EQ(flags(one("m.room.encryption", {{"algorithm", "m.megolm.v1.aes-sha2"}})), "e");
  EXPECT_EQ(flags(one("m.room.encryption", json::object())), "e");
  EXPECT_EQ(flags(one("m.room.name", {{"name", "Groep"}})), "n");
  EXPECT_EQ(flags(one("m.room.name", {{"name", ""}})), "");
  EXPECT_EQ(flags(one("m.room.canonical_alias", {{"alias", "#groep:x"}})), "n");
  EXPECT_EQ(flags(one("m.room.canonical_alias", json::object())), "");
  EXPECT_EQ(flags(one("m.room.join_rules", {{"join_rule", "public"}})), "o");
  EXPECT_EQ(flags(one("m.room.join_rules", {{"join_rule", "invite"}})), "");
  EXPECT_EQ(flags("m.room.encryption"), "");
}

TEST(RoomEvent, TheProperPlaceOfAnInvitationsRoomComesFirst) {
  json invite = state("m.room.member", "@bot:x", {{"membership", "invite"}, {"is_direct", "true"}});
  invite["invite_room_state"] = json::parse(R"([{"type": "m.room.encryption", "content": {}}])");
  invite["unsigned"]["invite_room_state"] = json::array();
  EXPECT_EQ(what(invite), RoomHappening(Membership{"@bot:x", Membership::State::invited, false, false, false, false}));
}

TEST(RoomEvent, StateIsKnownByItsStateKeyAndNotByItsType) {
  EXPECT_EQ(what(state("m.room.encryption", "", {{"algorithm", "m.megolm.v1.aes-sha2"}})),
            RoomHappening(EncryptionBegan{}));
  EXPECT_EQ(what(state("m.room.tombstone", "", {{"replacement_room", "!nieuw"}})), RoomHappening(RoomClosed{}));
  EXPECT_EQ(what(state("m.room.tombstone", "", {{"replacement_room", 1}})), nothing);
  for (const json& odd : {json("x"), json(1), json::object()}) {
    for (const char* type : {"m.room.encryption", "m.room.tombstone"}) {
      json event = of_type(type, {{"replacement_room", "!nieuw"}});
      EXPECT_EQ(what(event), nothing) << type;
      event["state_key"] = odd;
      EXPECT_EQ(what(event), nothing) << type << odd;
    }
  }
  EXPECT_EQ(what(of_type("m.room.member", {{"membership", "join"}})), nothing);
  EXPECT_EQ(what(state("m.room.message", "", sound["content"])), nothing);
  EXPECT_EQ(what(state("m.room.redaction", "", {{"redacts", "$eerder"}})), nothing);
}

TEST(RoomEvent, AnEncryptedMessageIsUnreadable) {
  EXPECT_EQ(what(of_type("m.room.encrypted", {{"algorithm", "m.megolm.v1.aes-sha2"}, {"ciphertext", "AwgA"}})),
            RoomHappening(Unreadable{}));
}

}  // namespace
}  // namespace meldmaat
