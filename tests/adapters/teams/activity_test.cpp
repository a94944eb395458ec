// SPDX-License-Identifier: EUPL-1.2
// Checks how an activity is read, or refused, by changing one thing of a sound one at a time: rows T4, J12, A27,
// A29-A31 and A34 of the lists of bad input. Recorded activities are wire_test's work.
#include "adapters/teams/activity.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using nlohmann::json;

const json sound = json::parse(R"({
  "type": "message", "id": "1700000000000", "text": "hallo", "textFormat": "plain", "locale": "nl-NL",
  "serviceUrl": "https://smba.trafficmanager.net/emea/", "channelId": "msteams", "replyToId": "1699999999999",
  "from": {"id": "29:kim", "name": "Kim Voorbeeld", "aadObjectId": "33333333-3333-4333-8333-ABCDEFABCDEF"},
  "recipient": {"id": "28:bot", "name": "meldmaat"},
  "conversation": {"id": "a:kim", "conversationType": "personal", "tenantId": "tenant-1"},
  "entities": [{"type": "clientInfo", "locale": "nl-NL", "platform": "iOS"}],
  "channelData": {"tenant": {"id": "tenant-2"}}
})");

Activity read(const json& body) {
  auto result = read_activity(body.dump());
  if (auto* activity = std::get_if<Activity>(&result)) return std::move(*activity);
  ADD_FAILURE() << name_of(std::get<JsonRefusal>(result).reason).view() << " " << body.dump();
  return {};
}

/// The reason for a refusal, as its name; empty when it was read.
std::string refused(const json& body) {
  const auto result = read_activity(body.dump());
  const auto* refusal = std::get_if<JsonRefusal>(&result);
  if (refusal == nullptr) return {};
  EXPECT_EQ(refusal->status(), 400) << body.dump();
  return std::string(name_of(refusal->reason).view());
}

/// The sound one with `value` at "/from/id" or the like.
json with(const std::string& where, const json& value) {
  json body = sound;
  body[json::json_pointer(where)] = value;
  return body;
}

json without(const std::string& where) {
  const json::json_pointer pointer(where);
  json body = sound;
  body[pointer.parent_pointer()].erase(pointer.back());
  return body;
}

json mention(const std::string& id, const std::string& text) {
  return {{"type", "mention"}, {"mentioned", {{"id", id}, {"name", "wie"}}}, {"text", text}};
}

std::string text_of(const std::string& text, const json& entities) {
  json body = with("/text", text);
  body["entities"] = entities;
  return read(body).text;
}

TEST(Activity, IsReadWhole) {
  const Activity activity = read(sound);
  EXPECT_EQ(activity.kind, Activity::Kind::message);
  EXPECT_EQ(activity.id, "1700000000000");
  EXPECT_EQ(activity.service_url, "https://smba.trafficmanager.net/emea/");
  EXPECT_EQ(activity.from_id, "29:kim");
  EXPECT_EQ(activity.aad_object_id, "33333333-3333-4333-8333-abcdefabcdef");
  EXPECT_EQ(activity.recipient_id, "28:bot");
  EXPECT_EQ(activity.conversation_id, "a:kim");
  EXPECT_EQ(activity.conversation_tenant, "tenant-1");
  EXPECT_EQ(activity.channel_tenant, "tenant-2");
  EXPECT_EQ(activity.reply_to_id, "1699999999999");
  EXPECT_EQ(activity.text, "hallo");
  EXPECT_TRUE(activity.value.is_null());
}

TEST(Activity, WithoutTypeAddressOrConversationIsRefused) {
  for (const char* where : {"/type", "/serviceUrl", "/conversation", "/conversation/id", "/id"}) {
    EXPECT_EQ(refused(without(where)), "field_missing") << where;
    EXPECT_EQ(refused(with(where, nullptr)), "field_missing") << where;
  }
  for (const char* where : {"/type", "/serviceUrl", "/conversation/id", "/id"}) {
    EXPECT_EQ(refused(with(where, "")), "field_missing") << where;
  }
}

TEST(Activity, WithoutIdIsReadWhenNothingComesOfIt) {
  json body = without("/id");
  body["type"] = "typing";
  EXPECT_EQ(read(body).kind, Activity::Kind::other);
}

TEST(Activity, WithoutWhatAGuestLacksIsRead) {  // A31
  for (const char* where : {"/from", "/from/aadObjectId", "/from/name", "/recipient", "/channelData", "/locale",
                            "/entities", "/channelId", "/conversation/tenantId", "/conversation/conversationType"}) {
    EXPECT_EQ(read(without(where)).text, "hallo") << where;
    EXPECT_EQ(read(with(where, nullptr)).text, "hallo") << where;
  }
  EXPECT_EQ(read(without("/from/aadObjectId")).aad_object_id, "");
}

TEST(Activity, IdsThatAreNoneAreRefused) {  // T4
  for (const char* where :
       {"/type", "/id", "/serviceUrl", "/from/id", "/from/aadObjectId", "/recipient/id", "/conversation/id",
        "/conversation/tenantId", "/channelData/tenant/id", "/replyToId", "/locale", "/channelId"}) {
    for (const std::string& bad : {std::string(1025, 'x'), std::string(10'240, 'x'), std::string("a\nb"),
                                   std::string("a\rb"), std::string("a\0b", 3), std::string("a\x7F")}) {
      EXPECT_EQ(refused(with(where, bad)), "field_wrong_type") << where;
    }
    EXPECT_EQ(refused(with(where, std::string(1024, 'x'))), "") << where;
  }
}

TEST(Activity, WrongTypesAreRefusedOrIgnored) {  // A34, J12
  const json wrong[] = {true, 7, -1.5, "text", json::array(), json::array({1, "a"}), json::object(), {{"id", 7}}};
  json fields = sound.flatten();
  for (const char* more : {"/from", "/recipient", "/conversation", "/conversation/isGroup", "/entities", "/entities/0",
                           "/attachments", "/channelData", "/channelData/tenant", "/value", "/name", "/action"}) {
    fields[more] = 1;
  }
  for (const auto& field : fields.items()) {
    for (const json& value : wrong) {
      const auto result = read_activity(with(field.key(), value).dump());
      const auto* refusal = std::get_if<JsonRefusal>(&result);
      if (refusal != nullptr) EXPECT_EQ(refusal->status(), 400) << field.key() << value;
    }
  }
  for (const char* where : {"/type", "/id", "/serviceUrl", "/text", "/from", "/from/id", "/recipient", "/conversation",
                            "/conversation/id", "/conversation/isGroup", "/channelData/tenant/id"}) {
    EXPECT_EQ(refused(with(where, 7)), "field_wrong_type") << where;
  }
  for (const char* where : {"/entities", "/entities/0", "/attachments", "/channelData", "/channelData/tenant",
                            "/textFormat", "/timestamp", "/from/name"}) {
    EXPECT_EQ(read(with(where, 7)).text, "hallo") << where;
  }
}

TEST(Activity, NoJsonOrTooMuchIsRefused) {  // J1, J16, J18
  for (const std::string body : {"", "null", "[]", "\"\"", "{", "{\"type\":\"message\",}", "{\"type\":1,\"type\":2}"}) {
    EXPECT_TRUE(std::holds_alternative<JsonRefusal>(read_activity(body))) << body;
  }
  const std::string whole = sound.dump();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ASSERT_TRUE(std::holds_alternative<JsonRefusal>(read_activity(std::string_view(whole).substr(0, size)))) << size;
  }
  json deep = json::object();
  for (int depth = 0; depth < 40; ++depth) deep = {{"value", deep}};
  EXPECT_EQ(refused(with("/value", deep)), "too_deep");
  EXPECT_EQ(std::get<JsonRefusal>(read_activity(with("/value", std::vector<int>(20'001)).dump())).status(), 413);
  EXPECT_EQ(refused(with("/text", std::string("a\0b", 3))), "field_has_nul");
}

TEST(Activity, TheBotsOwnMentionIsTakenOut) {  // A27
  const json own = json::array({mention("28:bot", "<at>meldmaat</at>")});
  const std::pair<std::string, std::string> rows[] = {
      {"<at>meldmaat</at> help", "help"},
      {"<at>meldmaat</at>\u00A0help\u00A0", "help"},
      {"help <at>meldmaat</at>", "help"},
      {"ik zoek <at>meldmaat</at> hier", "ik zoek hier"},
      {"ik zoek<at>meldmaat</at> hier", "ik zoek hier"},
      {"<at>meldmaat</at> <at>meldmaat</at> help", "help"},
      {"<at>meldmaat</at>", ""},
      {" \u00A0 ", ""},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(text_of(text, own), expected) << text;
  const json twice = json::array({mention("28:bot", "<at>meldmaat</at>"), mention("28:bot", "<at>Meldmaat</at>")});
  EXPECT_EQ(text_of("<at>meldmaat</at> hoi <at>Meldmaat</at>", twice), "hoi");
}

TEST(Activity, OtherMentionsBecomeTheBareName) {  // A27, T14
  const json none = json::array();
  const json other = json::array({mention("29:sam", "<at>Sam Voorbeeld</at>")});
  EXPECT_EQ(text_of("<at>Sam Voorbeeld</at> schold", other), "Sam Voorbeeld schold");
  EXPECT_EQ(text_of("<at>meldmaat</at> help", none), "meldmaat help") << "a name proves nothing";
  EXPECT_EQ(text_of("<at id=\"0\">Sam</at> en <AT>Kim</AT>", none), "Sam en Kim");
  EXPECT_EQ(text_of("<a<at>t>Sam</<at>at>", none), "Sam");
  EXPECT_EQ(text_of("2 < 3 > 1 <attent> <b>x</b> >", none), "2 < 3 > 1 <attent> <b>x</b> >");
  const json odd = json::array({mention("28:bot", ""), mention("28:bot", "e"), {{"type", "mention"}}, 7});
  EXPECT_EQ(text_of("een <at>x</at>", odd), "een x");
}

TEST(Activity, LongTextsOfMentionsAreReadInOnePass) {
  std::string text;
  while (text.size() < 100'000) text += "<at>a</at><";
  EXPECT_EQ(text_of(text, json::array({mention("28:bot", "<at>a</at>")})).find("at>"), std::string::npos);
  EXPECT_EQ(text_of(std::string(100'000, '>'), json::array()).size(), 100'000U);
}

TEST(Activity, AnyWritingIsKeptAsItIs) {  // A30
  for (const std::string text : {"\U0001F600 é e\u0301", "\u202Eabc", "שלום", "regel 1\nregel 2"}) {
    EXPECT_EQ(text_of(text, json::array()), text);
  }
  EXPECT_EQ(text_of(std::string(50'000, 'a'), json::array()).size(), 50'000U);
}

TEST(Activity, FilesAreKeptAndCopiesOfTheTextAreNot) {  // A29
  json body = sound;
  body["attachments"] = json::parse(R"([
    {"contentType": "text/html", "content": "<p>hallo</p>", "contentUrl": "https://x.invalid/"},
    {"contentType": "text/html; charset=utf-8", "content": "<p>hallo</p>", "contentUrl": "https://x.invalid/"},
    {"contentType": "messageReference", "content": "{}"},
    {"contentType": "application/vnd.microsoft.teams.file.download.info", "contentUrl": "https://a.invalid/f.jpg",
     "name": "f.jpg", "content": {"downloadUrl": "https://a.invalid/d", "fileType": "jpg"}},
    {"contentType": "image/PNG", "contentUrl": "https://smba.trafficmanager.net/emea/v3/attachments/1/views/original"},
    {"contentType": 7, "contentUrl": {}}, "image/png", null
  ])");
  const std::vector<TeamsAttachment> expected{
      {"application/vnd.microsoft.teams.file.download.info", "https://a.invalid/f.jpg", "f.jpg", "https://a.invalid/d"},
      {"image/png", "https://smba.trafficmanager.net/emea/v3/attachments/1/views/original", "", ""}};
  EXPECT_EQ(read(body).attachments, expected);
}

TEST(Activity, AButtonIsAMessageWithAValueAndNoText) {
  json body = with("/value", {{"line", 3}});
  EXPECT_TRUE(read(body).value.is_null()) << "who types is heard";
  body.erase("text");
  EXPECT_EQ(read(body).value, json({{"line", 3}}));
  body["text"] = " ";
  EXPECT_EQ(read(body).value, json({{"line", 3}}));
}

TEST(Activity, KindsThatDoNotExistYetAreOther) {
  for (const char* type : {"typing", "event", "messageReaction", "Message", "endOfConversation", "nieuw"}) {
    EXPECT_EQ(read(with("/type", type)).kind, Activity::Kind::other) << type;
  }
}

TEST(Activity, OnlyTheBotItselfIsAddedOrRemoved) {
  json body = with("/type", "conversationUpdate");
  body["membersAdded"] = json::array({{{"id", "29:kim"}}, {{"id", 7}}, "28:bot", {{"id", "28:bot"}}});
  body["membersRemoved"] = json::array({{{"id", "29:kim"}}});
  EXPECT_TRUE(read(body).bot_added);
  EXPECT_FALSE(read(body).bot_removed);
  body.erase("recipient");
  body["membersAdded"] = json::array({{{"id", ""}}, json::object()});
  EXPECT_FALSE(read(body).bot_added);
}

}  // namespace
}  // namespace meldmaat
