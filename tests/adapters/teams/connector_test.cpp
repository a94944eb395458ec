// SPDX-License-Identifier: EUPL-1.2
// Checks what becomes of a message after each answer of the Connector (plan M4, faults F21-F25): a table of answers
// with what follows; and the addresses of its calls (O01).
#include "adapters/teams/connector.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace meldmaat {
namespace {

using Kind = Outcome::Kind;
using Then = Verdict::Then;
using std::chrono::seconds;

/// 22 November 2026, 12:00:00 UTC.
constexpr Moment noon{seconds{1795348800}};

OutsideAnswer answer(int status, std::string body = {}) {
  OutsideAnswer given;
  given.status = status;
  given.body = std::move(body);
  return given;
}

std::string error(const std::string& code) {
  return R"({"error":{"code":")" + code + R"(","message":"..."}})";
}

struct Row {
  std::string name;
  ConnectorCall call;
  OutsideResult result;
  Kind kind;
  Then then = Then::settle;
};

const std::vector<Row>& rows() {
  constexpr auto send = ConnectorCall::send;
  constexpr auto update = ConnectorCall::update;
  constexpr auto create = ConnectorCall::create;
  const std::string blocked = R"({"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\"}"})";
  static const std::vector<Row> table{
      {"201 with an id", send, answer(201, R"({"id":"m1"})"), Kind::sent},
      {"200 with an id", send, answer(200, R"({"id":"m1"})"), Kind::sent},
      {"202 without a body", send, answer(202), Kind::sent},
      {"200 that cannot be read", send, answer(200, "<html>"), Kind::ambiguous},
      {"200 that is cut off", send, answer(200, R"({"id":"m)"), Kind::ambiguous},
      {"an update that cannot be read", update, answer(200, "<html>"), Kind::not_taken},
      {"300", send, answer(302), Kind::refused},
      {"400", send, answer(400, error("BadArgument")), Kind::refused},
      {"401", send, answer(401), Kind::closed, Then::renew_token},
      {"403 uninstalled", send, answer(403, error("BotNotInConversationRoster")), Kind::unreachable},
      {"403 blocked", send, answer(403, error("ConversationBlockedByUser")), Kind::unreachable},
      {"403 blocked, the older shape", send, answer(403, blocked), Kind::unreachable},
      {"403 by the administrator", send, answer(403, error("BotDisabledByAdmin")), Kind::unreachable},
      {"403 without a word", send, answer(403), Kind::unreachable},
      {"404 of a conversation", send, answer(404, error("ConversationNotFound")), Kind::unreachable,
       Then::renew_address},
      {"404 of a message", update, answer(404, error("ActivityNotFoundInConversation")), Kind::refused,
       Then::send_as_new},
      {"404 of a person", create, answer(404), Kind::unreachable},
      {"408", send, answer(408), Kind::ambiguous},
      {"409", send, answer(409), Kind::refused},
      {"412", send, answer(412), Kind::not_taken},
      {"413", send, answer(413, "<html>too large</html>"), Kind::refused},
      {"429", send, answer(429), Kind::not_taken},
      {"500", send, answer(500), Kind::ambiguous},
      {"502", send, answer(502), Kind::ambiguous},
      {"503", send, answer(503), Kind::not_taken},
      {"504", send, answer(504), Kind::ambiguous},
      {"500 to an update", update, answer(500), Kind::not_taken},
      {"504 to a new conversation", create, answer(504), Kind::not_taken},
      {"not allowed", send, OutsideFault::not_allowed, Kind::refused},
      {"not reached", send, OutsideFault::not_reached, Kind::not_taken},
      {"lost on the way", send, OutsideFault::lost, Kind::ambiguous},
      {"an update lost on the way", update, OutsideFault::lost, Kind::not_taken},
      {"an endless answer", send, OutsideFault::too_large, Kind::ambiguous},
  };
  return table;
}

TEST(Connector, EveryAnswerHasItsConsequence) {
  for (const auto& row : rows()) {
    const Verdict verdict = judge(row.call, row.result, noon);
    EXPECT_EQ(verdict.outcome.kind, row.kind) << row.name;
    EXPECT_EQ(verdict.then, row.then) << row.name;
  }
}

TEST(Connector, KeepsTheNameTheConnectorGave) {
  EXPECT_EQ(judge(ConnectorCall::send, answer(201, R"({"id":"m1"})"), noon).outcome.remote_id, "m1");
  EXPECT_EQ(judge(ConnectorCall::send, answer(202), noon).outcome.remote_id, "");
}

TEST(Connector, WaitsHalfAMinuteAfterAnAnswerThatLeftItOpen) {
  EXPECT_EQ(judge(ConnectorCall::send, answer(504), noon).outcome.retry_after, seconds{30});
  EXPECT_EQ(judge(ConnectorCall::send, OutsideFault::lost, noon).outcome.retry_after, seconds{30});
}

TEST(Connector, WaitsAsLongAsItIsAsked) {  // F21, O07
  auto busy = answer(429);
  EXPECT_EQ(judge(ConnectorCall::send, busy, noon).outcome.retry_after, seconds{0});
  busy.headers.add("Retry-After", "7");
  EXPECT_EQ(judge(ConnectorCall::send, busy, noon).outcome.retry_after, seconds{7});
}

TEST(Connector, JoinsAddressesWithAndWithoutASlash) {
  for (const auto* base : {"https://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net/emea"}) {
    EXPECT_EQ(create_url(base), "https://smba.trafficmanager.net/emea/v3/conversations");
    EXPECT_EQ(send_url(base, "a:1 b/%"),
              "https://smba.trafficmanager.net/emea/v3/conversations/a%3A1%20b%2F%25/activities");
    EXPECT_EQ(update_url(base, "19:x@thread.v2;messageid=1", "1"),
              "https://smba.trafficmanager.net/emea/v3/conversations/19%3Ax%40thread.v2%3Bmessageid%3D1/activities/1");
  }
}

}  // namespace
}  // namespace meldmaat
