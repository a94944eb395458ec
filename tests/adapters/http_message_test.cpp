// SPDX-License-Identifier: EUPL-1.2
// Checks the values of an HTTP exchange: header look-up, no way to split an answer in two, decoded query and path
// parts.
#include "adapters/http_message.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace meldmaat {
namespace {

TEST(Headers, AreFoundWithoutRegardToCase) {
  Headers headers;
  headers.add("Content-Type", "text/html");
  headers.add("Set-Cookie", "a=1");
  headers.add("Set-Cookie", "b=2");
  EXPECT_EQ(headers.find("content-TYPE"), "text/html");
  EXPECT_EQ(headers.value("set-cookie"), "a=1");
  EXPECT_EQ(headers.find("Content"), std::nullopt);
  EXPECT_EQ(headers.value("X"), "");
  EXPECT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers.at(2).second, "b=2");
  EXPECT_EQ(headers.text(), "Content-Type: text/html\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n");
}

TEST(Headers, CannotSplitAnAnswer) {
  Headers headers;
  for (const std::string_view value : {"a\r\nX: y", "a\nb", "a\rb", "a\x7F", "\t"}) {
    EXPECT_THROW(headers.add("Location", value), std::invalid_argument);
  }
  for (const std::string_view name : {"", "a b", "a:", "a\r\n", "é"}) {
    EXPECT_THROW(headers.add(name, "x"), std::invalid_argument);
  }
  EXPECT_EQ(headers.text(), "");
}

TEST(Request, DecodesItsTarget) {
  const Request request(Method::get, "/p/a%2Fb/?since=12&q=a+b%26c&q=2");
  EXPECT_EQ(request.path, "/p/a%2Fb/");
  EXPECT_EQ(request.path_parts(), (std::vector<std::string>{"p", "a/b", ""}));
  EXPECT_EQ(request.query_value("since"), "12");
  EXPECT_EQ(request.query_value("q"), "a b&c");
  EXPECT_EQ(request.query_value("x"), std::nullopt);
  EXPECT_EQ(Request(Method::get, "/").path_parts(), std::vector<std::string>());
  EXPECT_EQ(Request(Method::get, "/a%0Ab").path_parts(), std::nullopt);
  EXPECT_EQ(Request(Method::get, "/a%FF").path_parts(), std::nullopt);
  EXPECT_TRUE(Request(Method::get, "/a?b=%FF").query.empty());
}

}  // namespace
}  // namespace meldmaat
