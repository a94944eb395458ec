// SPDX-License-Identifier: EUPL-1.2
// Checks the door that the homeserver knocks on, over HTTP: who is let in, which requests there are, and that nothing a
// homeserver may send is ever refused for good, because it repeats that for ever (testcases H1-H8, H10, H11; plan M1,
// M3, M11, M12, W21).
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

const std::string app_api = "/_matrix/app/v1";

class MatrixDoor : public MatrixTest {
 protected:
  std::string code_of(const Pushed& pushed) { return pushed.body.is_object() ? pushed.body.value("errcode", "") : ""; }
  /// Events of nobody we know, in a room we are not in.
  std::vector<nlohmann::json> strangers(std::size_t count, const std::string& body) {
    std::vector<nlohmann::json> events;
    for (std::size_t number = 0; number < count; ++number) {
      events.push_back({{"type", "m.room.message"},
                        {"event_id", "$far" + std::to_string(number)},
                        {"room_id", "!far:elsewhere.example"},
                        {"sender", "@kim:elsewhere.example"},
                        {"origin_server_ts", 1795190700000},
                        {"content", {{"msgtype", "m.text"}, {"body", body}}}});
    }
    return events;
  }
};

TEST_F(MatrixDoor, WithoutTheTokenNothingIsReadOnAnyRoute) {  // H1, W21
  const auto room = greeted(noor);
  const auto before = lines(noor);
  homeserver.text(room, noor.user(), "hallo");
  const std::string body = nlohmann::json{{"events", homeserver.take_news()}}.dump();
  for (const std::string& authorization :
       {std::string(), std::string("Bearer"), std::string("Bearer "), "Bearer " + hs_token.substr(1),
        "Bearer " + hs_token.substr(0, hs_token.size() - 1), "Bearer " + hs_token + "x", "Basic " + hs_token, hs_token,
        "bearer " + hs_token, std::string("Bearer ") + FakeHomeserver::token}) {
    for (const std::string route : {"/transactions/1", "/users/%40meldmaat%3Azandrecht.example", "/rooms/x", "/ping"}) {
      const auto method = route.starts_with("/t") ? Method::put : route == "/ping" ? Method::post : Method::get;
      const std::string sent = method == Method::get ? std::string() : body;
      const auto answer = town->call(method, app_api + route, sent, authorization);
      EXPECT_EQ(answer.status, 403) << route << " with " << authorization;
      EXPECT_EQ(code_of(answer), "M_FORBIDDEN");
    }
    EXPECT_EQ(town->call(Method::put, app_api + "/transactions/1", "no JSON at all", authorization).status, 403)
        << "the body is not looked at";
  }
  EXPECT_EQ(lines(noor), before);
  EXPECT_EQ(town->call(Method::put, app_api + "/transactions/1", body).status, 200) << "the good one still comes in";
  EXPECT_GT(lines(noor), before);
}

TEST_F(MatrixDoor, ATokenInTheQueryMustBeTheSameAndIsNeverEnough) {  // H2, W21
  const std::string ping = app_api + "/ping?access_token=";
  const std::string right = "hs-token%2Dnot-a-secret";
  EXPECT_EQ(town->call(Method::post, ping + right, "{}").status, 200);
  EXPECT_EQ(town->call(Method::post, ping + "another", "{}").status, 403);
  EXPECT_EQ(town->call(Method::post, ping + right, "{}", "").status, 403);
  EXPECT_EQ(town->call(Method::post, ping + right, "{}", "Bearer another").status, 403);
}

TEST_F(MatrixDoor, WhatIsUnknownIsUnrecognised) {  // H3, M12
  for (const std::string path :
       {"/", "/_matrix/app/v1", "/_matrix/app/v1/", "/_matrix/app/v1/else", "/_matrix/app/v1/transactions",
        "/_matrix/app/v1/transactions/1/2", "/_matrix/app/v1/thirdparty/protocol/irc", "/api/messages", "/metrics"}) {
    const auto answer = town->call(Method::get, path, "");
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(code_of(answer), "M_UNRECOGNIZED") << path;
  }
  EXPECT_EQ(town->call(Method::post, app_api + "/unstable/org.matrix.msc3983/keys/claim", "{}").status, 404);
  for (const auto& [method, path] : std::vector<std::pair<Method, std::string>>{{Method::get, "/transactions/1"},
                                                                                {Method::post, "/transactions/1"},
                                                                                {Method::post, "/users/x"},
                                                                                {Method::put, "/rooms/x"},
                                                                                {Method::get, "/ping"}}) {
    const auto answer = town->call(method, app_api + path, method == Method::get ? "" : R"({"events":[]})");
    EXPECT_EQ(answer.status, 405) << path;
    EXPECT_EQ(code_of(answer), "M_UNRECOGNIZED") << path;
  }
}

TEST_F(MatrixDoor, KnowsTheBotAndNobodyElse) {  // H4, H9
  EXPECT_EQ(town->call(Method::get, app_api + "/users/%40meldmaat%3Azandrecht.example", "").status, 200);
  EXPECT_EQ(town->call(Method::get, "/users/%40meldmaat%3Azandrecht.example", "").status, 200) << "the older path";
  EXPECT_EQ(town->call(Method::get, app_api + "/users/%40noor%3Azandrecht.example", "").status, 404);
  EXPECT_EQ(town->call(Method::get, app_api + "/rooms/%23meldmaat%3Azandrecht.example", "").status, 404);
  homeserver.answer_always("/v3/register", matrix_error(503, "M_UNKNOWN"));
  EXPECT_EQ(town->call(Method::get, app_api + "/users/%40meldmaat%3Azandrecht.example", "").status, 404)
      << "not there yet";
}

TEST_F(MatrixDoor, AnswersAPingAsASuccess) {  // H8, H10
  for (const std::string body : {R"({"transaction_id":"a"})", R"({"transaction_id":null})", "{}"}) {
    const auto answer = town->call(Method::post, app_api + "/ping", body);
    EXPECT_EQ(answer.status, 200) << body;
    EXPECT_EQ(answer.body, nlohmann::json::object()) << body;
  }
}

TEST_F(MatrixDoor, TheNameOfATransactionIsOnlyAName) {  // M11
  EXPECT_EQ(town->push({}, "a%2F..%2Fb").status, 200);
  EXPECT_EQ(town->push({}, std::string(255, 'x')).status, 200);
  EXPECT_EQ(town->push({}, "").status, 404);
  EXPECT_EQ(town->push({}, std::string(1024, 'x')).status, 404);
  EXPECT_EQ(town->push({}, "../1").status / 100, 4);
  EXPECT_EQ(town->push({}, "%00").status / 100, 4);
  EXPECT_EQ(town->push({}, "1").status, 200) << "the door still stands";
}

TEST_F(MatrixDoor, WhatIsNoTransactionIsRefusedAndSaysWhy) {  // H5
  const std::string there = app_api + "/transactions/1";
  for (const std::string body : {"{", R"({"events":[)", R"({"events":[]} more)"}) {
    const auto answer = town->call(Method::put, there, body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(code_of(answer), "M_NOT_JSON") << body;
  }
  for (const std::string body :
       {"", "nonsense", "[]", "null", "{}", R"({"events":null})", R"({"events":{}})", R"({"events":"x"})"}) {
    const auto answer = town->call(Method::put, there, body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(code_of(answer), "M_BAD_JSON") << body;
  }
}

TEST_F(MatrixDoor, OneEventThatCannotBeReadStopsNoOther) {  // H5, H11, M3
  const auto room = greeted(noor);
  const auto before = heard(noor).size();
  std::string events;
  for (int number = 0; number < 100; ++number) {
    if (number > 0) events += ',';
    if (number == 50) {
      events += R"({"type":7,"event_id":"$bad"},)" + std::string(10'000, '[') + std::string(10'000, ']') +
                R"(,{"body":"\ud800"},null,1,"x",{"event_id":"$n","type":"m\u0000","sender":"@a:b"})";
      continue;
    }
    events += homeserver.text(room, noor.user(), "bericht " + std::to_string(number)).dump();
  }
  const auto answer = town->call(Method::put, app_api + "/transactions/9", R"({"events":[)" + events + "]}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(heard(noor).size(), before + 99);
  EXPECT_EQ(heard(noor).back(), "bericht 99");
  EXPECT_EQ(town->figure("meldmaat_matrix_unreadable_total"), "7");
}

TEST_F(MatrixDoor, TakesAsMuchAsAHomeserverMaySend) {  // M1, H6, T7
  EXPECT_EQ(town->push({}).status, 200);
  EXPECT_EQ(town->push(strangers(100, std::string(64UL * 1024, 'x'))).status, 200);
  EXPECT_EQ(town->push(strangers(10'000, "x")).status, 200);
  const auto room = greeted(noor);
  std::vector<nlohmann::json> events;
  for (int number = 0; number < 100; ++number) {
    events.push_back(homeserver.text(room, noor.user(), std::string(60UL * 1024, 'x')));
  }
  EXPECT_EQ(town->push(events).status, 200);
  const std::string filler = R"({"events":[],"ephemeral":[")" + std::string(20UL * 1024 * 1024, 'x') + R"("]})";
  EXPECT_EQ(town->call(Method::put, app_api + "/transactions/big", filler).status, 200);
  const std::string too_much(33UL * 1024 * 1024, ' ');
  EXPECT_NE(town->call(Method::put, app_api + "/transactions/bigger", too_much).status, 200);
  EXPECT_EQ(town->push({}).status, 200) << "the door still stands";
}

TEST_F(MatrixDoor, WhatIsForOthersThanTheRoomIsNotLookedAt) {  // T10, R9
  const auto room = greeted(noor);
  const auto before = lines(noor);
  const nlohmann::json typing{{"type", "m.typing"}, {"room_id", room}, {"content", {{"user_ids", {noor.user()}}}}};
  const nlohmann::json body{{"events", nlohmann::json::array()},
                            {"ephemeral", {typing}},
                            {"de.sorunome.msc2409.ephemeral", {typing}},
                            {"de.sorunome.msc2409.to_device", {{{"type", "m.room_key"}}}},
                            {"org.matrix.msc3202.device_lists", {{"changed", {noor.user()}}}}};
  EXPECT_EQ(town->call(Method::put, app_api + "/transactions/1", body.dump()).status, 200);
  EXPECT_EQ(lines(noor), before);
}

}  // namespace
}  // namespace meldmaat
