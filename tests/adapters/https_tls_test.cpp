// SPDX-License-Identifier: EUPL-1.2
// Checks the outgoing door behind TLS, against real servers on loopback: good and bad certificates, names that lead
// astray, connections that are kept and lost, and a proxy.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <fstream>
#include <utility>

#include "adapters/https_client.hpp"
#include "tests/adapters/outside_caller.hpp"
#include "tests/adapters/outside_server.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {
namespace {

using boost::asio::ip::make_address;

const boost::asio::ip::address here = boost::asio::ip::address_v4::loopback();

WireAnswer say_ok(const std::string&) {
  return answer_with(200, "hello");
}

// An authority that the client trusts, besides the system's.
class HttpsClientTls : public testing::Test {
 protected:
  HttpsClientTls() { std::ofstream(folder_ / "ca.pem") << authority_.certificate(); }

  HttpsSettings settings(std::uint16_t port) {
    names_.known["smba.town.test"] = {here};
    HttpsSettings made;
    made.bearer_origins = {origin(port)};
    made.ca_file = folder_ / "ca.pem";
    made.user_agent = "meldmaat/1";
    return made;
  }
  static std::string origin(std::uint16_t port) { return "https://smba.town.test:" + std::to_string(port); }

  // What becomes of a call to a server with this certificate; it must not hear a request it is not trusted with.
  std::string call_server_with(const TestCertificate& certificate, int newest = 0) {
    OutsideServer server(certificate, say_ok, newest);
    OutsideCaller caller(settings(server.port()), names_.seams());
    const std::string outcome = outcome_of(caller.call(ask_with_token(origin(server.port()) + "/x")));
    if (outcome != "200") {
      EXPECT_TRUE(server.requests().empty());
      EXPECT_TRUE(caller.log.has("\"step\":\"tls\"")) << caller.log.text();
    }
    return outcome;
  }

  fakes::TemporaryFolder folder_;
  TestAuthority authority_;
  TestNames names_;
};

TEST_F(HttpsClientTls, ExchangesWithACertifiedServer) {
  OutsideServer server(authority_.issue("DNS:smba.town.test"), say_ok);
  OutsideCaller caller(settings(server.port()), names_.seams());
  OutsideRequest request(Method::post, origin(server.port()) + "/v3/conversations?x=1");
  request.bearer = "the-token";
  request.headers.add("Content-Type", "application/json");
  request.body = "{}";
  const OutsideResult result = caller.call(request);
  ASSERT_EQ(outcome_of(result), "200");
  EXPECT_EQ(std::get<OutsideAnswer>(result).body, "hello");
  EXPECT_EQ(server.requests(),
            std::vector<std::string>{
                "POST /v3/conversations?x=1 HTTP/1.1\r\nHost: smba.town.test:" + std::to_string(server.port()) +
                "\r\nUser-Agent: meldmaat/1\r\nAccept-Encoding: identity\r\n"
                "Authorization: Bearer the-token\r\nContent-Type: application/json\r\n"
                "Content-Length: 2\r\n\r\n{}"});
  EXPECT_EQ(server.names(), std::vector<std::string>{"smba.town.test"});
  EXPECT_EQ(outcome_of(caller.call(request)), "200");
  EXPECT_EQ(server.connections(), 1U);
  EXPECT_EQ(names_.asked.size(), 1U);
}

TEST_F(HttpsClientTls, RefusesBadCertificatesAndOldTls) {
  EXPECT_EQ(call_server_with(authority_.issue("DNS:smba.town.test")), "200");
  EXPECT_EQ(call_server_with(authority_.issue("DNS:*.town.test")), "200");
  EXPECT_EQ(call_server_with(authority_.issue("DNS:smba.town.test"), TLS1_2_VERSION), "200");
  EXPECT_EQ(call_server_with(authority_.issue("DNS:other.test")), "not_reached");
  EXPECT_EQ(call_server_with(authority_.issue("DNS:*.smba.town.test")), "not_reached");
  EXPECT_EQ(call_server_with(authority_.issue("IP:127.0.0.1")), "not_reached");
  EXPECT_EQ(call_server_with(authority_.issue("DNS:smba.town.test", TestAuthority::Validity::expired)), "not_reached");
  EXPECT_EQ(call_server_with(self_signed("DNS:smba.town.test")), "not_reached");
  EXPECT_EQ(call_server_with(TestAuthority().issue("DNS:smba.town.test")), "not_reached");
  EXPECT_EQ(call_server_with(authority_.issue("DNS:smba.town.test"), TLS1_1_VERSION), "not_reached");
}

TEST_F(HttpsClientTls, ChecksTheAddressInACertificate) {
  const auto to_address = [this](const std::string& name) {
    OutsideServer server(authority_.issue(name), say_ok);
    HttpsSettings with_address = settings(server.port());
    with_address.open_origins = {"https://127.0.0.1:" + std::to_string(server.port())};
    OutsideCaller caller(with_address, names_.seams());
    return outcome_of(caller.call(ask(with_address.open_origins.front())));
  };
  EXPECT_EQ(to_address("IP:127.0.0.1"), "200");
  EXPECT_EQ(to_address("IP:127.0.0.2"), "not_reached");
  EXPECT_EQ(to_address("DNS:127.0.0.1"), "not_reached");
}

TEST_F(HttpsClientTls, DoesNotTakeACutBodyForAWholeOne) {
  OutsideServer server(authority_.issue("DNS:smba.town.test"), [](const std::string&) {
    return WireAnswer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"half\":", WireAnswer::Then::hang_up);
  });
  OutsideCaller caller(settings(server.port()), names_.seams());
  EXPECT_EQ(outcome_of(caller.call(ask(origin(server.port())))), "lost");
}

TEST_F(HttpsClientTls, GivesUpInTime) {
  const std::chrono::milliseconds soon(50);
  OutsideServer half(authority_.issue("DNS:smba.town.test"), [](const std::string& request) {
    if (request.starts_with("GET /first")) return say_ok(request);
    return WireAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
  });
  OutsideCaller caller(settings(half.port()), names_.seams());
  EXPECT_EQ(outcome_of(caller.call(ask(origin(half.port()) + "/first"))), "200");
  EXPECT_EQ(outcome_of(caller.call(ask(origin(half.port()), soon))), "lost");
  // It takes the first bytes of the handshake for a request that is not yet whole.
  OutsideServer no_tls(say_ok);
  OutsideCaller deaf(settings(no_tls.port()), names_.seams());
  EXPECT_EQ(outcome_of(deaf.call(ask(origin(no_tls.port()), soon))), "not_reached");
  OutsideServer silent_proxy([](const std::string&) { return WireAnswer(""); });
  HttpsSettings by_proxy = settings(443);
  by_proxy.proxy = "http://127.0.0.1:" + std::to_string(silent_proxy.port());
  OutsideCaller waiting(by_proxy, names_.seams());
  EXPECT_EQ(outcome_of(waiting.call(ask("https://smba.town.test/", soon))), "not_reached");
}

TEST_F(HttpsClientTls, SeesThatAnIdleConnectionWasClosed) {
  OutsideServer server(authority_.issue("DNS:smba.town.test"), say_ok);
  OutsideCaller caller(settings(server.port()), names_.seams());
  for (std::size_t connections = 1; connections < 4; ++connections) {
    EXPECT_EQ(outcome_of(caller.call(ask(origin(server.port())))), "200");
    EXPECT_EQ(server.connections(), connections);
    server.hang_up();
  }
}

TEST_F(HttpsClientTls, LooksAtTheAddressForEveryNewConnection) {
  OutsideServer server(authority_.issue("DNS:smba.town.test"), say_ok);
  OutsideCaller caller(settings(server.port()), names_.seams());
  const OutsideRequest request = ask_with_token(origin(server.port()));
  EXPECT_EQ(outcome_of(caller.call(request)), "200");
  for (const std::string address :
       {"10.0.0.1", "127.0.0.2", "169.254.169.254", "::1", "::ffff:8.8.8.8", "fd00::1", "0.0.0.0"}) {
    names_.known["smba.town.test"] = {make_address(address)};
    server.hang_up();
    EXPECT_EQ(outcome_of(caller.call(request)), "not_allowed") << address;
    names_.known["smba.town.test"] = {here, make_address(address)};
    EXPECT_EQ(outcome_of(caller.call(request)), "not_allowed") << address;
  }
  names_.known["smba.town.test"].clear();
  EXPECT_EQ(outcome_of(caller.call(request)), "not_reached");
  names_.known["smba.town.test"] = {here};
  EXPECT_EQ(outcome_of(caller.call(request)), "200");
  EXPECT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(HttpsClientTls, AServerOfOurOwnMayStandAnywhereAndNoOtherMay) {
  OutsideServer own(authority_.issue("DNS:smba.town.test"), say_ok);
  OutsideServer other(authority_.issue("DNS:other.town.test"), say_ok);
  HttpsSettings ours = settings(other.port());
  ours.own_origins = {origin(own.port())};
  const std::string other_origin = "https://other.town.test:" + std::to_string(other.port());
  ours.bearer_origins = {other_origin};
  HttpsSeams seams = names_.seams();
  seams.is_public = is_public;  // Loopback is private, as it is outside of tests.
  names_.known["other.town.test"] = {here};
  OutsideCaller caller(ours, seams);
  EXPECT_EQ(outcome_of(caller.call(ask_with_token(origin(own.port())))), "200");
  EXPECT_EQ(outcome_of(caller.call(ask_with_token(other_origin))), "not_allowed");
  EXPECT_EQ(outcome_of(caller.call(ask_with_token(origin(other.port())))), "not_allowed")
      << "the same name, another port";
  EXPECT_TRUE(other.requests().empty());
  EXPECT_EQ(own.requests().size(), 1U);
}

TEST_F(HttpsClientTls, AServerOfOurOwnIsNotBelievedWithoutItsCertificate) {
  OutsideServer server(authority_.issue("DNS:other.test"), say_ok);
  HttpsSettings ours = settings(server.port());
  ours.own_origins = std::exchange(ours.bearer_origins, {});
  OutsideCaller caller(ours, names_.seams());
  EXPECT_EQ(outcome_of(caller.call(ask_with_token(ours.own_origins.front()))), "not_reached");
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(HttpsClientTls, GoesThroughAProxy) {
  OutsideServer server(authority_.issue("DNS:smba.town.test"), say_ok);
  OutsideServer proxy([&server](const std::string&) {
    return WireAnswer("HTTP/1.1 200 Connection established\r\n\r\n", WireAnswer::Then::tunnel, server.port());
  });
  HttpsSettings by_proxy = settings(server.port());
  by_proxy.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
  OutsideCaller caller(by_proxy, names_.seams());
  EXPECT_EQ(outcome_of(caller.call(ask_with_token(origin(server.port())))), "200");
  EXPECT_EQ(outcome_of(caller.call(ask_with_token(origin(server.port())))), "200");
  const std::string place = "smba.town.test:" + std::to_string(server.port());
  EXPECT_EQ(proxy.requests(), std::vector<std::string>{"CONNECT " + place + " HTTP/1.1\r\nHost: " + place +
                                                       "\r\nUser-Agent: meldmaat/1\r\n\r\n"});
  EXPECT_TRUE(names_.asked.empty()) << "the proxy looks the names up";

  by_proxy.proxy_user = "Aladdin";
  by_proxy.proxy_password = Secret("open sesame");
  OutsideCaller known(by_proxy, names_.seams());
  EXPECT_EQ(outcome_of(known.call(ask(origin(server.port())))), "200");
  EXPECT_NE(proxy.requests().back().find("\r\nProxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"),
            std::string::npos);
  EXPECT_EQ(server.requests().back().find("Proxy-"), std::string::npos);
  EXPECT_EQ(outcome_of(known.call(ask_with_token("https://other.test/"))), "not_allowed");
}

TEST_F(HttpsClientTls, TellsWhenTheProxyRefuses) {
  for (const std::string said : {"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
                                 "HTTP/1.1 403 No\r\n\r\n<html>", "HTTP/1.1 200 OK\r\n\r\nspeaks out of turn",
                                 "HTTP/1.1 302 Login\r\nLocation: http://portal/\r\n\r\n", "SSH-2.0\r\n", ""}) {
    OutsideServer proxy([&said](const std::string&) { return WireAnswer(said, WireAnswer::Then::hang_up); });
    HttpsSettings by_proxy = settings(443);
    by_proxy.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
    OutsideCaller caller(by_proxy, names_.seams());
    EXPECT_EQ(outcome_of(caller.call(ask_with_token("https://smba.town.test/"))), "not_reached") << said;
    EXPECT_TRUE(caller.log.has("\"step\":\"proxy\",\"host\":\"smba.town.test\""));
    for (const std::string& request : proxy.requests()) EXPECT_EQ(request.find("the-token"), std::string::npos);
  }
}

}  // namespace
}  // namespace meldmaat
