// SPDX-License-Identifier: EUPL-1.2
// Checks the door through a real listener on loopback: every HTTP row of the bad-input table sent whole, one byte at a
// time, and with a good request behind it that must never be handled; then keep-alive, limits, streams and stopping.
// Deadlines are in http_deadline_test.cpp.
#include "adapters/http_server.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <vector>

#include "tests/adapters/http_rows.hpp"
#include "tests/adapters/server_under_test.hpp"

namespace meldmaat {
namespace {

std::size_t answers_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("HTTP/1.1 "); at != text.npos; at = text.find("HTTP/1.1 ", at + 1)) ++count;
  return count;
}

enum class Way : std::uint8_t { whole, byte_by_byte, with_another_behind };

// Each row is answered once, with a right status, and nothing reaches the handler.
void expect_refused(const std::vector<BadRequest>& rows, Way way) {
  ServerUnderTest server;
  for (const BadRequest& row : rows) {
    RawClient client(server.port());
    switch (way) {
      case Way::whole: client.send(row.bytes); break;
      case Way::byte_by_byte: client.send_one_by_one(row.bytes); break;
      case Way::with_another_behind: client.send(row.bytes + good_request); break;
    }
    const std::string answer = client.read_to_end();
    const int status = status_of(answer);
    EXPECT_NE(std::find(row.statuses.begin(), row.statuses.end(), status), row.statuses.end())
        << row.name << " got " << status;
    EXPECT_EQ(answers_in(answer), 1U) << row.name;
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos) << row.name;
  }
  EXPECT_EQ(server.handler().handled, 0);
  RawClient next(server.port());
  next.send(good_request);
  EXPECT_EQ(status_of(next.read_answer()), 200);
}

class BadRequests : public testing::TestWithParam<Way> {};

TEST_P(BadRequests, AboutFramingAreRefused) {
  expect_refused(framing_rows(), GetParam());
}
TEST_P(BadRequests, AboutFieldsAreRefused) {
  expect_refused(field_rows(), GetParam());
}
TEST_P(BadRequests, AboutTheFirstLineAreRefused) {
  expect_refused(first_line_rows(), GetParam());
}
TEST_P(BadRequests, AboutChunksAreRefused) {
  expect_refused(chunk_rows(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(HttpServer, BadRequests,
                         testing::Values(Way::whole, Way::byte_by_byte, Way::with_another_behind));

TEST(HttpServer, CountsWhyItRefused) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send("\x16\x03\x01");
  EXPECT_EQ(status_of(client.read_to_end()), 400);
  EXPECT_NE(server.metrics().find("meldmaat_http_refusals_total{reason=\"not_http\"} 1\n"), std::string::npos);
}

TEST(HttpServer, NamesTheMethodsOfARoute) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/webhook"));
  EXPECT_NE(client.read_to_end().find("\r\nAllow: POST, PUT\r\n"), std::string::npos);
}

TEST(HttpServer, ReadsBodiesInEveryShape) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send_one_by_one(post("Content-Length: 3\r\n"));
  EXPECT_TRUE(client.read_answer().ends_with("POST /webhook abc 3"));
  client.send(post_chunked("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
  EXPECT_TRUE(client.read_answer().ends_with("POST /chunked abcde 5"));
  client.send_one_by_one(post_chunked("a\r\n0123456789\r\n0\r\n\r\n"));
  EXPECT_TRUE(client.read_answer().ends_with("POST /chunked 0123456789 10"));
  const std::string large(8 * 1024 * 1024, 'x');
  client.send("POST /large HTTP/1.1\r\nHost: meld.test\r\nContent-Length: " + std::to_string(large.size()) +
              "\r\n\r\n");
  client.send(large + good_request);
  EXPECT_TRUE(client.read_answer().ends_with(" 8388608"));
  EXPECT_EQ(status_of(client.read_answer()), 200);
}

TEST(HttpServer, ServesOneHundredPipelinedRequestsInOrder) {  // H31
  ServerUnderTest server;
  RawClient client(server.port());
  std::string all;
  for (int number = 0; number < 100; ++number) all += get("/page?n=" + std::to_string(number));
  client.send(all);
  for (int number = 0; number < 100; ++number) {
    const std::string answer = client.read_answer();
    EXPECT_TRUE(answer.ends_with("GET /page?n=" + std::to_string(number) + "  0")) << answer;
  }
  EXPECT_EQ(server.handler().handled, 100);
}

TEST(HttpServer, ServesOneRequestOfAConnectionAtATime) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/wait") + good_request);
  while (server.handler().waiting == 0) server.on_server([] {});
  EXPECT_EQ(server.handler().handled, 1);
  EXPECT_FALSE(client.has_news());
  server.on_server([&] { server.handler().open_gate(); });
  EXPECT_TRUE(client.read_answer().ends_with("GET /wait  0"));
  EXPECT_TRUE(client.read_answer().ends_with("GET /page?ok=1  0"));
}

TEST(HttpServer, AnswersWithoutABody) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send("HEAD /page HTTP/1.1\r\nHost: meld.test\r\n\r\n" + get("/nothing") + get("/bye"));
  const std::string all = client.read_to_end();
  EXPECT_EQ(answers_in(all), 3U);
  EXPECT_NE(all.find("Content-Length: 13\r\n\r\nHTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200"), std::string::npos)
      << all;
  EXPECT_TRUE(all.ends_with("Connection: close\r\n\r\nGET /bye  0"));
}

TEST(HttpServer, ClosesWhenAskedTo) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/page", "Host: meld.test\r\nConnection: close\r\n") + good_request);
  EXPECT_EQ(answers_in(client.read_to_end()), 1U);
  EXPECT_EQ(server.handler().handled, 1);
}

TEST(HttpServer, SaysContinueOnlyWhenTheBodyIsWanted) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(post("Content-Length: 3\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_TRUE(client.read_answer().ends_with("POST /webhook abc 3"));
  client.send(post("Content-Length: 9000\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(status_of(client.read_to_end()), 413);
}

TEST(HttpServer, TurnsAwayOnTheHeadAlone) {  // H08 of the Teams cases: the body was never sent
  ServerUnderTest server;
  for (const auto& [away, status] : {std::pair{"401", 401}, std::pair{"throw", 500}}) {
    RawClient client(server.port());
    client.send(std::string("POST /webhook HTTP/1.1\r\nHost: meld.test\r\nX-Away: ") + away +
                "\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
    const std::string answer = client.read_to_end();
    EXPECT_EQ(status_of(answer), status);
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
  }
  EXPECT_EQ(server.handler().handled, 0);
}

TEST(HttpServer, SurvivesAHandlerThatFails) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/fail") + good_request);
  const std::string answer = client.read_to_end();
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(answer.find("on purpose"), std::string::npos);
  EXPECT_EQ(server.handler().handled, 1);
  EXPECT_FALSE(server.house_stopped());
}

TEST(HttpServer, SurvivesClientsThatVanish) {
  ServerUnderTest server;
  for (const std::string& bytes :
       {std::string(), std::string("GET /pa"), post("Content-Length: 9\r\n"), good_request}) {
    RawClient client(server.port());
    client.send(bytes);
    client.reset();
  }
  RawClient next(server.port());
  next.send(good_request);
  EXPECT_EQ(status_of(next.read_answer()), 200);
}

TEST(HttpServer, LimitsConnectionsOfOnePeer) {
  HttpServerSettings settings = ServerUnderTest::usual();
  settings.most_connections_per_peer = 2;
  ServerUnderTest server(settings);
  RawClient first(server.port());
  first.send(good_request);
  EXPECT_EQ(status_of(first.read_answer()), 200);
  {
    RawClient second(server.port());
    second.send(good_request);
    EXPECT_EQ(status_of(second.read_answer()), 200);
    RawClient third(server.port());
    EXPECT_EQ(status_of(third.read_to_end()), 503);
  }
  int status = 503;
  while (status == 503) {  // Until the server has seen the second one leave.
    RawClient again(server.port());
    again.send(good_request);
    status = status_of(again.read_answer());
    if (status == 0) status = 503;
  }
  EXPECT_EQ(status, 200);
}

TEST(HttpServer, HoldsFiveHundredAndTwelveConnections) {
  rlimit descriptors{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &descriptors), 0);
  descriptors.rlim_cur = std::max<rlim_t>(descriptors.rlim_cur, std::min<rlim_t>(descriptors.rlim_max, 4096));
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &descriptors), 0);
  HttpServerSettings settings = ServerUnderTest::usual();
  settings.most_connections_per_peer = 1000;
  ServerUnderTest server(settings);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int count = 0; count < 512; ++count) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(good_request);
    ASSERT_EQ(status_of(clients.back()->read_answer()), 200) << count;
  }
  RawClient one_more(server.port());
  EXPECT_EQ(status_of(one_more.read_to_end()), 503);
  clients.front()->send(good_request);
  EXPECT_EQ(status_of(clients.front()->read_answer()), 200);
  EXPECT_NE(server.metrics().find("meldmaat_http_connections 512\n"), std::string::npos);
  EXPECT_NE(server.metrics().find("meldmaat_http_turned_away_total 1\n"), std::string::npos);
}

// The postbox: figures are kept by the minute, and would tell when somebody was there (threat model C12).
TEST(HttpServer, LeavesNoFigureOfARouteThatIsNotCounted) {
  ServerUnderTest server;
  const auto before = server.metrics();
  RawClient client(server.port());
  client.send(get("/quiet"));
  EXPECT_EQ(status_of(client.read_answer()), 200);
  EXPECT_EQ(server.metrics(), before) << "while the connection is open";
  client.reset();
  RawClient other(server.port());
  other.send(good_request);
  EXPECT_EQ(status_of(other.read_answer()), 200);
  EXPECT_NE(server.metrics().find("meldmaat_http_connections 1\n"), std::string::npos)
      << "and it is not taken off twice";
}

TEST(HttpServer, StreamsWhatIsPushedAndBeatsInSilence) {
  HttpServerSettings settings = ServerUnderTest::usual();
  settings.heartbeat = std::chrono::milliseconds(5);
  ServerUnderTest server(settings);
  RawClient client(server.port());
  client.send(get("/stream"));
  const std::string head = client.read_until("retry: 1\n\n");
  EXPECT_EQ(head.find("Content-Length"), std::string::npos);
  EXPECT_NE(head.find("Connection: close\r\n"), std::string::npos);
  client.read_until(":\n\n");
  server.on_server([&] {
    EXPECT_TRUE(server.handler().stream->push("data: 1\n\n"));
    EXPECT_TRUE(server.handler().stream->push("data: 2\n\n"));
    server.handler().stream->end();
    EXPECT_FALSE(server.handler().stream->push("data: 3\n\n"));
  });
  EXPECT_TRUE(client.read_to_end().ends_with("data: 1\n\ndata: 2\n\n"));
}

TEST(HttpServer, EndsAStreamWhenItsReaderLeaves) {
  ServerUnderTest server;
  {
    RawClient client(server.port());
    client.send(get("/stream"));
    client.read_until("retry: 1\n\n");
  }
  for (bool ended = false; !ended;) server.on_server([&] { ended = server.handler().stream->ended(); });
}

TEST(HttpServer, EndsAStreamThatNobodyReads) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/stream"));
  client.read_until("retry: 1\n\n");
  bool taken = true;
  server.on_server([&] {
    for (int count = 0; count < 1000 && taken; ++count) taken = server.handler().stream->push(std::string(1024, 'x'));
  });
  EXPECT_FALSE(taken);
}

TEST(HttpServer, FinishesTheRequestInHandWhenItStops) {
  ServerUnderTest server;
  RawClient idle(server.port());
  idle.send(good_request);
  EXPECT_EQ(status_of(idle.read_answer()), 200);
  RawClient reader(server.port());
  reader.send(get("/stream"));
  reader.read_until("retry: 1\n\n");
  RawClient busy(server.port());
  busy.send(get("/wait") + good_request);
  while (server.handler().waiting == 0) server.on_server([] {});
  auto cut = std::async(std::launch::async, [&] { return server.stop(); });
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_EQ(reader.read_to_end(), "");
  server.on_server([&] { server.handler().open_gate(); });
  const std::string answer = busy.read_to_end();
  EXPECT_TRUE(answer.ends_with("Connection: close\r\n\r\nGET /wait  0")) << answer;
  EXPECT_EQ(answers_in(answer), 1U);
  EXPECT_EQ(cut.get(), 0U);
}

TEST(HttpServer, CutsWhatDoesNotFinish) {
  HttpServerSettings settings = ServerUnderTest::usual();
  settings.stop_limit = std::chrono::milliseconds(5);
  ServerUnderTest server(settings);
  RawClient busy(server.port());
  busy.send(get("/wait"));
  while (server.handler().waiting == 0) server.on_server([] {});
  EXPECT_EQ(server.stop(), 1U);
  EXPECT_EQ(busy.read_to_end(), "");
  server.handler().open_gate();
}

// As at the end of the program: what the sessions refer to goes first, the context with their frames last.
TEST(HttpServer, MayGoBeforeItsSessions) {
  boost::asio::io_context io(1);
  EchoHandler handler(io);
  std::unique_ptr<RawClient> client;
  {
    Log log(LogSettings(), [] { return Moment(); });
    const FailureDesk desk{log, [] {}};
    Metrics metrics;
    HttpServer server(io.get_executor(), ServerUnderTest::usual(), handler, metrics, desk,
                      [] { return std::chrono::nanoseconds(0); });
    client = std::make_unique<RawClient>(server.start());
    client->send(get("/wait"));
    while (handler.waiting == 0) io.run_one();
    EXPECT_EQ(server.connections(), 1U);
  }
  EXPECT_EQ(client->read_to_end(), "");
}

TEST(HttpServer, TellsWhenTheAddressIsTaken) {
  ServerUnderTest first;
  HttpServerSettings settings = ServerUnderTest::usual();
  settings.port = first.port();
  EXPECT_THROW(ServerUnderTest second(settings), boost::system::system_error);
}

}  // namespace
}  // namespace meldmaat
