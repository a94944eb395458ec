// SPDX-License-Identifier: EUPL-1.2
// Checks what a token must claim, in a table: each row changes one claim of a good token. Rows are named after the
// lists they come from (C: claims, W: bad input).
#include "adapters/teams/claims.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "tests/adapters/teams/token_maker.hpp"

namespace meldmaat {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const std::string us = "22222222-2222-4222-8222-222222222222";
const std::string them = "44444444-4444-4444-8444-444444444444";
constexpr Moment now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 9h};
constexpr std::int64_t today = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();

json good_claims() {
  return true_claims(us, "https://smba.trafficmanager.net/emea/", now);
}

std::string judge_text(const std::string& payload) {
  ProofSettings settings;
  settings.app_id = us;
  const auto read = read_claims(payload, settings, now);
  const auto* reason = std::get_if<Literal>(&read);
  return reason == nullptr ? "ok" : std::string(reason->view());
}

// A good token's claims with this one in place of its own, or added.
std::string with(const char* name, const json& value) {
  json claims = good_claims();
  claims[name] = value;
  return judge_text(claims.dump());
}

std::string without(const char* name) {
  json claims = good_claims();
  claims.erase(name);
  return judge_text(claims.dump());
}

TEST(Claims, GiveWhatTheProofNeeds) {
  ProofSettings settings;
  settings.app_id = us;
  const auto read = read_claims(good_claims().dump(), settings, now);
  const Proven& proven = std::get<Proven>(read);
  EXPECT_EQ(proven.service_url, "https://smba.trafficmanager.net/emea");
  EXPECT_EQ(proven.expires, now + 3000s + clock_skew);
}

// C01, C16, W11.
TEST(Claims, HaveOneIssuer) {
  EXPECT_EQ(with("iss", "https://api.botframework.com"), "ok");
  EXPECT_EQ(without("iss"), "issuer");
  const std::vector<json> others = {7,
                                    nullptr,
                                    {"https://api.botframework.com"},
                                    "",
                                    "https://api.botframework.com/",
                                    "https://api.botframework.com.evil",
                                    "https://api.botframework.com ",
                                    std::string("https://api.botframework.com\0", 29),
                                    "https://API.botframework.com",
                                    "http://api.botframework.com",
                                    "https://api.botframework.us",
                                    us};
  for (const json& other : others) EXPECT_EQ(with("iss", other), "issuer") << other;
  for (const char* entra : {"https://sts.windows.net/11111111-1111-4111-8111-111111111111/",
                            "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0"}) {
    for (const std::string& party : {us, them}) {
      json claims = good_claims();
      claims["iss"] = entra;
      claims["azp"] = party;
      claims["appid"] = party;
      EXPECT_EQ(judge_text(claims.dump()), "issuer_entra") << entra << party;
    }
  }
}

// C02, W12.
TEST(Claims, AreMeantForUs) {
  EXPECT_EQ(with("aud", json::array({us})), "ok");
  EXPECT_EQ(with("aud", {them, us}), "ok");
  EXPECT_EQ(without("aud"), "audience");
  const std::vector<json> others = {
      them, "api://" + us, "api://botid-" + us, "",      us + "x",     us.substr(1), nullptr,
      7,    json::array(), json::array({them}), {us, 7}, {{"id", us}}, "*",          json::array({json::array({us})})};
  for (const json& other : others) EXPECT_EQ(with("aud", other), "audience") << other;
}

// C03-C06, W9, W10.
TEST(Claims, HaveTheirTime) {
  struct Row {
    const char* claim;
    json value;
    const char* verdict;
  };
  const std::vector<Row> rows = {
      {"exp", today - 299, "ok"},
      {"exp", today - 300, "expired"},
      {"exp", today - 301, "expired"},
      {"exp", 0, "expired"},
      {"exp", -1, "expired"},
      {"exp", nullptr, "exp"},
      {"exp", std::to_string(today + 60), "exp"},
      {"exp", static_cast<double>(today) + 60.5, "exp"},
      {"exp", 1e300, "exp"},
      {"exp", std::uint64_t{1} << 63U, "exp"},
      {"exp", std::int64_t{1} << 53U, "lifetime"},
      {"exp", true, "exp"},
      {"exp", today - 600 + 86'400, "ok"},
      {"exp", today - 600 + 86'401, "lifetime"},
      {"nbf", today + 299, "ok"},
      {"nbf", today + 300, "ok"},
      {"nbf", today + 301, "too_early"},
      {"nbf", "soon", "nbf"},
      {"nbf", 0.5, "nbf"},
      {"nbf", today - 86'400, "lifetime"},
      {"iat", today + 300, "ok"},
      {"iat", today + 301, "issued_later"},
      {"iat", "then", "iat"},
      {"iat", today - 86'400, "lifetime"},
  };
  for (const Row& row : rows) EXPECT_EQ(with(row.claim, row.value), row.verdict) << row.claim << row.value;
  EXPECT_EQ(without("exp"), "exp");
  EXPECT_EQ(without("nbf"), "ok");
  EXPECT_EQ(without("iat"), "ok");
  json bare = good_claims();
  bare.erase("nbf");
  bare.erase("iat");
  EXPECT_EQ(judge_text(bare.dump()), "ok");
  bare["exp"] = today + 86'401;
  EXPECT_EQ(judge_text(bare.dump()), "lifetime");
}

// C07.
TEST(Claims, NameTheServiceUrl) {
  EXPECT_EQ(without("serviceurl"), "service_claim");
  for (const json& bad : {json(nullptr), json(7), json(""), json(json::array()), json("smba.trafficmanager.net")}) {
    EXPECT_EQ(with("serviceurl", bad), "service_claim") << bad;
  }
}

// W17, W18, J10 of the payload.
TEST(Claims, AreOneFlatDocument) {
  const std::string good = good_claims().dump();
  EXPECT_EQ(judge_text(good), "ok");
  EXPECT_EQ(judge_text("{\"aud\":\"" + us + "\"," + good.substr(1)), "payload") << "a claim twice";
  EXPECT_EQ(judge_text(good + " "), "ok");
  EXPECT_EQ(judge_text(good + "x"), "payload");
  EXPECT_EQ(judge_text("[" + good + "]"), "payload");
  EXPECT_EQ(judge_text("eyJhbGciOiJSUzI1NiJ9.e30.AAAA"), "payload") << "a token in a token";
  EXPECT_EQ(judge_text(""), "payload");
  EXPECT_EQ(judge_text("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "," + good.substr(1)), "payload");
  EXPECT_EQ(with("unknown", {{"may", "be"}, {"here", 1}}), "ok");
}

TEST(NormalServiceUrl, MakesEqualWhatIsEqual) {
  const std::string normal = "https://smba.trafficmanager.net/emea";
  for (const char* text : {"https://smba.trafficmanager.net/emea", "https://smba.trafficmanager.net/emea/",
                           "https://smba.trafficmanager.net/emea///", "HTTPS://SMBA.TrafficManager.NET/emea",
                           "https://smba.trafficmanager.net:443/emea/"}) {
    EXPECT_EQ(normal_service_url(text), normal) << text;
  }
  EXPECT_NE(normal_service_url("https://smba.trafficmanager.net/EMEA"), normal);
  EXPECT_EQ(normal_service_url("https://smba.trafficmanager.net"), "https://smba.trafficmanager.net");
  EXPECT_EQ(normal_service_url("http://127.0.0.1:56150/_connector/"), "http://127.0.0.1:56150/_connector");
}

// C11: what two readers could read in two ways is no address.
TEST(NormalServiceUrl, RefusesWhatIsNotPlain) {
  for (const char* text : {
           "",
           "smba.trafficmanager.net/emea",
           "//smba.trafficmanager.net/emea",
           "ftp://smba.trafficmanager.net/emea",
           "https:/smba.trafficmanager.net/emea",
           "https:///emea",
           "https://smba.trafficmanager.net@evil.example/",
           "https://user:pass@smba.trafficmanager.net/",
           "https://smba.trafficmanager.net\\@evil.example/",
           "https://smba.trafficmanager.net\\emea",
           "https://smba.trafficmanager.net:/emea",
           "https://smba.trafficmanager.net:99999/emea",
           "https://smba.trafficmanager.net:443x/emea",
           "https://smba.trafficmanager.net/emea?x=1",
           "https://smba.trafficmanager.net/emea#x",
           "https://smba.trafficmanager.net/../emea",
           "https://smba.trafficmanager.net/%2e%2e/emea",
           "https://smba.trafficmanager.net/em ea",
           "https://smba.trafficmanager.net/emea\n",
           "https://smba.trafficmanager.net\t/emea",
           "https://smb\xC3\xA0.trafficmanager.net/emea",
           "https://smba%2etrafficmanager.net/emea",
           "https://smba..trafficmanager.net/emea",
           "https://smba.trafficmanager.net./emea",
           " https://smba.trafficmanager.net/emea",
       }) {
    EXPECT_EQ(normal_service_url(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace meldmaat
