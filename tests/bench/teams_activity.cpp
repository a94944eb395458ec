// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/teams_activity.hpp"

#include <string_view>

#include "tests/bench/cloud.hpp"
#include "tests/bench/fake_connector.hpp"
#include "tests/bench/town.hpp"

namespace meldmaat::bench {

namespace {

/// As Teams sends it, in a personal chat.
std::string activity(const TeamsChat& chat, const Utterance& said) {
  constexpr std::string_view installed = R"("type":"installationUpdate","action":"add")";
  std::string made{R"({)"};
  made.reserve(1024);
  if (said.text.empty()) {
    made.append(installed);
  } else {
    made.append(R"("type":"message","textFormat":"plain","text":")").append(said.text).append(R"(")");
  }
  made.append(R"(,"id":")").append(std::to_string(1'795'296'000'000 + said.number));
  made.append(R"(","timestamp":"2026-11-21T21:23:00.235Z","localTimestamp":"2026-11-21T22:23:00.235+01:00",)");
  made.append(R"("localTimezone":"Europe/Amsterdam","channelId":"msteams","serviceUrl":")").append(chat.service_url);
  made.append(R"(","from":{"id":"29:bench-)").append(std::to_string(said.person));
  made.append(R"(","name":"Medewerker","aadObjectId":")").append(object_id(said.person));
  made.append(R"("},"conversation":{"conversationType":"personal","tenantId":")").append(bench_tenant);
  made.append(R"(","id":")").append(conversation_id(said.person));
  made.append(R"("},"recipient":{"id":"28:)").append(bench_app);
  made.append(R"(","name":"meldmaat"},"entities":[{"type":"clientInfo","locale":"nl-NL","country":"NL",)");
  made.append(R"("platform":"Windows","timezone":"Europe/Amsterdam"}],"channelData":{"tenant":{"id":")");
  return made.append(bench_tenant).append(R"("}},"locale":"nl-NL"})");
}

}  // namespace

std::string teams_request(const TeamsChat& chat, const Utterance& said) {
  const auto body = activity(chat, said);
  std::string made{"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:"};
  made.reserve(1024 + body.size());
  made.append(std::to_string(chat.port)).append("\r\nAuthorization: Bearer ").append(chat.token);
  made.append("\r\nUser-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nx-ms-tenant-id: ");
  made.append(bench_tenant).append("\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ");
  return made.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

}  // namespace meldmaat::bench
