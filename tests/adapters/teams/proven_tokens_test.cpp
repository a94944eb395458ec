// SPDX-License-Identifier: EUPL-1.2
// Checks how long a proved token is remembered, and which one makes room, with small numbers and made-up moments.
#include "adapters/teams/proven_tokens.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using namespace std::chrono_literals;

class ProvenTokensTest : public testing::Test {
 protected:
  void remember(const char* token, Milliseconds until) {
    auto proven = std::make_shared<Proven>();
    proven->expires = start_ + until;
    tokens_.remember(tokens_.digest_of(token), std::move(proven), key_);
  }
  [[nodiscard]] bool knows(const char* token, Milliseconds at = 0ms) {
    return tokens_.find(tokens_.digest_of(token), start_ + at) != nullptr;
  }

  Moment start_{};
  std::shared_ptr<const Jwk> key_ =
      std::make_shared<const Jwk>("first", std::vector<std::string>(), Jwk::Key(nullptr, EVP_PKEY_free));
  ProvenTokens tokens_{3};
};

TEST_F(ProvenTokensTest, RemembersUntilTheTokenExpires) {
  remember("a", 10s);
  EXPECT_TRUE(knows("a", 9'999ms));
  EXPECT_FALSE(knows("b"));
  EXPECT_FALSE(knows("a", 10s));
  EXPECT_EQ(tokens_.size(), 0U) << "what expired is forgotten";
}

TEST_F(ProvenTokensTest, LetsTheFirstToEndMakeRoom) {
  remember("long", 30s);
  remember("short", 10s);
  remember("middle", 20s);
  remember("another", 5s);
  EXPECT_EQ(tokens_.size(), 3U);
  EXPECT_FALSE(knows("short"));
  EXPECT_TRUE(knows("long") && knows("middle") && knows("another"));
}

TEST_F(ProvenTokensTest, KeepsOneOfTwoEqual) {
  remember("a", 10s);
  remember("a", 20s);
  EXPECT_EQ(tokens_.size(), 1U);
  EXPECT_TRUE(knows("a", 15s));
}

// K04: a token of a key that was withdrawn is not served from memory.
TEST_F(ProvenTokensTest, ForgetsWithTheKey) {
  remember("a", 10s);
  key_.reset();
  EXPECT_FALSE(knows("a"));
}

}  // namespace
}  // namespace meldmaat
