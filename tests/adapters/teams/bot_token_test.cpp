// SPDX-License-Identifier: EUPL-1.2
// Checks how the bot gets its token: the three requests to the letter, how long a token is used, that many who wait
// cause one request, what follows a failure, and that an operator reads what to do and never what the server said.
#include "adapters/teams/bot_token.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "adapters/system_random.hpp"
#include "tests/adapters/log_text.hpp"
#include "tests/adapters/test_authority.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/scripted_outside.hpp"

namespace meldmaat {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const std::string endpoint = "https://login.microsoftonline.com/town-tenant/oauth2/v2.0/token";
const std::string metadata =
    "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2F"
    "api.botframework.com&client_id=app-1";

BotCredential credential_of(BotCredential::Kind kind) {
  BotCredential credential;
  credential.kind = kind;
  credential.app_id = "app-1";
  credential.tenant = "town-tenant";
  credential.secret = Secret("se cret&=+%");
  return credential;
}

BotCredential with_secret() {
  return credential_of(BotCredential::Kind::secret);
}

std::string granted(const std::string& token, const std::string& expires_in = "3600") {
  return R"({"token_type":"Bearer","expires_in":)" + expires_in + R"(,"access_token":")" + token + "\"}";
}

class BotTokenTest : public testing::Test {
 protected:
  void use(BotCredential credential) {
    token_.emplace(io_.get_executor(), outside_, clock_, random_, log_.log, std::move(credential), TeamsCloud());
  }

  void begin() {
    boost::asio::co_spawn(io_, token_->get(), [this](const std::exception_ptr& thrown, std::string token) {
      if (thrown) std::rethrow_exception(thrown);
      got_.push_back(std::move(token));
    });
  }
  void run() {
    io_.restart();
    io_.run();
  }
  // Runs what can run now; whoever waits for an answer that is held goes on waiting.
  void poll() {
    io_.restart();
    io_.poll();
  }
  std::string get() {
    begin();
    run();
    return got_.back();
  }

  boost::asio::io_context io_{1};
  ScriptedOutside outside_{io_.get_executor()};
  HandClock clock_{Moment(hours(500'000))};
  SystemRandom random_;
  LogText log_;
  std::optional<BotToken> token_;
  std::vector<std::string> got_;
};

TEST_F(BotTokenTest, AsksWithASecret) {
  use(with_secret());
  outside_.answer(endpoint, 200, granted("t1"));
  EXPECT_EQ(get(), "t1");
  const OutsideRequest& request = outside_.requests().at(0);
  EXPECT_EQ(request.method, Method::post);
  EXPECT_EQ(request.headers.value("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(request.body,
            "grant_type=client_credentials&client_id=app-1&client_secret=se%20cret%26%3D%2B%25"
            "&scope=https%3A%2F%2Fapi.botframework.com%2F.default");
  EXPECT_EQ(request.bearer, "");
}

TEST_F(BotTokenTest, ASecretThatWasReplacedIsUsedWithoutARestart) {  // T10; a file is empty while it is written
  std::string in_file;
  BotCredential credential = with_secret();
  credential.secret_now = [&in_file] { return Secret(in_file); };
  use(std::move(credential));
  for (const auto& [written, sent] : {std::pair{"first", "first"}, std::pair{"new", "new"}, std::pair{"", "new"}}) {
    in_file = written;
    outside_.answer(endpoint, 200, granted("t"));
    EXPECT_EQ(get(), "t");
    EXPECT_NE(outside_.requests().back().body.find(std::string("secret=") + sent + "&"), std::string::npos);
    clock_.pass(hours(1));
  }
}

TEST_F(BotTokenTest, AsksTheMetadataServiceForAManagedIdentity) {
  use(credential_of(BotCredential::Kind::managed_identity));
  outside_.answer(metadata, 200, granted("t1", "\"86399\""));
  EXPECT_EQ(get(), "t1");
  EXPECT_EQ(outside_.requests().at(0).method, Method::get);
  EXPECT_EQ(outside_.requests().at(0).headers.value("Metadata"), "true");
  EXPECT_TRUE(outside_.requests().at(0).url.starts_with(std::string(managed_identity_origin) + "/"));
  clock_.pass(hours(23));
  EXPECT_EQ(get(), "t1");
  EXPECT_EQ(outside_.requests().size(), 1U);
}

TEST_F(BotTokenTest, TellsWhenThereIsNoMetadataService) {
  use(credential_of(BotCredential::Kind::managed_identity));
  EXPECT_EQ(get(), "");
  EXPECT_TRUE(log_.has("not_reached"));
}

// The value of a field in a form, which here has no escapes.
std::string field_in(const std::string& form, const std::string& name) {
  const std::size_t at = ("&" + form).find("&" + name + "=");
  if (at == std::string::npos) return "";
  const std::size_t from = at + name.size() + 1;
  return form.substr(from, form.find('&', from) - from);
}

TEST_F(BotTokenTest, AsksWithACertificate) {
  const TestCertificate made = self_signed("DNS:bot.test", true);
  BotCredential credential = credential_of(BotCredential::Kind::certificate);
  credential.certificate = made.certificate;
  credential.certificate_key = Secret(made.key);
  use(credential);
  outside_.answer(endpoint, 200, granted("t1"));
  outside_.answer(endpoint, 200, granted("t2"));
  EXPECT_EQ(get(), "t1");
  const std::string form = outside_.requests().at(0).body;
  EXPECT_EQ(field_in(form, "grant_type"), "client_credentials");
  EXPECT_EQ(field_in(form, "client_id"), "app-1");
  EXPECT_EQ(field_in(form, "client_secret"), "");
  EXPECT_EQ(field_in(form, "scope"), "https%3A%2F%2Fapi.botframework.com%2F.default");
  EXPECT_EQ(field_in(form, "client_assertion_type"),
            "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
  EXPECT_FALSE(field_in(form, "client_assertion").empty());
  clock_.pass(hours(1));
  EXPECT_EQ(get(), "t2");
  EXPECT_NE(field_in(outside_.requests().at(1).body, "client_assertion"), field_in(form, "client_assertion"));
}

TEST_F(BotTokenTest, RefusesACertificateThatCannotWork) {
  BotCredential credential = credential_of(BotCredential::Kind::certificate);
  credential.certificate = "none";
  EXPECT_THROW(use(credential), std::invalid_argument);
}

TEST_F(BotTokenTest, KeepsATokenUntilFiveMinutesBeforeItsEnd) {
  use(with_secret());
  outside_.answer(endpoint, 200, granted("t1"));
  outside_.answer(endpoint, 200, granted("t2"));
  EXPECT_EQ(get(), "t1");
  clock_.pass(minutes(55) - milliseconds(1));
  EXPECT_EQ(get(), "t1");
  EXPECT_EQ(outside_.requests().size(), 1U);
  clock_.pass(milliseconds(1));
  EXPECT_EQ(get(), "t2");
  EXPECT_EQ(outside_.requests().size(), 2U);
}

TEST_F(BotTokenTest, AsksOnceForAHundredWhoWait) {
  use(with_secret());
  outside_.answer(endpoint, 200, granted("t1"));
  outside_.hold();
  for (int number = 0; number < 100; ++number) begin();
  poll();
  EXPECT_EQ(outside_.requests().size(), 1U);
  EXPECT_TRUE(got_.empty());
  outside_.release();
  run();
  EXPECT_EQ(got_, std::vector<std::string>(100, "t1"));
  EXPECT_EQ(outside_.requests().size(), 1U);
}

TEST_F(BotTokenTest, TellsAHundredWhoWaitThatItFailed) {
  use(with_secret());
  outside_.hold();
  for (int number = 0; number < 100; ++number) begin();
  poll();
  outside_.release();
  run();
  EXPECT_EQ(got_, std::vector<std::string>(100, ""));
  EXPECT_EQ(outside_.requests().size(), 1U);
}

TEST_F(BotTokenTest, LeavesNobodyWaitingWhenTheOneWhoAskedIsCancelled) {
  use(with_secret());
  outside_.hold();
  boost::asio::cancellation_signal cancel;
  boost::asio::co_spawn(io_, token_->get(), boost::asio::bind_cancellation_slot(cancel.slot(), [](auto...) {}));
  poll();
  begin();
  poll();
  EXPECT_TRUE(got_.empty());
  cancel.emit(boost::asio::cancellation_type::terminal);
  run();
  EXPECT_EQ(got_, std::vector<std::string>{""});
  outside_.release();
  outside_.answer(endpoint, 200, granted("t1"));
  clock_.pass(minutes(1));
  EXPECT_EQ(get(), "t1");
}

TEST_F(BotTokenTest, UsesAValidTokenWhileANewOneIsFetchedAndWhenThatFails) {
  use(with_secret());
  outside_.answer(endpoint, 200, granted("t1"));
  EXPECT_EQ(get(), "t1");
  clock_.pass(minutes(56));
  outside_.forget(endpoint);
  outside_.answer(endpoint, OutsideFault::lost);
  outside_.hold();
  begin();
  begin();
  poll();
  EXPECT_EQ(got_, (std::vector<std::string>{"t1", "t1"})) << "the second does not wait";
  outside_.release();
  run();
  EXPECT_EQ(got_, (std::vector<std::string>{"t1", "t1", "t1"}));
  EXPECT_TRUE(log_.has("\"still_valid\":true"));
  clock_.pass(minutes(4));
  EXPECT_EQ(get(), "") << "it has expired";
  EXPECT_TRUE(log_.has("\"still_valid\":false"));
}

TEST_F(BotTokenTest, AsksAtMostOnceAMinuteAfterAFailure) {
  use(with_secret());
  outside_.answer(endpoint, 400, R"({"error":"invalid_client","error_codes":[7000215]})");
  for (int second = 0; second < 600; ++second) {
    EXPECT_EQ(get(), "");
    clock_.pass(seconds(1));
  }
  EXPECT_EQ(outside_.requests().size(), 10U);
  outside_.forget(endpoint);
  outside_.answer(endpoint, 200, granted("t1"));
  EXPECT_EQ(get(), "t1") << "mended within a minute";
}

TEST_F(BotTokenTest, LeavesADisturbedServiceAlone) {
  for (const int status : {429, 500, 503}) {
    use(with_secret());
    outside_.forget(endpoint);
    outside_.answer(endpoint, status, "<html>down</html>");
    const std::size_t before = outside_.requests().size();
    for (int second = 0; second < 3600; ++second) {
      EXPECT_EQ(get(), "");
      clock_.pass(seconds(1));
    }
    // After 1, 2 and 4 minutes, then every 5.
    EXPECT_EQ(outside_.requests().size() - before, 14U) << status;
  }
}

TEST_F(BotTokenTest, WaitsAsLongAsAskedButNotForEver) {
  struct Row {
    std::string said;
    seconds wait;
  };
  for (const Row& row : {Row{"120", seconds(120)}, Row{"10", seconds(60)}, Row{"99999999", seconds(300)},
                         Row{"-5", seconds(60)}, Row{"Wed, 21 Oct 2026 07:28:00 GMT", seconds(60)}}) {
    use(with_secret());
    outside_.forget(endpoint);
    OutsideAnswer busy;
    busy.status = 429;
    busy.headers.add("Retry-After", row.said);
    outside_.answer(endpoint, busy);
    outside_.answer(endpoint, 200, granted("t1"));
    EXPECT_EQ(get(), "");
    clock_.pass(row.wait - milliseconds(1));
    EXPECT_EQ(get(), "") << row.said;
    clock_.pass(milliseconds(1));
    EXPECT_EQ(get(), "t1") << row.said;
  }
}

TEST_F(BotTokenTest, DropsATokenThatWasRefused) {
  use(with_secret());
  for (const std::string token : {"t1", "t2", "t3"}) outside_.answer(endpoint, 200, granted(token));
  EXPECT_EQ(get(), "t1");
  token_->drop("t1");
  EXPECT_EQ(get(), "t2");
  token_->drop("t1");
  EXPECT_EQ(get(), "t2") << "another took its place already";
  token_->drop("t2");
  EXPECT_EQ(get(), "") << "a Connector that refuses every token causes one request a minute";
  clock_.pass(minutes(1));
  EXPECT_EQ(get(), "t3");
}

TEST_F(BotTokenTest, BelievesALifetimeWithinReason) {
  struct Row {
    std::string answer;
    minutes lifetime;  // 0: the token cannot be used
  };
  const std::string without = R"({"token_type":"Bearer","access_token":"t"})";
  const Row rows[] = {
      {granted("t", "3600"), minutes(60)},       {granted("t", "\"3600\""), minutes(60)},
      {granted("t", "3600.0"), minutes(60)},     {granted("t", "900"), minutes(15)},
      {granted("t", "60"), minutes(1)},          {granted("t", "59"), minutes(0)},
      {granted("t", "0"), minutes(0)},           {granted("t", "-1"), minutes(0)},
      {granted("t", "\"0\""), minutes(0)},       {granted("t", "\"nan\""), minutes(0)},
      {granted("t", "1e300"), minutes(24 * 60)}, {granted("t", "99999999999999999999"), minutes(24 * 60)},
      {granted("t", "\"soon\""), minutes(10)},   {granted("t", "null"), minutes(10)},
      {granted("t", "[1]"), minutes(10)},        {without, minutes(10)}};
  for (const Row& row : rows) {
    use(with_secret());
    outside_.forget(endpoint);
    outside_.answer(endpoint, 200, row.answer);
    outside_.answer(endpoint, OutsideFault::not_reached);
    EXPECT_EQ(get(), row.lifetime == minutes(0) ? "" : "t") << row.answer;
    if (row.lifetime == minutes(0)) continue;
    clock_.pass(row.lifetime - milliseconds(1));
    EXPECT_EQ(get(), "t") << row.answer;
    clock_.pass(milliseconds(1));
    EXPECT_EQ(get(), "") << row.answer;
  }
}

TEST_F(BotTokenTest, DoesNotAskAtEveryUseForATokenWithAShortLife) {
  use(with_secret());
  outside_.answer(endpoint, 200, granted("t", "240"));
  for (int second = 0; second < 600; ++second) {
    EXPECT_EQ(get(), "t");
    clock_.pass(seconds(1));
  }
  EXPECT_EQ(outside_.requests().size(), 10U);
}

TEST_F(BotTokenTest, TakesNothingElseForAToken) {
  for (const std::string& body :
       {std::string("<html>Sign in</html>"), std::string(), std::string("[]"), std::string("{}"),
        std::string(R"({"access_token":7,"expires_in":3600})"), granted(""), granted("a b"), granted("a\\r\\nX: y"),
        granted("\xC3\xA9"), granted(std::string(20'000, 'x')), granted(std::string(100'000, 'x')),
        std::string(R"({"token_type":"pop","access_token":"t","expires_in":3600})")}) {
    use(with_secret());
    outside_.forget(endpoint);
    outside_.answer(endpoint, 200, body);
    EXPECT_EQ(get(), "") << body.substr(0, 80);
  }
}

TEST_F(BotTokenTest, TellsTheOperatorWhatToDoAndNothingOfTheAnswer) {
  struct Row {
    int status;
    std::string answer;
    std::string reason;
  };
  const auto entra = [](const std::string& code) {
    return R"({"error":"invalid_client","error_description":"AADSTS)" + code +
           R"(: What-the-server-said.","error_codes":[)" + code + "]}";
  };
  const Row rows[] = {
      {400, entra("700016"), "app_not_in_tenant"},
      {401, entra("7000229"), "no_service_principal"},
      {401, entra("7000215"), "wrong_secret"},
      {401, entra("7000222"), "secret_expired"},
      {401, entra("700027"), "certificate_not_known"},
      {400, entra("90002"), "tenant_not_found"},
      {400, entra("123"), "refused"},
      {401, R"({"error_description":"AADSTS7000222: What-the-server-said."})", "secret_expired"},
      {401, R"({"error_description":"AADSTS: What-the-server-said.","error_codes":["7000222"]})", "refused"},
      {400, "What-the-server-said", "refused"},
      {302, "", "refused"},
      {429, entra("7000222"), "too_many_requests"},
      {503, "What-the-server-said", "service_failed"},
      {200, "What-the-server-said", "not_json"},
  };
  std::size_t lines = 0;
  for (const Row& row : rows) {
    use(with_secret());
    outside_.forget(endpoint);
    outside_.answer(endpoint, row.status, row.answer);
    EXPECT_EQ(get(), "");
    const std::string log = log_.text();
    EXPECT_NE(log.find("\"reason\":\"" + row.reason + "\",\"hint\":\"", lines), std::string::npos) << log;
    lines = log.size();
  }
  EXPECT_FALSE(log_.has("What-the-server-said"));
  EXPECT_FALSE(log_.has("se cret"));
}

}  // namespace
}  // namespace meldmaat
