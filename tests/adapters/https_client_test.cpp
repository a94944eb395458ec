// SPDX-License-Identifier: EUPL-1.2
// Checks the outgoing door against plain servers on loopback: answers of every shape, connections that are kept and
// lost, settings, and which origins get to see a token. What needs TLS is in https_tls_test.cpp.
#include "adapters/https_client.hpp"

#include <gtest/gtest.h>

#include "tests/adapters/outside_caller.hpp"
#include "tests/adapters/outside_server.hpp"

namespace meldmaat {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

WireAnswer say_ok(const std::string&) {
  return answer_with(200, "hello");
}

// A client for one plain server on this machine.
class PlainCaller {
 public:
  explicit PlainCaller(const OutsideServer& server, const HttpsSeams& seams = HttpsSeams())
      : url("http://127.0.0.1:" + std::to_string(server.port())) {
    HttpsSettings settings;
    settings.bearer_origins = {url};
    caller.emplace(settings, seams);
  }

  std::string url;
  std::optional<OutsideCaller> caller;
};

// The exchange goes over a kept connection, so that a short limit never ends before the request was sent.
std::string outcome_with(const WireAnswer& said, milliseconds limit = seconds(20)) {
  OutsideServer server(
      [&said](const std::string& request) { return request.starts_with("GET /first") ? say_ok(request) : said; });
  PlainCaller plain(server);
  EXPECT_EQ(outcome_of(plain.caller->call(ask(plain.url + "/first"))), "200");
  return outcome_of(plain.caller->call(ask(plain.url, limit)));
}

std::string chunked(std::size_t bytes) {
  std::string text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (; bytes >= 0x1000; bytes -= 0x1000) text += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  return text + "0\r\n\r\n";
}

TEST(HttpsClient, TakesWholeAnswers) {
  EXPECT_EQ(outcome_with(answer_with(200, std::string(64 * 1024, 'x'))), "200");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 204 No Content\r\n\r\n")), "204");
  EXPECT_EQ(outcome_with(WireAnswer(chunked(0x10000))), "200");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.0 200 OK\r\n\r\nto the end", WireAnswer::Then::hang_up)), "200");
  EXPECT_EQ(outcome_with(answer_with(502, "<html>Bad gateway</html>", "Content-Type: text/html\r\n")), "502");
  const WireAnswer late = WireAnswer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" +
                                     answer_with(201, "hello").bytes);
  EXPECT_EQ(outcome_with(late), "201");
}

TEST(HttpsClient, ReportsWhatIsNoWholeAnswer) {
  const milliseconds soon(30);
  const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
  EXPECT_EQ(outcome_with(WireAnswer(half), soon), "lost");
  EXPECT_EQ(outcome_with(WireAnswer(half, WireAnswer::Then::hang_up)), "lost");
  EXPECT_EQ(outcome_with(WireAnswer("", WireAnswer::Then::hang_up)), "lost");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 200 OK\r\nContent-", WireAnswer::Then::hang_up)), "lost");
  EXPECT_EQ(outcome_with(WireAnswer(""), soon), "lost");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")), "too_large");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", WireAnswer::Then::drip), soon),
            "lost");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 200 OK\r\nX: ", WireAnswer::Then::drip), soon), "lost");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x'))), "lost");
  EXPECT_EQ(outcome_with(WireAnswer("SSH-2.0-OpenSSH\r\n\r\n")), "lost");
  EXPECT_EQ(outcome_with(WireAnswer("<html></html>", WireAnswer::Then::hang_up)), "lost");
  EXPECT_EQ(outcome_with(answer_with(200, "zip", "Content-Encoding: gzip\r\n")), "lost");
  std::string hints;
  for (int number = 0; number < 9; ++number) hints += "HTTP/1.1 103 Early Hints\r\n\r\n";
  EXPECT_EQ(outcome_with(WireAnswer(hints, WireAnswer::Then::hang_up)), "lost");
}

TEST(HttpsClient, CutsOffWhatIsTooLarge) {
  EXPECT_EQ(outcome_with(answer_with(200, std::string(64 * 1024 + 1, 'x'))), "too_large");
  EXPECT_EQ(outcome_with(answer_with(500, std::string(10 * 1024 * 1024, 'x'))), "too_large");
  EXPECT_EQ(outcome_with(WireAnswer(chunked(0x11000))), "too_large");
  EXPECT_EQ(outcome_with(WireAnswer("HTTP/1.1 200 OK\r\n\r\n" + std::string(70'000, 'x'), WireAnswer::Then::hang_up)),
            "too_large");
}

TEST(HttpsClient, FollowsNoRedirect) {
  OutsideServer thief(say_ok);
  const std::string elsewhere = "Location: http://127.0.0.1:" + std::to_string(thief.port()) + "/\r\n";
  for (const int status : {301, 302, 303, 307, 308}) {
    OutsideServer server([&](const std::string&) { return answer_with(status, "", elsewhere); });
    PlainCaller plain(server);
    EXPECT_EQ(status_of(plain.caller->call(ask_with_token(plain.url))), status);
    EXPECT_EQ(server.requests().size(), 1U);
  }
  EXPECT_EQ(thief.connections(), 0U);
}

TEST(HttpsClient, KeepsConnectionsForTheNext) {
  OutsideServer server(say_ok);
  PlainCaller plain(server);
  OutsideCaller& caller = *plain.caller;
  constexpr std::size_t at_once = 5;
  for (int round = 0; round < 3; ++round) {
    caller.results.clear();
    for (std::size_t number = 0; number < at_once; ++number) caller.begin(ask(plain.url));
    while (caller.results.size() < at_once) caller.io.run_one();
    for (const OutsideResult& result : caller.results) EXPECT_EQ(outcome_of(result), "200");
  }
  EXPECT_EQ(server.requests().size(), 3 * at_once);
  EXPECT_GE(server.connections(), at_once);
  EXPECT_LT(server.connections(), 3 * at_once);
  EXPECT_EQ(caller.client.idle(), server.connections());
}

TEST(HttpsClient, ClosesWhatNobodyUses) {
  OutsideServer server(say_ok);
  HttpsSeams quick;
  quick.idle_round = milliseconds(1);
  PlainCaller plain(server, quick);
  EXPECT_EQ(outcome_of(plain.caller->call(ask(plain.url))), "200");
  while (plain.caller->client.idle() > 0) plain.caller->io.run_one();
  plain.caller->io.run();  // Its clock stands still again: nothing is left to do.
  EXPECT_EQ(outcome_of(plain.caller->call(ask(plain.url))), "200");
  EXPECT_EQ(server.connections(), 2U);
}

TEST(HttpsClient, KeepsNothingThatCannotBeTrusted) {
  for (const WireAnswer& said :
       {answer_with(200, "hello", "Connection: close\r\n"), WireAnswer(answer_with(200, "hello").bytes + "and more"),
        WireAnswer("HTTP/1.0 204 No\r\n\r\n")}) {
    OutsideServer server([&said](const std::string&) { return said; });
    PlainCaller plain(server);
    EXPECT_NE(status_of(plain.caller->call(ask(plain.url))), 0);
    EXPECT_EQ(plain.caller->client.idle(), 0U) << said.bytes;
  }
}

TEST(HttpsClient, SendsNothingTwice) {
  OutsideServer server([](const std::string& request) {
    return request.starts_with("GET") ? say_ok(request) : WireAnswer("", WireAnswer::Then::hang_up);
  });
  PlainCaller plain(server);
  EXPECT_EQ(outcome_of(plain.caller->call(ask(plain.url))), "200");
  EXPECT_EQ(outcome_of(plain.caller->call(OutsideRequest(Method::post, plain.url))), "lost");
  EXPECT_EQ(server.requests().size(), 2U) << "the kept connection failed after the request was written";
  EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpsClient, TellsWhenNobodyIsThere) {
  std::optional<OutsideServer> server(say_ok);
  PlainCaller plain(*server);
  server.reset();
  EXPECT_EQ(outcome_of(plain.caller->call(ask_with_token(plain.url))), "not_reached");
  EXPECT_TRUE(plain.caller->log.has("\"step\":\"connection\""));
}

TEST(HttpsClient, DoesNotWaitForASlowSearchForAName) {
  HttpsSettings settings;
  settings.open_origins = {"https://slow.test"};
  HttpsSeams seams;
  seams.look_up = [](std::string) -> boost::asio::awaitable<std::vector<boost::asio::ip::address>> {
    boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                    boost::asio::steady_timer::time_point::max());
    co_await never.async_wait(boost::asio::use_awaitable);
    co_return std::vector<boost::asio::ip::address>();
  };
  OutsideCaller caller(settings, seams);
  EXPECT_EQ(outcome_of(caller.call(ask("https://slow.test/", milliseconds(5)))), "not_reached");
}

TEST(HttpsClient, AsksTheSystemForNames) {
  boost::asio::io_context io(1);
  std::vector<boost::asio::ip::address> found;
  boost::asio::co_spawn(io, look_up("localhost"),
                        [&found](const std::exception_ptr&, auto addresses) { found = std::move(addresses); });
  boost::asio::co_spawn(io, look_up("no.such.name.invalid"),
                        [](const std::exception_ptr&, const auto& addresses) { EXPECT_TRUE(addresses.empty()); });
  io.run();
  ASSERT_FALSE(found.empty());
  for (const auto& address : found) EXPECT_TRUE(address.is_loopback());
}

TEST(HttpsClient, RefusesSettingsItCannotKeep) {
  const auto with = [](auto change) {
    HttpsSettings settings;
    change(settings);
    OutsideCaller caller(settings);
  };
  for (const std::string origin : {"http://a.example", "http://10.0.0.1", "https://a.example/", "https://a.example/x",
                                   "a.example", "", "https://*.x", "http://127.0.0.1.example", "ftp://127.0.0.1"}) {
    EXPECT_THROW(with([&](HttpsSettings& s) { s.bearer_origins = {origin}; }), std::invalid_argument) << origin;
  }
  EXPECT_THROW(with([](HttpsSettings& s) { s.open_suffixes = {"sharepoint.com"}; }), std::invalid_argument);
  EXPECT_THROW(with([](HttpsSettings& s) { s.open_suffixes = {".share point"}; }), std::invalid_argument);
  EXPECT_THROW(with([](HttpsSettings& s) { s.open_suffixes = {".sharepoint.com/x"}; }), std::invalid_argument);
  EXPECT_THROW(with([](HttpsSettings& s) { s.proxy = "https://proxy.example:8080"; }), std::invalid_argument);
  EXPECT_THROW(with([](HttpsSettings& s) { s.proxy = "proxy.example:8080"; }), std::invalid_argument);
  EXPECT_THROW(with([](HttpsSettings& s) {
                 s.open_suffixes = {".sharepoint.com"};
                 s.ca_file = "/nowhere/ca.pem";
               }),
               std::runtime_error);
  EXPECT_NO_THROW(with([](HttpsSettings& s) {
    s.open_origins = {"http://169.254.169.254", "http://[::1]:80", "http://localhost:1", "https://a.example:8443"};
    s.proxy = "http://10.0.0.1:3128";
    s.open_suffixes = {".sharepoint.com"};
  }));
}

TEST(HttpsClient, GivesATokenOnlyToANamedOrigin) {
  TestNames names;
  HttpsSettings settings;
  settings.bearer_origins = {"https://smba.test"};
  settings.open_origins = {"https://login.test"};
  settings.open_suffixes = {".Files.test"};
  OutsideCaller caller(settings, names.seams());
  const auto outcome = [&](const std::string& url, const std::string& bearer) {
    OutsideRequest request = ask(url);
    request.bearer = bearer;
    return outcome_of(caller.call(request));
  };
  // Nothing is found of any name: a call that is allowed is one that is not reached.
  EXPECT_EQ(outcome("https://smba.test/", "token"), "not_reached");
  EXPECT_EQ(outcome("https://login.test/", ""), "not_reached");
  EXPECT_EQ(outcome("https://town.files.test/", ""), "not_reached");
  EXPECT_EQ(names.asked, (std::vector<std::string>{"smba.test", "login.test", "town.files.test"}));
  EXPECT_EQ(outcome("https://login.test/", "token"), "not_allowed");
  EXPECT_EQ(outcome("https://town.files.test/", "token"), "not_allowed");
  for (const std::string url :
       {"http://smba.test/", "https://smba.test:8443/", "https://smba.test./", "https://x.smba.test/", "https://test/",
        "https://town.files.test:8443/", "http://town.files.test/", "https://files.test/", "https://evilfiles.test/",
        "https://town.files.test.evil.test/", "http://127.0.0.1/", "https://127.0.0.1/", "no address"}) {
    EXPECT_EQ(outcome(url, ""), "not_allowed") << url;
    EXPECT_EQ(outcome(url, "token"), "not_allowed") << url;
  }
  EXPECT_EQ(outcome("https://smba.test/", "token\r\nX: y"), "not_allowed");
  OutsideRequest smuggled = ask("https://town.files.test/");
  smuggled.headers.add("authorization", "Bearer token");
  EXPECT_EQ(outcome_of(caller.call(smuggled)), "not_allowed");
  EXPECT_EQ(names.asked.size(), 3U);
  EXPECT_TRUE(caller.log.has("smba.test"));
  EXPECT_FALSE(caller.log.has("town")) << "that name came from outside";
}

}  // namespace
}  // namespace meldmaat
