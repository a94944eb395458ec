// SPDX-License-Identifier: EUPL-1.2
// Checks the small grammar that content types share, by examples of each shape.
#include "adapters/media_type.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

TEST(MediaType, ComparesTypeAndCharset) {
  EXPECT_TRUE(is_media_type("text/html", "text/html"));
  EXPECT_TRUE(is_media_type(" TEXT/html ; Charset=\"UTF-8\"; level=1", "text/html"));
  EXPECT_FALSE(is_media_type("text/html; charset=utf-16", "text/html"));
  EXPECT_FALSE(is_media_type("text/htm", "text/html"));
  EXPECT_FALSE(is_media_type("text/html;", "text/html"));
  EXPECT_FALSE(is_media_type("text/html; a=\"b", "text/html"));
  EXPECT_FALSE(is_media_type("text/html; a=\"b\" c", "text/html"));
}

TEST(MediaType, TakesParameters) {
  EXPECT_EQ(media_type_parameter("a/b; x=1; Y=\"2; \\\"3\\\"\"", "y"), "2; \"3\"");
  EXPECT_EQ(media_type_parameter("a/b; x=1", "y"), std::nullopt);
  EXPECT_EQ(media_type_parameter("a/b; x=1; X=2", "x"), std::nullopt);
}

TEST(MediaType, KnowsTokens) {
  EXPECT_TRUE(is_token("X-Note_1.~"));
  EXPECT_FALSE(is_token(""));
  EXPECT_FALSE(is_token("a b"));
  EXPECT_FALSE(is_token("a\x80"));
}

}  // namespace
}  // namespace meldmaat
