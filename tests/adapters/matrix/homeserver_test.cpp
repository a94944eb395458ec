// SPDX-License-Identifier: EUPL-1.2
// Checks what each answer of a homeserver means (rows O2-O7), how addresses are made (O11), and that every call says
// who asks: the bot, with its device. The homeserver is a script.
#include "adapters/matrix/homeserver.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>

#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/scripted_outside.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;
using Kind = HomeserverAnswer::Kind;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

const Moment now{seconds{1'792'000'000}};

OutsideAnswer answered(int status, std::string body, const std::string& retry_after = "") {
  OutsideAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  if (!retry_after.empty()) answer.headers.add("Retry-After", retry_after);
  return answer;
}

HomeserverAnswer judged(int status, std::string body, const std::string& retry_after = "") {
  return judge_homeserver(answered(status, std::move(body), retry_after), now);
}

HomeserverAnswer judged_error(int status, const std::string& code) {
  return judged(status, json{{"errcode", code}, {"error", "x"}}.dump());
}

TEST(HomeserverAnswers, ATakenOneHoldsItsObject) {
  const HomeserverAnswer answer = judged(200, R"({"event_id":"$1"})");
  EXPECT_EQ(answer.kind, Kind::taken);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, (json{{"event_id", "$1"}}));
  EXPECT_FALSE(answer.perhaps);
}

TEST(HomeserverAnswers, AnythingButAnObjectIsNoAnswerAndMayHaveHadItsEffect) {
  for (const std::string body : {"<html>Signed in</html>", "[]", "", "true", R"({"event_id":)"}) {
    const HomeserverAnswer answer = judged(200, body);
    EXPECT_EQ(answer.kind, Kind::later) << body;
    EXPECT_TRUE(answer.perhaps) << body;
  }
}

TEST(HomeserverAnswers, EachRefusalIsOfItsKind) {
  struct Row {
    int status;
    std::string code;
    Kind kind;
  };
  const std::vector<Row> rows{{401, "M_UNKNOWN_TOKEN", Kind::unauthorised},
                              {401, "M_MISSING_TOKEN", Kind::unauthorised},
                              {403, "M_FORBIDDEN", Kind::forbidden},
                              {404, "M_NOT_FOUND", Kind::absent},
                              {400, "M_BAD_JSON", Kind::refused},
                              {400, "M_USER_IN_USE", Kind::refused},
                              {400, "M_DUPLICATE_ANNOTATION", Kind::refused},
                              {409, "M_UNKNOWN", Kind::refused},
                              {413, "M_TOO_LARGE", Kind::refused},
                              {429, "M_LIMIT_EXCEEDED", Kind::later},
                              {400, "M_LIMIT_EXCEEDED", Kind::later},
                              {408, "M_UNKNOWN", Kind::later},
                              {500, "M_UNKNOWN", Kind::later},
                              {504, "M_UNKNOWN", Kind::later},
                              {302, "", Kind::refused}};
  for (const Row& row : rows) {
    const HomeserverAnswer answer = judged_error(row.status, row.code);
    EXPECT_EQ(answer.kind, row.kind) << row.status << " " << row.code;
    EXPECT_EQ(answer.status, row.status);
    EXPECT_EQ(answer.code, row.code);
    EXPECT_TRUE(answer.body.is_null()) << "an error is nobody's answer";
  }
}

TEST(HomeserverAnswers, APageOfAProxyIsJudgedByItsStatus) {
  EXPECT_EQ(judged(502, "<html>Bad gateway</html>").kind, Kind::later);
  EXPECT_EQ(judged(503, "").kind, Kind::later);
  EXPECT_EQ(judged(403, "<html>Keep out</html>").kind, Kind::forbidden);
  EXPECT_EQ(judged(404, "[1]").kind, Kind::absent);
  EXPECT_EQ(judged(400, R"({"errcode":7})").code, "");
}

TEST(HomeserverAnswers, OnlyWhatWasCountedOutCertainlyHadNoEffect) {
  EXPECT_FALSE(judged_error(429, "M_LIMIT_EXCEEDED").perhaps);
  EXPECT_TRUE(judged_error(500, "M_UNKNOWN").perhaps);
  EXPECT_FALSE(judged_error(403, "M_FORBIDDEN").perhaps);
}

TEST(HomeserverAnswers, WaitsAsLongAsEitherFormAsks) {
  const std::string older = R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2500})";
  const std::string neither = R"({"errcode":"M_LIMIT_EXCEEDED"})";
  EXPECT_EQ(judged(429, neither).retry_after, milliseconds{0});
  EXPECT_EQ(judged(429, neither, "4").retry_after, seconds{4});
  EXPECT_EQ(judged(429, older).retry_after, milliseconds{2500});
  EXPECT_EQ(judged(429, older, "4").retry_after, seconds{4});
  EXPECT_EQ(judged(429, older, "1").retry_after, milliseconds{2500});
  EXPECT_EQ(judged(503, "<html>", "7").retry_after, seconds{7});
}

TEST(HomeserverAnswers, WaitsForNothingThatNobodyMeans) {
  const auto asked = [](const std::string& pause) {
    return judged(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":)" + pause + "}").retry_after;
  };
  EXPECT_EQ(asked("-5"), milliseconds{0});
  EXPECT_EQ(asked("\"soon\""), milliseconds{0});
  EXPECT_EQ(asked("null"), milliseconds{0});
  EXPECT_EQ(asked("99999999999"), hours{24});
}

TEST(HomeserverAnswers, WithoutAnAnswerItDependsOnWhetherAnythingWasSent) {
  const auto without = [](OutsideFault fault) { return judge_homeserver(OutsideResult{fault}, now); };
  EXPECT_EQ(without(OutsideFault::not_reached).kind, Kind::later);
  EXPECT_FALSE(without(OutsideFault::not_reached).perhaps);
  EXPECT_EQ(without(OutsideFault::lost).kind, Kind::later);
  EXPECT_TRUE(without(OutsideFault::lost).perhaps);
  EXPECT_EQ(without(OutsideFault::too_large).kind, Kind::later);
  EXPECT_TRUE(without(OutsideFault::too_large).perhaps);
  EXPECT_EQ(without(OutsideFault::not_allowed).kind, Kind::refused) << "the address will not change";
  EXPECT_EQ(without(OutsideFault::lost).status, 0);
}

TEST(MatrixPath, EncodesEverySegmentAndNothingElse) {
  EXPECT_EQ(matrix_path("/v3/rooms/{}/send/m.room.message/{}", {"!r/%:h.example", "$e?#"}),
            "/v3/rooms/%21r%2F%25%3Ah.example/send/m.room.message/%24e%3F%23");
  EXPECT_EQ(matrix_path("/v3/x/{}", {"\xF0\x9F\x91\x8D"}), "/v3/x/%F0%9F%91%8D");
  EXPECT_EQ(matrix_path("/v3/{}/{}", {"{}", "a"}), "/v3/%7B%7D/a") << "what is filled in is not looked at again";
  EXPECT_EQ(matrix_path("/v3/sync?timeout=0", {}), "/v3/sync?timeout=0");
}

class HomeserverTest : public testing::Test {
 protected:
  static HomeserverSettings settings() {
    return {"https://matrix.zandrecht.example", "@meldmaat:zandrecht.example", "MELD/1", "meldmaat",
            Secret("as-token")};
  }
  static constexpr const char* client = "https://matrix.zandrecht.example/_matrix/client";
  static constexpr const char* user = "user_id=%40meldmaat%3Azandrecht.example";

  template <class Result>
  Result run(boost::asio::awaitable<Result> work) {
    std::optional<Result> got;
    boost::asio::co_spawn(io_, std::move(work), [&](const std::exception_ptr& thrown, Result result) {
      if (thrown) std::rethrow_exception(thrown);
      got = std::move(result);
    });
    io_.restart();
    io_.run();
    return std::move(got).value();
  }
  [[nodiscard]] const OutsideRequest& last() const { return outside_.requests().back(); }

  boost::asio::io_context io_{1};
  ScriptedOutside outside_{io_.get_executor()};
  HandClock clock_{now};
  Homeserver homeserver_{outside_, clock_, settings()};
};

TEST_F(HomeserverTest, EveryCallNamesTheBotAndItsDevice) {
  const std::string url = std::string(client) + "/v3/rooms/r?" + user + "&device_id=MELD%2F1";
  outside_.answer(url, 200, R"({"a":1})");
  const HomeserverAnswer answer = run(homeserver_.call(Method::put, "/v3/rooms/r", R"({"b":2})"));
  EXPECT_EQ(answer.kind, Kind::taken);
  EXPECT_EQ(last().url, url);
  EXPECT_EQ(last().method, Method::put);
  EXPECT_EQ(last().body, R"({"b":2})");
  EXPECT_EQ(last().bearer, "as-token");
  EXPECT_EQ(last().headers.value("Content-Type"), "application/json");
}

TEST_F(HomeserverTest, AQueryStaysInFrontOfWhoAsks) {
  (void)run(homeserver_.get("/v3/sync?timeout=0"));
  EXPECT_EQ(last().url, std::string(client) + "/v3/sync?timeout=0&" + user + "&device_id=MELD%2F1");
  EXPECT_EQ(last().headers.value("Content-Type"), "");
  EXPECT_EQ(last().body, "");
}

TEST_F(HomeserverTest, SignsUpAsTheServiceAndThenMakesTheDeviceOfTheBot) {
  const std::string accounts = std::string(client) + "/v3/register";
  const std::string device = std::string(client) + "/v3/devices/MELD%2F1?" + user;
  outside_.answer(accounts, 200, "{}");
  outside_.answer(device, 200, "{}");
  EXPECT_EQ(run(homeserver_.sign_up()).kind, Kind::taken);
  ASSERT_EQ(outside_.requests().size(), 2U);
  EXPECT_EQ(json::parse(outside_.requests()[0].body),
            (json{{"type", "m.login.application_service"}, {"username", "meldmaat"}, {"inhibit_login", true}}));
  EXPECT_EQ(outside_.requests()[0].url, accounts);
  EXPECT_EQ(outside_.requests()[1].url, device);
}

TEST_F(HomeserverTest, ABotThatIsThereAlreadyIsFine) {
  outside_.answer(std::string(client) + "/v3/register", 400, R"({"errcode":"M_USER_IN_USE"})");
  outside_.answer(std::string(client) + "/v3/devices/MELD%2F1?" + user, 200, "{}");
  EXPECT_EQ(run(homeserver_.sign_up()).kind, Kind::taken);
}

TEST_F(HomeserverTest, ANameThatIsNotOursEndsTheSigningUp) {
  outside_.answer(std::string(client) + "/v3/register", 400, R"({"errcode":"M_EXCLUSIVE"})");
  const HomeserverAnswer answer = run(homeserver_.sign_up());
  EXPECT_EQ(answer.kind, Kind::refused);
  EXPECT_EQ(answer.code, "M_EXCLUSIVE");
  EXPECT_EQ(outside_.requests().size(), 1U);
}

TEST_F(HomeserverTest, PingsAsTheService) {
  outside_.answer(std::string(client) + "/v1/appservice/meldmaat/ping", 200, R"({"duration_ms":3})");
  EXPECT_EQ(run(homeserver_.ping()).kind, Kind::taken);
  EXPECT_EQ(last().method, Method::post);
  EXPECT_EQ(last().body, "{}");
}

TEST_F(HomeserverTest, DownloadsNoMoreThanItMay) {
  const std::string url = std::string(client) + "/v1/media/download/h/1?" + user + "&device_id=MELD%2F1";
  outside_.answer(url, 200, "12345");
  const OutsideResult whole = run(homeserver_.download("/v1/media/download/h/1", 5));
  EXPECT_EQ(std::get<OutsideAnswer>(whole).body, "12345");
  EXPECT_EQ(last().bearer, "as-token");
  EXPECT_EQ(std::get<OutsideFault>(run(homeserver_.download("/v1/media/download/h/1", 4))), OutsideFault::too_large);
}

}  // namespace
}  // namespace meldmaat
