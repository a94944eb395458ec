// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/bench_homeserver.hpp"

#include <string_view>

namespace meldmaat::bench {

namespace {

/// With what somebody begins who finds the bot in a chat that is there already.
constexpr std::string_view first_words = "ik wil iets melden";

void append_event(std::string& made, const MatrixPlan& plan, const Utterance& said) {
  const auto sender = matrix_user(plan, said.person);
  made.append(R"({"age":70,"content":{"body":")").append(said.text.empty() ? first_words : said.text);
  made.append(R"(","msgtype":"m.text"},"event_id":"$bench-event-and-as-long-as-a-real-one-)");
  made.append(std::to_string(said.number)).append(R"(","origin_server_ts":)");
  made.append(std::to_string(1'795'296'000'000 + said.number)).append(R"(,"room_id":")");
  made.append(room_id(plan, said.person)).append(R"(","sender":")").append(sender);
  made.append(R"(","type":"m.room.message","unsigned":{"age":70},"user_id":")").append(sender).append(R"("})");
}

}  // namespace

BenchHomeserver::BenchHomeserver(EventLoop& loop)
    : server_(loop, [this](const Asked& asked) { return answer(asked); }),
      plan_{server_.origin(), "meetdorp.example", "the-bench-knows-its-bots-by-this-token",
            "bots-know-the-bench-by-this-other-token"} {}

std::string BenchHomeserver::answer(const Asked& asked) {
  if (asked.header("authorization") != "bearer " + plan_.as_token) {
    return answer_of(401, R"({"errcode":"M_UNKNOWN_TOKEN","error":"Unknown token"})", false);
  }
  const auto asks = [&asked](std::string_view what) { return asked.target.find(what) != std::string_view::npos; };
  if (asked.method == "put" && asks("/v3/rooms/") && (asks("/send/") || asks("/redact/"))) {
    said_(person_in(asked.target));
    return answer_of(200, R"({"event_id":"$bench-answer-)" + std::to_string(++events_) + R"("})", false);
  }
  if (asks("/v3/register") || asks("/v3/account/whoami")) {
    return answer_of(200, R"({"user_id":"@meldmaat:)" + plan_.server_name + R"("})", false);
  }
  if (asks("/v3/devices/")) return answer_of(200, "{}", false);
  if (asks("/ping")) return answer_of(200, R"({"duration_ms":1})", false);
  if (asks("/v3/sync")) return answer_of(200, R"({"next_batch":"s1"})", false);
  return answer_of(404, R"({"errcode":"M_UNRECOGNIZED","error":"Unrecognised request"})", false);
}

std::string room_id(const MatrixPlan& plan, std::size_t person) {
  return "!" + std::string(person_mark) + std::to_string(person) + ":" + plan.server_name;
}

std::string transaction_of(const MatrixPlan& plan, std::uint16_t port, const std::string& authorization,
                           const std::vector<Utterance>& said) {
  std::string body{
      R"({"de.sorunome.msc2409.ephemeral":[],"de.sorunome.msc2409.to_device":[],"ephemeral":[],"events":[)"};
  constexpr std::size_t size_of_event = 640;
  body.reserve(size_of_event * (said.size() + 1));
  for (const auto& each : said) {
    if (&each != &said.front()) body += ',';
    append_event(body, plan, each);
  }
  body += "]}";
  const auto id = said.empty() ? 0 : said.front().number;
  std::string made{"PUT /_matrix/app/v1/transactions/"};
  made.reserve(512 + body.size());
  made.append(std::to_string(id)).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(std::to_string(port));
  made.append("\r\nUser-Agent: Synapse/1.160.0\r\nAccept: application/json\r\n").append(authorization);
  made.append("Content-Type: application/json\r\nContent-Length: ").append(std::to_string(body.size()));
  return made.append("\r\n\r\n").append(body);
}

}  // namespace meldmaat::bench
