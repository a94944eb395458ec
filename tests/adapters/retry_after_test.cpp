// SPDX-License-Identifier: EUPL-1.2
// Checks Retry-After in every shape that servers send (plan M4, F21, O07): a table of values and what they mean.
#include "adapters/retry_after.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace meldmaat {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// 22 November 2026, 12:00:00 UTC.
constexpr Moment noon{seconds{1795348800}};

TEST(RetryAfter, IsReadInEveryShape) {
  const std::vector<std::pair<std::string, Milliseconds>> shapes{
      {"7", seconds{7}},
      {"0", seconds{0}},
      {"3600", seconds{3600}},
      {"99999", hours{24}},
      {"99999999999999999999", hours{24}},
      {"-5", seconds{0}},
      {"soon", seconds{0}},
      {"", seconds{0}},
      {"7.5", seconds{0}},
      {"Sun, 22 Nov 2026 12:01:00 GMT", seconds{60}},
      {"Sun, 22 Nov 2026 11:59:00 GMT", seconds{0}},
      {"Wed, 22 Nov 2034 12:00:00 GMT", hours{24}},
      {"Sun, 22 Nov 2026 12:01:00 GMT and a day", seconds{0}},
  };
  for (const auto& [text, expected] : shapes) {
    Headers headers;
    headers.add("Retry-After", text);
    EXPECT_EQ(retry_after(headers, noon), expected) << text;
  }
  EXPECT_EQ(retry_after(Headers(), noon), seconds{0});
}

}  // namespace
}  // namespace meldmaat
