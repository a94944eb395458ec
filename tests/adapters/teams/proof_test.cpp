// SPDX-License-Identifier: EUPL-1.2
// Checks the first half of the proof, from the Authorization header to the claims: real signatures, a scripted key
// server, a clock moved by hand. Each row changes one thing of a request that passes. The tables of structure, keys and
// claims stand in jwt_test and claims_test.
#include "adapters/teams/proof.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <utility>
#include <vector>

#include "tests/adapters/teams/token_maker.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/scripted_outside.hpp"
#include "tests/fakes/silent_log.hpp"

namespace meldmaat {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const std::string us = "22222222-2222-4222-8222-222222222222";
const std::string tenant = "11111111-1111-4111-8111-11111111aaaa";
const std::string service_url = "https://smba.trafficmanager.net/emea/" + tenant + "/";
const std::string metadata_url = "https://login.example.org/metadata";
const std::string keys_url = "https://login.example.org/keys";

ProofSettings settings() {
  ProofSettings made;
  made.app_id = us;
  return made;
}

Headers authorization(std::string_view value) {
  Headers headers;
  headers.add("Host", "localhost");
  headers.add("Authorization", value);
  return headers;
}

class ProofTest : public testing::Test {
 protected:
  ProofTest() {
    outside_.answer(metadata_url, 200, metadata_document(keys_url));
    outside_.answer(keys_url, 200, key_set({key_.jwk()}));
  }

  Proof::Verdict verdict_of(const Headers& headers) {
    Proof::Verdict verdict;
    boost::asio::co_spawn(io_, proof_.check(headers), [&](const std::exception_ptr& thrown, Proof::Verdict given) {
      EXPECT_FALSE(thrown);
      verdict = std::move(given);
    });
    io_.restart();
    io_.run();
    return verdict;
  }

  // "200", or status and reason.
  std::string check(const Headers& headers) {
    const Proof::Verdict verdict = verdict_of(headers);
    const auto* refusal = std::get_if<ProofRefusal>(&verdict);
    if (refusal == nullptr) return "200";
    return std::to_string(refusal->status) + " " + std::string(refusal->reason.view());
  }
  std::string check_token(const std::string& token) { return check(authorization("Bearer " + token)); }

  [[nodiscard]] json claims() const { return true_claims(us, service_url, clock_.now()); }
  [[nodiscard]] std::string token_with_kid(const std::string& kid) const {
    json header = true_header(key_);
    header["kid"] = kid;
    return make_token(key_, header, claims());
  }
  [[nodiscard]] std::size_t fetches() const { return outside_.requests_to(metadata_url); }
  [[nodiscard]] bool counts(const std::string& line) const {
    return metrics_.text().find("\n" + line + "\n") != std::string::npos;
  }

  SigningKey key_ = SigningKey::first();
  boost::asio::io_context io_{1};
  ScriptedOutside outside_{io_.get_executor()};
  HandClock clock_{Moment(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 9h)};
  SilentLog silent_;
  Metrics metrics_;
  KeyRing ring_{io_.get_executor(), outside_, clock_, silent_.log(), metadata_url};
  Proof proof_{settings(), ring_, clock_, metrics_};
  std::string token_ = make_token(key_, true_header(key_), claims());
};

TEST_F(ProofTest, ProvesAGoodToken) {
  const Proof::Verdict verdict = verdict_of(authorization("Bearer " + token_));
  const auto& proven = std::get<std::shared_ptr<const Proven>>(verdict);
  ASSERT_NE(proven, nullptr);
  EXPECT_EQ(proven->service_url, service_url.substr(0, service_url.size() - 1));
  EXPECT_EQ(proven->endorsements, (std::vector<std::string>{"webchat", "msteams"}));
  EXPECT_EQ(proven->expires, clock_.now() + 3300s);
}

// J02-J07, W1.
TEST_F(ProofTest, WantsOneBearerHeader) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"Bearer " + token_, "200"},
      {"bearer " + token_, "200"},
      {"BEARER " + token_, "200"},
      {"", "401 scheme"},
      {"Bearer", "401 scheme"},
      {"Bearer ", "401 structure"},
      {"Bearer  " + token_, "401 encoding"},
      {"Bearer " + token_ + " ", "401 encoding"},
      {"Bearer " + token_ + " x", "401 encoding"},
      {"Bearer " + token_ + ", Bearer " + token_, "401 structure"},
      {"Bearer" + token_, "401 scheme"},
      {"Basic " + token_, "401 scheme"},
      {"Basic dXNlcjpwYXNz", "401 scheme"},
      {token_, "401 scheme"},
      {"Bearer null", "401 structure"},
      {"Bearer " + std::string(16 * 1024 - 7, 'A'), "401 structure"},
      {"Bearer " + std::string(16 * 1024 - 6, 'A'), "401 header_too_long"},
  };
  for (const auto& [value, verdict] : rows) EXPECT_EQ(check(authorization(value)), verdict) << value.substr(0, 40);
  EXPECT_EQ(check(Headers()), "401 no_header");
  Headers twice = authorization("Bearer " + token_);
  twice.add("authorization", "Bearer " + token_);
  EXPECT_EQ(check(twice), "401 two_headers");
}

TEST_F(ProofTest, AsksForNoKeysForWhatIsNoToken) {
  EXPECT_EQ(check(Headers()), "401 no_header");
  EXPECT_EQ(check_token("a.b.c"), "401 encoding");
  json header = true_header(key_);
  header["alg"] = "none";
  EXPECT_EQ(check_token(make_token(key_, header, claims())), "401 algorithm");
  EXPECT_EQ(check_token(token_with_kid("fir st")), "401 kid");
  EXPECT_TRUE(outside_.requests().empty());
}

// W5: the only addresses that are ever asked are the two of the cloud.
TEST_F(ProofTest, FetchesNothingThatATokenNames) {
  for (const char* name : {"jku", "x5u"}) {
    json header = true_header(key_);
    header[name] = "https://evil.example/keys";
    header["kid"] = "evil";
    EXPECT_EQ(check_token(make_token(key_, header, claims())), "401 kid_unknown");
  }
  EXPECT_EQ(outside_.requests_to(metadata_url) + outside_.requests_to(keys_url), outside_.requests().size());
}

// J12, W6, W7, F19.
TEST_F(ProofTest, AsksOnceForKidsNobodyKnows) {
  EXPECT_EQ(check_token(token_), "200");
  clock_.pass(KeyRing::pause);
  for (const char* kid : {"../../etc/passwd", "first'", "first\"", "FIRST", "first.", "unknown"}) {
    EXPECT_EQ(check_token(token_with_kid(kid)), "401 kid_unknown") << kid;
  }
  EXPECT_EQ(fetches(), 2U);
}

// J18: a key of the other server, under its own name and under ours.
TEST_F(ProofTest, RefusesAForeignKey) {
  EXPECT_EQ(check_token(make_token(SigningKey::second("login"), true_header(key_), claims())), "401 signature");
  EXPECT_EQ(check_token(token_with_kid("login")), "401 kid_unknown");
}

// J19: of two tokens with the same claims, which nobody could read, only the signed one is looked into.
TEST_F(ProofTest, ReadsNoClaimBeforeTheSignature) {
  const std::string header = true_header(key_).dump();
  EXPECT_EQ(check_token(sign_texts(key_, header, "no claims")), "401 payload");
  EXPECT_EQ(check_token(sign_texts(SigningKey::second("first"), header, "no claims")), "401 signature");
}

TEST_F(ProofTest, SaysWhenEntraSigned) {
  json entra = claims();
  entra["iss"] = "https://sts.windows.net/" + tenant + "/";
  EXPECT_EQ(check_token(make_token(key_, true_header(key_), entra)), "401 issuer_entra");
  json header = true_header(key_);
  header["kid"] = "entra";
  EXPECT_EQ(check_token(make_token(key_, header, entra)), "401 issuer_entra");
  entra["iss"] = "https://api.botframework.com.evil";
  EXPECT_EQ(check_token(make_token(key_, true_header(key_), entra)), "401 issuer");
}

// F18, K09: without keys it is our fault, and never 401.
TEST_F(ProofTest, IsUnavailableWithoutKeys) {
  outside_.forget(metadata_url);
  EXPECT_EQ(check_token(token_), "503 no_keys");
  EXPECT_EQ(check_token(token_with_kid("unknown")), "503 no_keys");
  EXPECT_EQ(check_token("a.b.c"), "401 encoding");
}

TEST_F(ProofTest, PaysForASignatureOnce) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(check_token(token_), "200");
  EXPECT_TRUE(counts("meldmaat_teams_tokens_total{how=\"remembered\"} 2"));
  EXPECT_TRUE(counts("meldmaat_teams_tokens_total{how=\"verified\"} 1"));
  clock_.pass(3299s);
  EXPECT_EQ(check_token(token_), "200");
  clock_.pass(1s);
  EXPECT_EQ(check_token(token_), "401 expired");
}

TEST_F(ProofTest, RemembersNothingOfARefusal) {
  std::string forged = token_;
  char& letter = forged[forged.size() - 10];
  letter = letter == 'A' ? 'B' : 'A';
  EXPECT_EQ(check_token(token_), "200");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(check_token(forged), "401 signature");
  EXPECT_TRUE(counts("meldmaat_teams_refused_total{reason=\"signature\"} 2"));
}

// K04: also a token that was proved before.
TEST_F(ProofTest, RefusesTokensOfAWithdrawnKey) {
  EXPECT_EQ(check_token(token_), "200");
  outside_.forget(keys_url);
  outside_.answer(keys_url, 200, key_set({SigningKey::second().jwk()}));
  clock_.pass(KeyRing::pause);
  EXPECT_EQ(check_token(token_with_kid("second")), "401 signature");
  EXPECT_EQ(check_token(token_), "401 kid_unknown");
}

}  // namespace
}  // namespace meldmaat
