// SPDX-License-Identifier: EUPL-1.2
// Checks the server's patience with its real limits, on a clock that the test moves: just before a limit nothing has
// happened, at the limit the connection is answered or closed.
#include <gtest/gtest.h>

#include "tests/adapters/http_rows.hpp"
#include "tests/adapters/server_under_test.hpp"

namespace meldmaat {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// The server has seen these bytes when it answers a request that another client sent after them.
void settle(ServerUnderTest& server) {
  RawClient other(server.port());
  other.send(get("/bye"));
  EXPECT_EQ(status_of(other.read_to_end()), 200);
}

TEST(HttpDeadline, ASlowHeadEndsAfterFiveSeconds) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send("GET /page HTTP/1.1\r\nHost: meld");
  settle(server);
  server.advance(milliseconds(4'999));
  EXPECT_FALSE(client.has_news());
  client.send(".");  // One byte now and then does not buy more time.
  settle(server);
  server.advance(milliseconds(1));
  EXPECT_EQ(status_of(client.read_to_end()), 408);
}

TEST(HttpDeadline, SilenceAfterConnectingEndsAfterFiveSeconds) {
  ServerUnderTest server;
  RawClient client(server.port());
  settle(server);
  server.advance(milliseconds(4'999));
  EXPECT_FALSE(client.has_news());
  server.advance(milliseconds(1));
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpDeadline, AnIdleConnectionEndsAfterThirtySeconds) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(good_request);
  EXPECT_EQ(status_of(client.read_answer()), 200);
  settle(server);
  server.advance(milliseconds(29'999));
  EXPECT_FALSE(client.has_news());
  server.advance(milliseconds(1));
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpDeadline, ABodyThatStopsGetsNoMoreThanTenSeconds) {  // H17
  ServerUnderTest server;
  RawClient client(server.port());
  client.send("POST /page HTTP/1.1\r\nHost: meld.test\r\nContent-Length: 60000\r\n\r\n" + std::string(50'000, 'x'));
  settle(server);
  server.advance(milliseconds(9'999));  // Faster than 1 KiB/s so far.
  EXPECT_FALSE(client.has_news());
  server.advance(milliseconds(1));
  EXPECT_EQ(status_of(client.read_to_end()), 408);
}

TEST(HttpDeadline, ABodyThatTricklesIsEndedHalfWay) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(post("Content-Length: 1000\r\n"));
  settle(server);
  server.advance(seconds(5));
  EXPECT_FALSE(client.has_news());
  server.advance(milliseconds(1));
  EXPECT_EQ(status_of(client.read_to_end()), 408);
}

TEST(HttpDeadline, AnExpectationThatIsNotMetEnds) {  // H33
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(post("Content-Length: 3\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  settle(server);
  server.advance(seconds(10));
  EXPECT_EQ(status_of(client.read_to_end()), 408);
}

TEST(HttpDeadline, AnAnswerThatIsNotReadEnds) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/stream"));
  client.read_until("retry: 1\n\n");
  for (bool full = false; !full;) {
    server.on_server([&] { full = !server.handler().stream->push(std::string(16 * 1024, 'x')); });
  }
  settle(server);
  server.advance(seconds(10));
  for (bool gone = false; !gone;) gone = server.metrics().find("meldmaat_http_connections 0\n") != std::string::npos;
}

TEST(HttpDeadline, AHandlerIsNotHurried) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send(get("/wait"));
  while (server.handler().waiting == 0) server.on_server([] {});
  server.advance(seconds(3'600));
  EXPECT_FALSE(client.has_news());
  server.on_server([&] { server.handler().open_gate(); });
  EXPECT_EQ(status_of(client.read_answer()), 200);
}

TEST(HttpDeadline, WhoeverDoesNotHangUpAfterARefusalIsLeft) {
  ServerUnderTest server;
  RawClient client(server.port());
  client.send("get /page HTTP/1.1\r\n");
  EXPECT_EQ(status_of(client.read_to_end()), 501);
  server.advance(seconds(2));
  for (bool gone = false; !gone;) gone = server.metrics().find("meldmaat_http_connections 0\n") != std::string::npos;
}

}  // namespace
}  // namespace meldmaat
