// SPDX-License-Identifier: EUPL-1.2
// Checks what the gate lets in: every row of the bad-input table that bytes alone decide, good requests of all kinds,
// and that whatever the gate accepts, Beast reads with the same end - on 40,000 mutated requests from one seed.
#include "adapters/http_gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "adapters/http_parser.hpp"
#include "tests/adapters/http_rows.hpp"

namespace meldmaat {
namespace {

const std::vector<std::string> hosts = {"meld.test", "localhost:3978"};

std::optional<GateRules> rules_for(std::string_view path) {
  GateRules rules;
  if (path == "/webhook" || path == "/chunked") {
    rules.methods = {Method::post, Method::put};
    rules.most_body_bytes = 1024;
    rules.chunked_allowed = path == "/chunked";
    return rules;
  }
  if (path != "/page") return std::nullopt;
  rules.methods = {Method::get, Method::head, Method::post};
  rules.most_head_bytes = 16 * 1024;
  rules.most_body_bytes = 64 * 1024;
  return rules;
}

struct Verdict {
  int status = 0;  // 0: accepted; -1: more bytes are needed.
  std::size_t head_bytes = 0;
  AcceptedHead head{};
};

// All steps of the gate, as a session takes them.
Verdict judge(std::string_view bytes) {
  HeadScanner scanner;
  const auto found = scanner.look(bytes);
  if (std::holds_alternative<std::monostate>(found)) return {-1};
  if (const auto* refusal = std::get_if<GateRefusal>(&found)) return {refusal->status};
  const std::size_t size = std::get<std::size_t>(found);
  const std::string_view head = bytes.substr(0, size);
  const auto line = read_request_line(head);
  if (const auto* refusal = std::get_if<GateRefusal>(&line)) return {refusal->status};
  const auto rules = rules_for(std::get<RequestLine>(line).path);
  if (!rules) return {404};
  const auto judged = judge_head(head, std::get<RequestLine>(line), *rules, hosts);
  if (const auto* refusal = std::get_if<GateRefusal>(&judged)) return {refusal->status};
  return {0, size, std::get<AcceptedHead>(judged)};
}

void expect_refused(const std::vector<BadRequest>& rows) {
  for (const BadRequest& row : rows) {
    const int status = judge(row.bytes).status;
    EXPECT_NE(std::find(row.statuses.begin(), row.statuses.end(), status), row.statuses.end())
        << row.name << " got " << status;
  }
}

TEST(HttpGate, RefusesRowsAboutFraming) {
  expect_refused(framing_rows());
}
TEST(HttpGate, RefusesRowsAboutFields) {
  expect_refused(field_rows());
}
TEST(HttpGate, RefusesRowsAboutTheFirstLine) {
  expect_refused(first_line_rows());
}

TEST(HttpGate, FindsTheSameHeadByteByByte) {
  const std::string request = post("Content-Length: 3\r\n") + good_request;
  HeadScanner scanner;
  std::size_t size = 0;
  for (std::size_t seen = 1; seen <= request.size() && size == 0; ++seen) {
    const auto found = scanner.look(std::string_view(request).substr(0, seen));
    ASSERT_FALSE(std::holds_alternative<GateRefusal>(found));
    if (const auto* head = std::get_if<std::size_t>(&found)) size = *head;
  }
  EXPECT_EQ(size, request.find("\r\n\r\n") + 4);
}

TEST(HttpGate, AcceptsWhatPlatformsSend) {
  const Verdict teams =
      judge(post("Content-Length: 3\r\nAuthorization: Bearer a.b.c\r\n"
                 "Content-Type: application/json; charset=utf-8\r\nX-Note:\r\n"));
  EXPECT_EQ(teams.status, 0);
  EXPECT_EQ(teams.head.content_length, 3U);
  EXPECT_TRUE(teams.head.keep_alive);
  EXPECT_FALSE(teams.head.chunked);

  const Verdict chunked = judge(post_chunked(""));
  EXPECT_EQ(chunked.status, 0);
  EXPECT_TRUE(chunked.head.chunked);

  EXPECT_EQ(judge(get("/page?q=a%20b//c", "host: LOCALHOST:3978\r\n")).status, 0);
  EXPECT_EQ(judge("HEAD /page HTTP/1.1\r\nHost: meld.test\r\n\r\n").head.method, Method::head);
  EXPECT_FALSE(judge(get("/page", "Host: meld.test\r\nConnection: x, Close\r\n")).head.keep_alive);
  EXPECT_TRUE(judge(post("Content-Length: 3\r\nExpect: 100-Continue\r\n")).head.expects_continue);
}

TEST(HttpGate, AcceptsExactlyUpToItsLimits) {
  EXPECT_EQ(judge(get("/page", "Host: meld.test\r\n" + repeated("X-Note: 1\r\n", 63))).status, 0);
  EXPECT_EQ(judge(get("/page?" + std::string(1994, 'a'))).status, 0);
  EXPECT_EQ(judge(post("Content-Length: 1024\r\n")).status, 0);
  EXPECT_EQ(judge(post("Content-Length: 0\r\n")).status, 0);
  const std::string before = "Host: meld.test\r\nX-Pad: ";
  const std::size_t fixed = get("/page", before + "\r\n").size();
  EXPECT_EQ(judge(get("/page", before + std::string(16 * 1024 - fixed, 'x') + "\r\n")).status, 0);
  EXPECT_EQ(judge(get("/page", before + std::string(16 * 1024 - fixed + 1, 'x') + "\r\n")).status, 431);
}

// Small damage to good requests: the kind of byte that makes two readers disagree, a line twice, two lines swapped.
class Mutator {
 public:
  std::string next() {
    std::string text = bases_[random_() % bases_.size()];
    const std::size_t times = 1 + random_() % 3;
    for (std::size_t count = 0; count < times; ++count) damage(text);
    return text;
  }

 private:
  void damage(std::string& text) {
    const std::size_t at = random_() % (text.size() + 1);
    switch (random_() % 5) {
      case 0: text.insert(at, 1, any_byte()); break;
      case 1: text.erase(at, 1 + random_() % 2); break;
      case 2:
        if (at < text.size()) text[at] = any_byte();
        break;
      default: text.insert(line_begin(text, at), lines_[random_() % lines_.size()]); break;
    }
  }
  static std::size_t line_begin(const std::string& text, std::size_t at) {
    const std::size_t end = text.find("\r\n", at);
    return end == std::string::npos ? text.size() : end + 2;
  }
  char any_byte() {
    using namespace std::string_view_literals;
    constexpr auto bytes = "\r\n \t:;,0123456789abcZ/?%.\0\x7F\x80\xFF\"\\"sv;
    return bytes[random_() % bytes.size()];
  }

  std::mt19937 random_{20261124};
  std::vector<std::string> bases_ = {
      post("Content-Length: 12\r\nAuthorization: Bearer x\r\n", "abcdefghijkl"), post_chunked("3\r\nabc\r\n0\r\n\r\n"),
      get("/page?a=1"), get("/page", "Host: localhost:3978\r\nCookie: a=b; c=d\r\nAccept: */*\r\n"),
      "PUT /webhook HTTP/1.1\r\nHost: meld.test\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"};
  std::vector<std::string> lines_ = {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n",
                                     "Connection: close\r\n", "X-Note: a, b\r\n",
                                     "Content-length:7\r\n",  "Transfer-Encoding: identity\r\n",
                                     "Host: meld.test\r\n",   "Connection: keep-alive, Upgrade\r\n",
                                     "Accept: text/html\r\n", "Proxy-Connection: keep-alive\r\n",
                                     " folded: line\r\n",     "\r\n"};
};

TEST(HttpGate, BeastReadsWhatTheGateAcceptsWithTheSameEnd) {
  Mutator mutator;
  int accepted = 0;
  int refused = 0;
  for (int count = 0; count < 40'000; ++count) {
    const std::string bytes = mutator.next();
    const Verdict verdict = judge(bytes);
    if (verdict.status != 0) {
      ++refused;
      continue;
    }
    ++accepted;
    RequestParser parser;
    Request request;
    parser.start(request, 1024);
    const ReadingStep head = parser.feed(std::string_view(bytes).substr(0, verdict.head_bytes));
    ASSERT_NE(head.reading, Reading::invalid) << testing::PrintToString(bytes);
    ASSERT_EQ(head.consumed, verdict.head_bytes) << testing::PrintToString(bytes);
    ASSERT_EQ(parser.content_length(), verdict.head.content_length) << testing::PrintToString(bytes);
    ASSERT_EQ(parser.chunked(), verdict.head.chunked) << testing::PrintToString(bytes);
    const std::string body(verdict.head.content_length, 'b');
    if (verdict.head.chunked || body.empty()) continue;
    const ReadingStep rest = parser.feed(body + "GET /next");
    ASSERT_EQ(rest.reading, Reading::complete);
    ASSERT_EQ(rest.consumed, body.size());
    ASSERT_EQ(request.body, body);
  }
  EXPECT_GT(accepted, 5'000);
  EXPECT_GT(refused, 5'000);
}

TEST(HttpGate, ReasonsHaveDifferentNames) {
  std::vector<std::string_view> names;
  for (int reason = 0; reason <= static_cast<int>(GateReason::body_invalid); ++reason) {
    names.push_back(name_of(static_cast<GateReason>(reason)).view());
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace meldmaat
